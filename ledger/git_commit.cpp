#include <algorithm>
#include <charconv>

#include "ledger/git_objects.hpp"

namespace rogatory::ledger {
namespace {

Error not_ours() { return {ErrorCode::malformed, "not the commit of an append"}; }

std::string who_of(const Commit& commit) {
  const std::string& authority = commit.log.authority;
  return authority + " <" + commit.log.text() + "@" + authority + ".invalid> " +
         std::to_string(std::max<std::int64_t>(commit.date.seconds, 0)) + " +0000";
}

/// Takes what stands before `end` away from the front of `rest`, and `end`.
Result<std::string_view> take_until(std::string_view& rest, std::string_view end) {
  const std::size_t at = rest.find(end);
  if (at == std::string_view::npos) {
    return fail(not_ours());
  }
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(at + end.size());
  return taken;
}

Result<void> take(std::string_view& rest, std::string_view expected) {
  if (!rest.starts_with(expected)) {
    return fail(not_ours());
  }
  rest.remove_prefix(expected.size());
  return {};
}

template <class Number>
Result<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return fail(not_ours());
  }
  return number;
}

/// Loosely: that nothing is written in two ways is judged by writing it again.
Result<Commit> parse_loosely(std::string_view rest) {
  Commit commit;
  ROG_TRY(take(rest, "tree "));
  ROG_TRY_ASSIGN(const std::string_view tree, take_until(rest, "\n"));
  ROG_TRY_ASSIGN(commit.tree, Oid::from_hex(tree));
  if (rest.starts_with("parent ")) {
    ROG_TRY(take(rest, "parent "));
    ROG_TRY_ASSIGN(const std::string_view parent, take_until(rest, "\n"));
    ROG_TRY_ASSIGN(commit.parent, Oid::from_hex(parent));
  }
  ROG_TRY(take_until(rest, " <"));
  ROG_TRY_ASSIGN(const std::string_view log, take_until(rest, "@"));
  ROG_TRY_ASSIGN(commit.log, LogName::parse(log));
  ROG_TRY(take_until(rest, ".invalid> "));
  ROG_TRY_ASSIGN(const std::string_view seconds, take_until(rest, " "));
  ROG_TRY_ASSIGN(commit.date.seconds, parse_number<std::int64_t>(seconds));
  ROG_TRY(take_until(rest, "\n\nentries "));
  ROG_TRY_ASSIGN(const std::string_view first, take_until(rest, ".."));
  ROG_TRY_ASSIGN(commit.first, parse_number<std::uint64_t>(first));
  ROG_TRY_ASSIGN(const std::string_view last, take_until(rest, "\n"));
  ROG_TRY_ASSIGN(commit.last, parse_number<std::uint64_t>(last));
  return commit;
}

}  // namespace

Bytes serialize_commit(const Commit& commit) {
  const std::string who = who_of(commit);
  std::string text = "tree " + commit.tree.hex() + "\n";
  if (commit.parent) {
    text += "parent " + commit.parent->hex() + "\n";
  }
  text += "author " + who + "\ncommitter " + who + "\n\nentries " + std::to_string(commit.first) + ".." +
          std::to_string(commit.last) + "\n";
  return base::to_bytes(text);
}

Result<Commit> parse_commit(ByteView content) {
  if (content.size() > k_commit_limit) {
    return fail(not_ours());
  }
  ROG_TRY_ASSIGN(Commit commit, parse_loosely(base::as_text(content)));
  if (commit.first > commit.last || commit.last >= k_most_entries ||
      base::clamp_to_text_range(commit.date.seconds) != commit.date ||
      !std::ranges::equal(serialize_commit(commit), content)) {
    return fail(not_ours());
  }
  return commit;
}

Result<Oid> tree_of_commit(ByteView content) {
  const std::string_view text = base::as_text(content);
  if (!text.starts_with("tree ") || text.size() < 46 || text[45] != '\n') {
    return fail(ErrorCode::malformed, "not a git commit");
  }
  return Oid::from_hex(text.substr(5, 40));
}

}  // namespace rogatory::ledger
