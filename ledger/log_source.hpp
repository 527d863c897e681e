// Where a log is read from: a branch of a case's git repository, a directory of plain files (a clone, with or without
// its .git), or memory. Nothing is believed: what is read here is foreign until verify has judged it.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/file.hpp"
#include "crypto/card.hpp"
#include "ledger/entry.hpp"

namespace rogatory::ledger {

/// What stands in a log, by name alone.
struct LogListing {
  std::uint64_t entries = 0;                 ///< entries 0..entries-1 have their .json and their .json.sig
  std::vector<std::uint64_t> with_body;      ///< which of them have an .age, ascending
  std::vector<std::uint64_t> card_versions;  ///< as found, ascending
  bool has_checkpoint = false;
  /// Anything else, by its path, at most 100 of them: other names, modes or kinds, a gap in the numbers, an .age or a
  /// signature without its entry. tree.form
  std::vector<std::string> strange;
  std::uint64_t strange_count = 0;
};

/// One log. Not thread-safe: each thread reads through a source of its own (another()).
class LogSource {
 public:
  virtual ~LogSource() = default;
  [[nodiscard]] virtual const LogName& name() const = 0;
  /// Looks at every name once. failed where it cannot be read.
  virtual Result<LogListing> list() = 0;
  /// incomplete where the entry or its signature is not there or longer than its limit; the body absent where it is.
  virtual Result<EntryFiles> entry(std::uint64_t seq) = 0;
  /// The cards as stored, in order of their version, unchecked.
  virtual Result<std::vector<crypto::SignedCard>> cards() = 0;
  /// The note; incomplete where there is none.
  virtual Result<Bytes> checkpoint() = 0;
  /// The same log once more, for another thread.
  virtual Result<std::unique_ptr<LogSource>> another() = 0;
};

/// All logs of a case in one place.
class CaseSource {
 public:
  virtual ~CaseSource() = default;
  /// In the order of LogName. A branch or directory whose name is no log's is told in `strange`.
  virtual Result<std::vector<LogName>> logs(std::vector<std::string>& strange) = 0;
  /// not_found.
  virtual Result<std::unique_ptr<LogSource>> open(const LogName& log) = 0;
};

/// DIR as `ledger clone` writes it: DIR/<log>/… as plain files; case.git and .git are passed over. not_found.
Result<std::unique_ptr<CaseSource>> open_directory(FileSystem& fs, const std::string& path);

/// A bare repository whose branches are the logs (ledger/git.hpp). not_found; malformed.
Result<std::unique_ptr<CaseSource>> open_repository(const std::string& path);

}  // namespace rogatory::ledger
