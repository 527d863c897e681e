#include "ledger/git_bundle.hpp"

#include <algorithm>

#include "ledger/git_pack.hpp"
#include "ledger/git_reach.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::string_view k_signature = "# v2 git bundle\n";
constexpr std::size_t k_most_lines = 100;

Error not_a_head(std::string why) {
  return Error(ErrorCode::malformed, "not a git bundle of a case").because(std::move(why));
}

/// "-" id [SP comment]
Result<Oid> parse_prerequisite(std::string_view line) {
  const Result<Oid> id = Oid::from_hex(line.substr(1, 40));
  if (!id || (line.size() > 41 && line[41] != ' ')) {
    return fail(not_a_head("a line that names a commit does not end well"));
  }
  return *id;
}

/// id SP "refs/heads/" log
Result<std::pair<std::string, Oid>> parse_ref(std::string_view line) {
  constexpr std::string_view k_heads = " refs/heads/";
  const Result<Oid> id = Oid::from_hex(line.substr(0, 40));
  if (!id || !line.substr(40).starts_with(k_heads) || !LogName::parse(line.substr(40 + k_heads.size()))) {
    return fail(Error(not_a_head("it holds something else than branches that are logs"))
                    .next("make it anew: git bundle create FILE --branches"));
  }
  return std::pair(std::string(line.substr(41)), *id);
}

/// A DurableFile as the sink of a pack.
class BundleSink : public base::ByteSink {
 public:
  explicit BundleSink(base::DurableFile& file) : m_file(file) {}
  Result<void> write(ByteView bytes) override { return m_file.write(bytes); }

 private:
  base::DurableFile& m_file;
};

Result<void> write_pack(Repository& repository, const std::vector<Reached>& objects, base::ByteSink& sink) {
  ROG_TRY_ASSIGN(PackWriter pack, PackWriter::start(sink, static_cast<std::uint32_t>(objects.size())));
  for (const Reached& object : objects) {
    ROG_TRY_ASSIGN(const Bytes content, repository.read(object.kind, object.id, limit_of(object.kind)));
    ROG_TRY(pack.add(object.kind, object.id, content));
  }
  ROG_TRY(pack.finish());
  return {};
}

}  // namespace

Result<BundleHead> parse_bundle_head(ByteView prefix) {
  std::string_view rest = base::as_text(prefix.first(std::min(prefix.size(), k_bundle_head_limit)));
  if (!rest.starts_with(k_signature)) {
    return fail(not_a_head("it does not begin with \"# v2 git bundle\""));
  }
  rest.remove_prefix(k_signature.size());
  BundleHead head;
  while (true) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos || head.refs.size() > k_most_lines || head.prerequisites.size() > k_most_lines) {
      return fail(not_a_head("its head is cut off, or longer than a case's can be"));
    }
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (line.empty()) {
      break;
    }
    if (line.front() == '-' && head.refs.empty()) {
      ROG_TRY_ASSIGN(const Oid id, parse_prerequisite(line));
      head.prerequisites.push_back(id);
    } else {
      ROG_TRY_ASSIGN(auto ref, parse_ref(line));
      head.refs.push_back(std::move(ref));
    }
  }
  std::vector<std::string_view> names;
  std::ranges::transform(head.refs, std::back_inserter(names),
                         [](const auto& ref) { return std::string_view(ref.first); });
  std::ranges::sort(names);
  if (names.empty() || std::ranges::adjacent_find(names) != names.end()) {
    return fail(not_a_head("it names no branch, or one twice"));
  }
  head.size = static_cast<std::size_t>(rest.data() - base::as_text(prefix).data());
  return head;
}

std::string serialize_bundle_head(const BundleHead& head) {
  std::string text(k_signature);
  for (const Oid& id : head.prerequisites) {
    text += "-" + id.hex() + "\n";
  }
  for (const auto& [name, id] : head.refs) {
    text += id.hex() + " " + name + "\n";
  }
  return text + "\n";
}

Result<void> write_bundle(FileSystem& fs, const std::string& repository, const std::vector<std::string>& refs,
                          const std::vector<Oid>& since, const std::string& path) {
  ROG_TRY_ASSIGN(Repository opened, Repository::open(repository));
  BundleHead head{.prerequisites = since, .refs = {}, .size = 0};
  std::vector<Oid> tips;
  for (const std::string& ref : refs) {
    ROG_TRY_ASSIGN(const std::optional<Oid> id, opened.ref(ref));
    if (!id) {
      return fail(ErrorCode::not_found, repository + " has no " + ref);
    }
    head.refs.emplace_back(ref, *id);
    tips.push_back(*id);
  }
  std::ranges::sort(head.refs);
  ROG_TRY_ASSIGN(const std::vector<Reached> objects, reach(opened, tips, since));
  ROG_TRY_ASSIGN(base::DurableFile file, base::DurableFile::create(fs, path, {}));
  ROG_TRY(file.write(base::as_bytes(serialize_bundle_head(head))));
  BundleSink sink(file);
  ROG_TRY(write_pack(opened, objects, sink));
  return file.commit();
}

}  // namespace rogatory::ledger
