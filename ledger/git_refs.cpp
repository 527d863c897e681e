#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "ledger/git_store.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::size_t k_ref_limit = 1024;
constexpr std::size_t k_packed_refs_limit = 1024 * 1024;
constexpr std::size_t k_most_refs = 1000;
constexpr int k_deepest = 16;

using Refs = std::map<std::string, std::optional<Oid>>;

Result<Bytes> load_or_empty(FileSystem& fs, const std::string& path, std::size_t limit) {
  Result<Bytes> bytes = base::load_file(fs, path, limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return Bytes();
  }
  return bytes;
}

/// packed-refs (gitrepository-layout(5)): "# …" comments, "<id> <name>", and "^<id>" of the object behind a tag.
Result<Refs> packed_refs(FileSystem& fs, const std::string& repository) {
  ROG_TRY_ASSIGN(const Bytes bytes, load_or_empty(fs, repository + "/packed-refs", k_packed_refs_limit));
  Refs refs;
  for (const std::string_view line : base::split(base::as_text(bytes), '\n')) {
    if (line.empty() || line.front() == '#' || line.front() == '^') {
      continue;
    }
    const Result<Oid> id = Oid::from_hex(line.substr(0, 40));
    if (!id || line.size() < 42 || line[40] != ' ') {
      return fail(ErrorCode::malformed, repository + "/packed-refs is not git's");
    }
    refs[std::string(line.substr(41))] = *id;
  }
  return refs;
}

Result<std::optional<Oid>> loose_ref(FileSystem& fs, const std::string& repository, const std::string& ref) {
  const std::string path = repository + "/" + ref;
  const Result<Bytes> bytes = base::load_file(fs, path, k_ref_limit);
  if (!bytes) {
    return bytes.error().code() == ErrorCode::not_found ? Result<std::optional<Oid>>(std::nullopt)
                                                        : fail(bytes.error());
  }
  const std::string_view text = base::as_text(*bytes);
  const Result<Oid> id = Oid::from_hex(text.substr(0, 40));
  if (!id || text.substr(40) != "\n") {
    return fail(ErrorCode::malformed, path + " names no git object");
  }
  return *id;
}

/// Adds what stands below `folder`, a ref's name with a slash at its end.
Result<void> add_loose(FileSystem& fs, const std::string& repository, const std::string& folder, int depth,
                       Refs& refs) {
  const auto directory = base::uninterrupted(
      [&] { return fs.open(AT_FDCWD, repository + "/" + folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW); });
  if (!directory) {
    return fail(base::errno_error(directory.error(), "opening the directory " + repository + "/" + folder));
  }
  const auto names = fs.list(directory->get());
  if (!names) {
    return fail(base::errno_error(names.error(), "listing " + repository + "/" + folder));
  }
  for (const std::string& name : *names) {
    const base::SysResult<struct stat> status = fs.stat_at(directory->get(), name, AT_SYMLINK_NOFOLLOW);
    if (refs.size() > k_most_refs || depth == 0) {
      return fail(ErrorCode::malformed, repository + " has more refs than a case can have");
    }
    if (!status || name.ends_with(".lock")) {
      continue;  // gone since it was listed, or a ref being moved
    }
    if (S_ISDIR(status->st_mode)) {
      ROG_TRY(add_loose(fs, repository, folder + name + "/", depth - 1, refs));
      continue;
    }
    const Result<std::optional<Oid>> id = S_ISREG(status->st_mode)
                                              ? loose_ref(fs, repository, folder + name)
                                              : fail(ErrorCode::malformed, "a ref that is no regular file");
    if (!id && id.error().code() != ErrorCode::malformed) {
      return fail(id.error());
    }
    refs[folder + name] = id ? *id : std::nullopt;
  }
  return {};
}

}  // namespace

Result<std::optional<Oid>> read_ref(FileSystem& fs, const std::string& repository, const std::string& ref) {
  ROG_TRY_ASSIGN(const std::optional<Oid> loose, loose_ref(fs, repository, ref));
  if (loose) {
    return loose;
  }
  ROG_TRY_ASSIGN(const Refs packed, packed_refs(fs, repository));
  const auto found = packed.find(ref);
  return found == packed.end() ? std::nullopt : found->second;
}

Result<std::vector<std::pair<std::string, std::optional<Oid>>>> list_refs(FileSystem& fs,
                                                                          const std::string& repository) {
  // A ref that is packed at this moment is written to packed-refs before its file goes.
  Refs loose;
  ROG_TRY(add_loose(fs, repository, "refs/", k_deepest, loose));
  ROG_TRY_ASSIGN(Refs refs, packed_refs(fs, repository));
  for (auto& [name, id] : loose) {
    refs[name] = id;
  }
  if (refs.size() > k_most_refs) {
    return fail(ErrorCode::malformed, repository + " has more refs than a case can have");
  }
  return std::vector<std::pair<std::string, std::optional<Oid>>>(refs.begin(), refs.end());
}

}  // namespace rogatory::ledger
