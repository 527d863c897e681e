// Bundles of a case that no entry names yet. A bundle gets its name on the disk a moment before the entry that names it
// is written; a program that is killed in between leaves an orphan, and the next start says so. What is expected is
// recorded first, and the record is locked as long as its program lives:
//
//   HOME/unfinished/<random>.sealing   {"bundle","case","path":"<base64 of the absolute
//   path>","type":"rogatory-sealing/1"}
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ledger/names.hpp"
#include "registry/home.hpp"

namespace rogatory::registry {

struct Orphan {
  std::string bundle;  ///< its id, 64 hexadecimal digits
  ledger::CaseId case_id;
  std::string path;
};

/// An entry that will name a bundle. Unless it came, the record stays.
class ExpectedEntry {
 public:
  static Result<ExpectedEntry> record(const Home& home, const Orphan& bundle);
  /// The entry is there, or the bundle is gone again. Best effort: a record that stays is looked at by a later start.
  void settled();

 private:
  ExpectedEntry(FileSystem& fs, std::string file, base::FileLock lock)
      : m_fs(&fs), m_file(std::move(file)), m_lock(std::move(lock)) {}
  FileSystem* m_fs;
  std::string m_file;
  base::FileLock m_lock;
};

/// The bundles of dead programs that are still there. Records of those that are gone are dropped, and of those of which
/// `is_named` says that an entry names them.
Result<std::vector<Orphan>> find_orphans(const Home& home, const std::function<Result<bool>(const Orphan&)>& is_named);

}  // namespace rogatory::registry
