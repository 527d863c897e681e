// What a home knows of its own logs outside of itself, so that a home copied back from last week notices that it is old
// (design: ledger.md "Appending"). One file a log, STATE/<case>/<log>.json, replaced as a whole and fsynced:
//
//   {"commit":oid|null,"frontier":[hash…],"intent":null|{"commit","frontier","root","size"},"root","size",
//    "type":"rogatory-logstate/1"}
//
// frontier: the roots of the complete subtrees, largest first (crypto::TreeHasher), so that an append need not read the
// log again. They yield the root, else the file is malformed.
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
  crypto::TreeHasher tree;  ///< of `size()` leaves
  bool operator==(const LogHead&) const;
};

struct LogState {
  std::optional<LogHead> head;    ///< absent: nothing was appended yet
  std::optional<LogHead> intent;  ///< what an append was about to make the head

  [[nodiscard]] std::string serialize() const;
  static Result<LogState> parse(ByteView bytes);
};

constexpr std::size_t k_log_state_limit = 64 * 1024;

/// Nothing where there is no file.
Result<std::optional<LogState>> load_log_state(FileSystem& fs, const std::string& path);
/// Durably; makes the directory.
Result<void> save_log_state(FileSystem& fs, const std::string& path, const LogState& state);

}  // namespace rogatory::ledger
