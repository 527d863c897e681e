// Bringing a bundle's items back: bytes, names and times, below a target directory and never outside it.
#pragma once

#include <functional>
#include <set>

#include "bundle/verify.hpp"

namespace rogatory::bundle {

/// Told where plaintext is being kept, before the first byte is written, so that a later start can find leftovers; and
/// told when the place is gone or published.
class StagingLog {
 public:
  virtual ~StagingLog() = default;
  virtual Result<void> started(const std::string& absolute_path) = 0;
  virtual void ended(const std::string& absolute_path) = 0;
  /// Remembers nothing (reading without a home).
  static StagingLog& none();
};

struct RestoreOptions {
  std::string target;             ///< directory; made (0700) where it is missing
  std::set<std::uint64_t> items;  ///< only these; empty is all
};

struct Restored {
  Report report;
  std::vector<std::string> top_level;  ///< names that appeared in the target
  struct Changed {
    std::uint64_t item;
    std::string was;     ///< raw bytes
    std::string is;
    std::string reason;
  };
  std::vector<Changed> changed;  ///< names that could not be restored as they were
  std::uint64_t files = 0;
  std::uint64_t directories = 0;
  std::uint64_t bytes = 0;
};

/// Verifies and restores in one pass. Plaintext goes into a 0700 directory with a random name inside the target's parent
/// (or inside the target where that exists) and appears in the target only when everything was verified: a finding, an
/// Error or an interrupt leaves nothing. refused: a name to be restored exists in the target already. Files are 0600,
/// directories 0700, modification times those of the records; blocks of zeros become holes.
/// The result holds the report; where it has findings, or no key fitted, nothing was restored.
Result<Restored> restore(FileSystem& fs, int fd, const std::string& what, const crypto::Trust& trust, const Keys& keys,
                         const RestoreOptions& options, StagingLog& log, Progress& progress);

}  // namespace rogatory::bundle
