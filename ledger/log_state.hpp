// What a home knows of its own logs outside of itself, so that a home copied back from last week notices that it is old
// (design: ledger.md "Appending"). One file a log, STATE/<case>/<log>.json, replaced as a whole and fsynced:
//
//   {"commit":oid|null,"frontier":[hash…],"intent":null|{"content":oid,"frontier":[hash…],"root","size"},"root","size",
//    "type":"rogatory-logstate/1"}
//
// frontier: the roots of the complete subtrees, largest first (crypto::TreeHasher), so that an append need not read the
// log again. They yield the root, else the file is malformed. An intent stays until the next append replaces it: it
// names what the branch holds where all went well, and what it is to hold where something did not (own_log.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "crypto/merkle.hpp"
#include "ledger/git_objects.hpp"

namespace rogatory::ledger {

/// A log's tree at one commit.
struct LogHead {
  Oid commit;
  crypto::TreeHasher tree;  ///< of at least one leaf
  bool operator==(const LogHead&) const = default;
};

/// What an append is about to make of the log: all of it but the note, which is signed only when this is on the disk.
struct LogIntent {
  Oid content;              ///< the git tree of all files but the checkpoint
  crypto::TreeHasher tree;  ///< larger than the head's
  bool operator==(const LogIntent&) const = default;
};

struct LogState {
  std::optional<LogHead> head;  ///< absent: nothing was appended before the intent
  std::optional<LogIntent> intent;
  bool operator==(const LogState&) const = default;

  [[nodiscard]] std::string serialize() const;
  /// malformed for anything but what serialize() writes.
  static Result<LogState> parse(ByteView bytes);
};

constexpr std::size_t k_log_state_limit = 64 * 1024;

/// Nothing where there is no file.
Result<std::optional<LogState>> load_log_state(FileSystem& fs, const std::string& path);
/// Durably; makes the directory. An Error: what is on the disk is the old state, or in rare cases this one.
Result<void> save_log_state(FileSystem& fs, const std::string& path, const LogState& state);

}  // namespace rogatory::ledger
