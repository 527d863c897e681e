#include "registry/authority_store.hpp"

#include <algorithm>
#include <set>

#include "base/progress.hpp"
#include "registry/authority_fields.hpp"
#include "registry/remove_tree.hpp"

namespace rogatory::registry {
namespace {

/// The new folder is built beside the old one and changes places with it.
class FolderSwap {
 public:
  explicit FolderSwap(const Home& home)
      : m_fs(home.fs()), m_folder(home.file("authorities")), m_next(home.file("authorities.next")) {}

  /// Begins with an empty folder; what a killed program left there goes first.
  Result<void> begin() {
    ROG_TRY(base::make_directories(m_fs, m_folder));
    ROG_TRY(remove_tree(m_fs, m_next));
    return base::make_directories(m_fs, m_next);
  }

  Result<void> write(const std::string& name, ByteView bytes) {
    const std::string path = m_next + "/" + name;
    const base::SysResult<base::Fd> fd = m_fs.open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (!fd) {
      return fail(base::errno_error(fd.error(), "making " + path));
    }
    ROG_TRY(base::write_all(m_fs, fd->get(), bytes, path));
    const base::SysResult<void> synced = m_fs.fsync(fd->get());
    return synced ? Result<void>() : fail(base::errno_error(synced.error(), "syncing " + path));
  }

  Result<void> publish() {
    ROG_TRY(base::sync_directory(m_fs, m_next));
    const std::optional<ino_t> old = folder_now();
    if (!old) {
      return fail(ErrorCode::failed, "looking at " + m_folder);
    }
    Result<void> swapped = exchange_and_sync();
    // A call that failed may have been carried out all the same: what counts is which folder stands under the name.
    if (!swapped && folder_now() != old) {
      static_cast<void>(m_fs.exchange(AT_FDCWD, m_next, m_folder));
    }
    return swapped;
  }

  /// What is not needed any more. Best effort: the next import does it again.
  void clean() { static_cast<void>(remove_tree(m_fs, m_next)); }

 private:
  Result<void> exchange_and_sync() {
    const base::SysResult<void> swapped = m_fs.exchange(AT_FDCWD, m_next, m_folder);
    if (!swapped) {
      return fail(base::errno_error(swapped.error(), "publishing " + m_folder));
    }
    return base::sync_directory(m_fs, base::parent_of(m_folder));
  }

  std::optional<ino_t> folder_now() {
    const base::SysResult<struct stat> status = m_fs.stat_at(AT_FDCWD, m_folder, AT_SYMLINK_NOFOLLOW);
    return status ? std::optional(status->st_ino) : std::nullopt;
  }

  FileSystem& m_fs;
  const std::string m_folder;
  const std::string m_next;
};

Result<void> build(const Home& home, const std::vector<Authority>& authorities, FolderSwap& swap) {
  ROG_TRY(swap.begin());
  std::set<std::string> written;
  for (const Authority& authority : authorities) {
    ROG_TRY(base::check_interrupt());
    const std::string name = authority.id + ".json";
    ROG_TRY(swap.write(name, base::as_bytes(authority.serialize())));
    written.insert(name);
  }
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(home.fs(), home.file("authorities")));
  for (const std::string& name : names) {
    if (name.ends_with(".json") && !written.contains(name)) {
      ROG_TRY(base::check_interrupt());
      ROG_TRY_ASSIGN(const Bytes kept,
                     base::load_file(home.fs(), home.file("authorities/" + name), k_authority_record_limit));
      ROG_TRY(swap.write(name, kept));
    }
  }
  return swap.publish();
}

}  // namespace

Result<void> save_authorities(const Home& home, const std::vector<Authority>& authorities) {
  FolderSwap swap(home);
  Result<void> saved = build(home, authorities, swap);
  swap.clean();
  return saved;
}

}  // namespace rogatory::registry
