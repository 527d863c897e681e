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

/// Removes what such a place still holds after a crash. refused where the name is not one that restore() gives; nothing
/// there is no error.
Result<void> remove_staging(FileSystem& fs, const std::string& absolute_path);

struct RestoreOptions {
  std::string target;             ///< directory; made (0700) where it is missing, its parent must be there
  std::set<std::uint64_t> items;  ///< only these; empty is all
};

struct Restored {
  Report report;
  std::vector<std::string> top_level;  ///< names that appeared in the target
  struct Changed {
    std::uint64_t item;
    std::string was;  ///< raw bytes
    std::string is;
    std::string reason;
  };
  std::vector<Changed> changed;  ///< names that could not be restored as they were
  std::uint64_t files = 0;
  std::uint64_t directories = 0;
  std::uint64_t bytes = 0;
};

/// Verifies and restores in one pass. Plaintext goes into a 0700 directory with a random name inside the target's
/// parent (or inside the target where that exists) and appears in the target only when everything was verified: a
/// finding, an Error or an interrupt leaves nothing. Files are 0600, directories 0700, modification times those of the
/// records; blocks of zeros become holes. Every file and directory is synced before it appears, which costs one fsync
/// each. The result holds the report; where it has findings, or no key was given or fitted, nothing was restored.
/// refused: a name to be restored exists in the target already. not_found: an item that is not in the bundle was asked
/// for, or the target's parent is missing.
Result<Restored> restore(FileSystem& fs, int fd, const std::string& what, const crypto::Trust& trust, const Keys& keys,
                         const RestoreOptions& options, StagingLog& log, Progress& progress);

}  // namespace rogatory::bundle
