#include "ledger/git_loose.hpp"
#include "ledger/git_store.hpp"

namespace rogatory::ledger {
namespace {

/// The lock file of a ref, as git itself takes it: made exclusively, filled, renamed to the ref.
class RefLock {
 public:
  RefLock(FileSystem& fs, std::string path) : m_fs(fs), m_ref(std::move(path)) {}
  RefLock(const RefLock&) = delete;
  RefLock& operator=(const RefLock&) = delete;
  ~RefLock() {
    if (m_held) {
      static_cast<void>(m_fs.unlink(AT_FDCWD, m_ref + ".lock", 0));
    }
  }

  /// Taken and filled, what a dead program left removed.
  Result<void> take(const Oid& to) {
    const base::SysResult<void> removed = m_fs.unlink(AT_FDCWD, m_ref + ".lock", 0);
    if (!removed && removed.error() != ENOENT) {
      return fail(base::errno_error(removed.error(), "removing the lock that a dead program left of " + m_ref));
    }
    m_held = true;  // write_new_file leaves nothing where it fails
    return write_new_file(m_fs, m_ref + ".lock", base::as_bytes(to.hex() + "\n"));
  }

  Result<void> commit() {
    const base::SysResult<void> renamed = m_fs.rename(AT_FDCWD, m_ref + ".lock", AT_FDCWD, m_ref, true);
    if (!renamed) {
      return fail(base::errno_error(renamed.error(), "moving " + m_ref));
    }
    m_held = false;
    return base::sync_directory(m_fs, base::parent_of(m_ref));
  }

 private:
  FileSystem& m_fs;
  std::string m_ref;
  bool m_held = false;
};

}  // namespace

Result<void> move_ref(FileSystem& fs, const std::string& repository, const std::string& ref,
                      const std::optional<Oid>& expected, const Oid& to) {
  RefLock lock(fs, repository + "/" + ref);
  ROG_TRY(lock.take(to));
  ROG_TRY_ASSIGN(const std::optional<Oid> now, read_ref(fs, repository, ref));
  if (now != expected) {
    return fail(Error(ErrorCode::retry, ref + " is not what it was a moment ago")
                    .because("another program has moved it")
                    .next("run the same command again"));
  }
  return lock.commit();
}

}  // namespace rogatory::ledger
