// Bundles as lists of members, to be taken apart, changed at any place, and put together again: what a forger would do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/tar.hpp"
#include "bundle/verify.hpp"
#include "bundle/walk.hpp"
#include "tests/kit/authority.hpp"

namespace rogatory::test {

struct RawMember {
  std::string path;
  Bytes content;
  std::optional<base::tar::Block> header = std::nullopt;  ///< instead of the strict one that base/tar writes
};

/// Members by their paths; asking for one that is not there is the test's own bug.
struct RawMembers {
  std::vector<RawMember> members;

  [[nodiscard]] RawMember& at(const std::string& path);
  [[nodiscard]] std::size_t index_of(const std::string& path) const;
  void remove(const std::string& path);
  void insert_before(const std::string& path, RawMember member);
};

/// Members one after another as base/tar writes them, without the end.
Bytes tar_members(const std::vector<RawMember>& members, const std::string& prefix);

/// What is inside: paths below bag/.
struct RawContent : RawMembers {
  /// The tar with its two zero blocks and the padding.
  [[nodiscard]] Bytes plaintext() const;
  /// What a seal says of these records: count and root of items.jsonl as it stands.
  void claim_in(bundle::Seal& seal) const;
  /// Writes items.jsonl anew for these records, which may lie.
  void set_records(const std::vector<bundle::ItemRecord>& records);
};

struct RawItem {
  std::string name;
  std::optional<Bytes> bytes;  ///< absent: a directory
};

/// An honest content.
RawContent make_content(const Authority& authority, const std::string& name, const std::vector<RawItem>& items);
/// The records of these items, as an honest content has them.
std::vector<bundle::ItemRecord> make_records(const std::vector<RawItem>& items);

/// What is outside: paths below NAME/.
struct RawBundle : RawMembers {
  std::string name;

  [[nodiscard]] Bytes bytes() const;
  /// Of a whole bundle, by a reader of its own that checks nothing.
  static RawBundle take_apart(ByteView file);

  /// Changes the seal and signs it anew.
  void reseal(crypto::Signer& signer, const std::function<void(bundle::Seal&)>& change);
};

/// Encrypts the plaintext to the authority and seals it in its name; `claim` fills in what the seal says of the items.
RawBundle seal_content(Authority& authority, const std::string& name, ByteView plaintext,
                       const std::function<void(bundle::Seal&)>& claim);
/// An honest bundle.
RawBundle make_bundle(Authority& authority, const std::string& name, const std::vector<RawItem>& items);

/// The paths in the file system sealed by bundle::Writer, in the real way, into a file.
void write_bundle(Authority& authority, const std::string& name, const std::vector<std::string>& paths,
                  const std::string& file, FileSystem& fs = FileSystem::real(), bundle::WalkOptions options = {});

/// An unnamed file in memory with these bytes.
base::Fd memory_file(ByteView bytes);

/// The names of the checks that failed, each once, in the order of the table.
std::vector<std::string> failed_checks(const std::vector<bundle::Finding>& findings);

/// Verifies bytes; `identity` may be null.
bundle::Report verify_bytes(ByteView file, const crypto::Trust& trust, const crypto::age::Identity* identity);

}  // namespace rogatory::test
