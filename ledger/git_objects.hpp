// Git's objects as bytes, in the few forms that a ledger has (gitformat-pack(5), git-fsck(1)). Pure; the reader takes
// exactly what the writer writes, so that a foreign tree with links, submodules or other modes is refused at its
// parser.
//
//   tree   = *(mode SP name NUL 20-byte id)      mode "100644" or "40000"; names [0-9a-z._-]+; in git's order, each
//   once commit = "tree " id LF ["parent " id LF] "author " who LF "committer " who LF LF message LF who    =
//   <authority> " <" <log> "@" <authority> ".invalid> " seconds " +0000"      the same twice message = "entries " first
//   ".." last
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "ledger/names.hpp"

namespace rogatory::ledger {

/// A git object's id: SHA-1. It finds things and proves nothing; entries are known by their SHA-256.
struct Oid {
  std::array<std::uint8_t, 20> bytes{};
  [[nodiscard]] std::string hex() const;
  static Result<Oid> from_hex(std::string_view text);
  auto operator<=>(const Oid&) const = default;
};

enum class ObjectKind : std::uint8_t { blob, tree, commit };
std::string_view text_of(ObjectKind kind);

/// SHA-1 of "<kind> <size>" NUL content.
Oid oid_of(ObjectKind kind, ByteView content);

struct TreeItem {
  std::string name;
  bool is_tree = false;
  Oid id;
  bool operator==(const TreeItem&) const = default;
};

constexpr std::size_t k_tree_limit = 64 * 1024;
/// Items in any order; a name twice or of another form is our own bug.
Bytes serialize_tree(std::vector<TreeItem> items);
/// malformed for anything but the grammar above.
Result<std::vector<TreeItem>> parse_tree(ByteView content);

/// The commit of one append.
struct Commit {
  Oid tree;
  std::optional<Oid> parent;
  LogName log;
  UtcTime date;  ///< made_at of the last entry
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  bool operator==(const Commit&) const = default;
};

constexpr std::size_t k_commit_limit = 1024;
Bytes serialize_commit(const Commit& commit);
/// malformed for anything that serialize_commit does not write.
Result<Commit> parse_commit(ByteView content);

}  // namespace rogatory::ledger
