#include "base/remove_tree.hpp"
#include "ledger/git.hpp"
#include "ledger/git_bundle.hpp"
#include "ledger/git_indexer.hpp"
#include "ledger/git_layout.hpp"
#include "ledger/git_loose.hpp"
#include "ledger/git_reach.hpp"
#include "ledger/git_store.hpp"
#include "ledger/pack_check.hpp"

namespace rogatory::ledger {
namespace {

/// A git bundle file that is open.
struct BundleFile {
  FileSystem* fs = nullptr;
  base::Fd fd;
  std::string path;
  std::uint64_t size = 0;
  BundleHead head;
};

/// The pack in a bundle file: from `offset` to the end.
class PackSource : public base::ByteSource {
 public:
  explicit PackSource(const BundleFile& file) : m_file(file), m_offset(file.head.size) {}
  Result<std::size_t> read(MutableByteView into) override {
    const auto got = base::uninterrupted([&] { return m_file.fs->pread(m_file.fd.get(), into, m_offset); });
    if (!got) {
      return fail(base::errno_error(got.error(), "reading " + m_file.path));
    }
    m_offset += *got;
    return *got;
  }

 private:
  const BundleFile& m_file;
  std::uint64_t m_offset;
};

Result<BundleFile> open_bundle(FileSystem& fs, const std::string& path, std::uint64_t size_limit) {
  auto fd = base::uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY); });
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening " + path));
  }
  const base::SysResult<struct stat> status = fs.stat(fd->get());
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at " + path));
  }
  BundleFile file{
      .fs = &fs, .fd = *std::move(fd), .path = path, .size = static_cast<std::uint64_t>(status->st_size), .head = {}};
  if (!S_ISREG(status->st_mode) || file.size > size_limit) {
    return fail(ErrorCode::refused,
                path + " is not a regular file of at most " + std::to_string(size_limit) + " bytes");
  }
  Bytes prefix(std::min<std::uint64_t>(file.size, k_bundle_head_limit));
  ROG_TRY(base::pread_exact(fs, file.fd.get(), prefix, 0, path));
  Result<BundleHead> head = parse_bundle_head(prefix);
  if (!head) {
    return fail(std::move(head).error().while_(path));
  }
  file.head = *std::move(head);
  return file;
}

/// Whether `commit` is in the repository.
Result<bool> has_commit(Repository& repository, const Oid& commit) {
  const Result<Bytes> content = repository.read(ObjectKind::commit, commit, limit_of(ObjectKind::commit));
  if (!content && content.error().code() != ErrorCode::incomplete) {
    return fail(content.error());
  }
  return content.has_value();
}

Result<void> check_prerequisites(const BundleFile& file, const std::string& known) {
  if (file.head.prerequisites.empty()) {
    return {};
  }
  const auto unknown = [&file] {
    return fail(Error(ErrorCode::incomplete, file.path + " continues what is not here")
                    .because("a commit that it builds on is unknown")
                    .next("ask for a bundle of the whole case"));
  };
  if (known.empty()) {
    return unknown();
  }
  ROG_TRY_ASSIGN(Repository repository, Repository::open(known));
  for (const Oid& commit : file.head.prerequisites) {
    ROG_TRY_ASSIGN(const bool is_there, has_commit(repository, commit));
    if (!is_there) {
      return unknown();
    }
  }
  return {};
}

Result<void> check_pack_of(const BundleFile& file) {
  PackSource source(file);
  // Deflate makes of a byte a thousand; git's deltas of text as ours perhaps fifty.
  constexpr std::uint64_t k_most_ratio = 256;
  constexpr std::uint64_t k_small = std::uint64_t{64} * 1024 * 1024;
  return check_pack(source, {.objects = k_most_reached,
                             .object_size = k_body_file_limit,
                             .unpacked_size = k_small + file.size * k_most_ratio});
}

Result<void> fill_quarantine(FileSystem& fs, const BundleFile& file, const std::string& place,
                             const std::string& known) {
  ROG_TRY(fill_repository(fs, place, file.head.refs.front().first, 0077));
  PackSource source(file);
  ROG_TRY(index_pack(source, place + "/objects/pack", known));
  ROG_TRY_ASSIGN(Repository repository, Repository::open(place, known));
  for (const auto& [ref, commit] : file.head.refs) {
    ROG_TRY_ASSIGN(const bool is_there, has_commit(repository, commit));
    if (!is_there) {
      return fail(ErrorCode::malformed, "it has not what its " + ref + " names");
    }
    ROG_TRY(write_new_file(fs, place + "/" + ref, base::as_bytes(commit.hex() + "\n"), 0600));
  }
  return {};
}

}  // namespace

Result<void> unbundle(FileSystem& fs, const std::string& file, const std::string& quarantine, const std::string& known,
                      std::uint64_t size_limit) {
  ROG_TRY_ASSIGN(const BundleFile bundle, open_bundle(fs, file, size_limit));
  ROG_TRY(check_prerequisites(bundle, known));
  if (Result<void> checked = check_pack_of(bundle); !checked) {
    return fail(std::move(checked).error().while_(file));
  }
  const std::string place = temporary_place(quarantine);
  if (Result<void> filled = fill_quarantine(fs, bundle, place, known); !filled) {
    static_cast<void>(base::remove_tree(fs, AT_FDCWD, place));
    return fail(std::move(filled).error().while_("unpacking " + file));
  }
  return publish_tree(fs, place, quarantine);
}

}  // namespace rogatory::ledger
