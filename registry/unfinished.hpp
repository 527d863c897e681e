// What a killed program may leave behind: opened plaintext, half a bundle, the keys of half a home. Each such place is
// recorded in <random>.json before it is made, and the record is locked as long as its program lives; a later start
// that gets the lock removes the place and says so. The records are in HOME/unfinished; those of programs that have no
// home in a directory of the user's own, which is RECORDS below.
//
//   record = {"directory":"<inode number of the directory that the place stands in>",
//             "path":"<base64 of the absolute path>","type":"rogatory-unfinished/1"}
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bundle/restore.hpp"
#include "registry/home.hpp"

namespace rogatory::registry {

/// Where a home keeps its records.
std::string records_of(const Home& home);

/// Held while a record is made or judged: between its creation and its own lock nobody else may look at it. Makes the
/// directory where it is missing.
Result<base::FileLock> records_door(FileSystem& fs, const std::string& records);

/// Records places in the home, or in RECORDS, which is made where it is missing. Thread-safe. Going, it drops the
/// records of what is not there any more and keeps the others.
class Unfinished : public bundle::StagingLog {
 public:
  explicit Unfinished(const Home& home);
  Unfinished(FileSystem& fs, std::string records);
  ~Unfinished() override;
  Result<void> started(const std::string& absolute_path) override;
  void ended(const std::string& absolute_path) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

struct Leftover {
  std::string path;
  bool removed = false;  ///< false: could not be removed; the record stays, `why` says it
  std::string why;
};

/// Removes what dead programs left (plaintext directories by descriptors, never following links) and returns what was
/// found. Temporary files inside the home go without a word. Called by every command that opens the home. Only paths
/// whose last part has our own form (".rogatory-open-…",
/// ".….tmp") are ever removed.
/// A plaintext directory that is out of reach with the medium it stood on is named each time, until it is back.
Result<std::vector<Leftover>> clean_unfinished(const Home& home);
/// The same for RECORDS; where there is no such directory there is nothing.
Result<std::vector<Leftover>> clean_records(FileSystem& fs, const std::string& records);

/// Whether the last part of `path` is a name that our programs give to unfinished things: ".rogatory-open-" or "." and
/// anything, then 16 hexadecimal digits, the latter with ".tmp".
bool is_unfinished_name(const std::string& path);

}  // namespace rogatory::registry
