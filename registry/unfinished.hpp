// What a killed program may leave behind outside the home: opened plaintext, half a bundle. Each such place is recorded
// in unfinished/<random>.json before it is made, and the record is locked as long as its program lives; a later start
// that gets the lock removes the place and says so.
//
//   record = {"path":"<base64 of the absolute path>","type":"rogatory-unfinished/1"}
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bundle/restore.hpp"
#include "registry/home.hpp"

namespace rogatory::registry {

/// Records places in the home. Thread-safe.
class Unfinished : public bundle::StagingLog {
 public:
  explicit Unfinished(const Home& home);
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
Result<std::vector<Leftover>> clean_unfinished(const Home& home);

/// Whether the last part of `path` is a name that our programs give to unfinished things: ".rogatory-open-" or "." and
/// anything, then 16 hexadecimal digits, the latter with ".tmp".
bool is_unfinished_name(const std::string& path);

}  // namespace rogatory::registry
