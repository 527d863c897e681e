// Git's objects as bytes, in the few forms that a ledger has (gitformat-pack(5), git-fsck(1)). Pure; parse_tree and
// parse_commit take exactly what is written here, so that a foreign tree with links, submodules or other modes is
// refused at its parser.
//
//   tree   = *(mode SP name NUL 20-byte id)      mode "100644" or "40000"; names [0-9a-z][0-9a-z._-]*; in git's order,
//                                                each once
//   commit = "tree " id LF ["parent " id LF] "author " who LF "committer " who LF LF message LF
//   who    = <authority> " <" <log> "@" <authority> ".invalid> " seconds " +0000"       the same twice
//   message = "entries " first ".." last
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
  /// malformed for anything but 40 lower-case hexadecimal digits.
  static Result<Oid> from_hex(std::string_view text);
  /// Of exactly 20 bytes.
  static Oid from_raw(ByteView raw);
  auto operator<=>(const Oid&) const = default;
};

/// For the unordered containers of the standard library.
struct OidHash {
  std::size_t operator()(const Oid& id) const;
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

/// A log's longest tree is cards/ with k_chain_limit cards, about 130 KiB.
constexpr std::size_t k_tree_limit = 256 * 1024;
/// Items in any order; a name twice or of another form is our own bug.
Bytes serialize_tree(std::vector<TreeItem> items);
/// malformed for anything but the grammar above.
Result<std::vector<TreeItem>> parse_tree(ByteView content);

/// An item of any tree, of us or not. Views into what was parsed.
struct RawTreeItem {
  std::string_view mode;
  std::string_view name;
  ByteView id;

  [[nodiscard]] bool is_file() const { return mode == "100644"; }
  [[nodiscard]] bool is_tree() const { return mode == "40000"; }
  [[nodiscard]] Oid oid() const { return Oid::from_raw(id); }
};
/// The items whatever their modes and names are, to tell people what is strange; malformed where it is no tree at all.
Result<std::vector<RawTreeItem>> parse_raw_tree(ByteView content);
/// Whether the names are in git's order, each once.
bool is_in_order(const std::vector<RawTreeItem>& items);

/// The commit of one append.
struct Commit {
  Oid tree;
  std::optional<Oid> parent;
  LogName log;
  UtcTime date;  ///< made_at of the last entry; git knows no time before 1970, which is written as 1970
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  bool operator==(const Commit&) const = default;
};

constexpr std::size_t k_commit_limit = 1024;
Bytes serialize_commit(const Commit& commit);
/// malformed for anything that serialize_commit does not write.
Result<Commit> parse_commit(ByteView content);

/// The tree of any commit, ours or one that somebody made anew of the same files: commits prove nothing.
Result<Oid> tree_of_commit(ByteView content);

}  // namespace rogatory::ledger
