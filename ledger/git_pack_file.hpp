// A pack on its way into a repository, with its index: written under names that `git gc` takes for leftovers, synced,
// and seen by readers only when it is whole.
#pragma once

#include <memory>

#include "base/file.hpp"
#include "ledger/git_pack.hpp"

namespace rogatory::ledger {

class PackFile {
 public:
  /// `count` objects must follow.
  static Result<PackFile> create(FileSystem& fs, const std::string& repository, std::uint32_t count);
  PackFile(PackFile&&) noexcept;
  PackFile& operator=(PackFile&&) = delete;
  /// What was not committed goes.
  ~PackFile();

  Result<void> add(ObjectKind kind, const Oid& id, ByteView content);
  /// After the last object: durable when it returns.
  Result<void> commit();

 private:
  struct Impl;
  explicit PackFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rogatory::ledger
