#include "bundle/restore_staging.hpp"

#include <cerrno>

#include "base/remove_tree.hpp"
#include "base/text.hpp"
#include "crypto/secret.hpp"

namespace rogatory::bundle {
namespace {

using base::errno_error;
using base::SysResult;

constexpr std::string_view k_prefix = ".rogatory-open-";
constexpr int k_directory_flags = O_RDONLY | O_DIRECTORY;

class NoStagingLog : public StagingLog {
 public:
  Result<void> started(const std::string&) override { return {}; }
  void ended(const std::string&) override {}
};

bool is_staging_name(std::string_view name) {
  return name.size() == k_prefix.size() + 16 && name.starts_with(k_prefix) &&
         base::from_hex(name.substr(k_prefix.size())).has_value();
}

}  // namespace

StagingLog& StagingLog::none() {
  static NoStagingLog instance;
  return instance;
}

Result<void> remove_staging(FileSystem& fs, const std::string& absolute_path) {
  if (!is_staging_name(base::name_of(absolute_path))) {
    return fail(ErrorCode::refused, absolute_path + " is not a directory that opening a bundle left");
  }
  return base::remove_tree(fs, AT_FDCWD, absolute_path);
}

Result<Staging> Staging::create(FileSystem& fs, const std::string& target, StagingLog& log) {
  Staging staging(fs, log, base::without_trailing_slashes(target));
  ROG_TRY(staging.open_base());
  ROG_TRY(staging.make());
  return staging;
}

Result<void> Staging::open_base() {
  SysResult<base::Fd> target = m_fs->open(AT_FDCWD, m_target, k_directory_flags);
  m_target_exists = target.has_value();
  if (m_target_exists) {
    m_base = *std::move(target);
    return {};
  }
  if (target.error() == ENOTDIR) {
    return fail(ErrorCode::refused, m_target + " is not a directory");
  }
  if (target.error() != ENOENT) {
    return fail(errno_error(target.error(), "opening the directory " + m_target));
  }
  const std::string parent = base::parent_of(m_target);
  SysResult<base::Fd> beside = m_fs->open(AT_FDCWD, parent, k_directory_flags);
  if (!beside) {
    return fail(errno_error(beside.error(), "opening the directory " + parent).next("mkdir -p " + parent));
  }
  m_base = *std::move(beside);
  return {};
}

Result<void> Staging::make() {
  const std::string name = std::string(k_prefix) + crypto::random_hex(8);
  const std::string base_path = m_target_exists ? m_target : base::parent_of(m_target);
  ROG_TRY_ASSIGN(m_absolute, base::canonical_place(base_path + "/" + name));
  ROG_TRY(m_log->started(m_absolute));
  m_name = name;
  const auto made = [&](int directory, const std::string& path) -> Result<base::Fd> {
    if (const SysResult<void> done = m_fs->mkdir(directory, path, 0700); !done) {
      return fail(errno_error(done.error(), "making the directory " + path + " in " + base_path));
    }
    SysResult<base::Fd> open = m_fs->open(directory, path, k_directory_flags | O_NOFOLLOW);
    if (!open) {
      return fail(errno_error(open.error(), "opening the directory " + path + " in " + base_path));
    }
    return *std::move(open);
  };
  ROG_TRY_ASSIGN(m_directory, made(m_base.get(), name));
  ROG_TRY(check_owner());
  ROG_TRY_ASSIGN(m_tree, made(m_directory.get(), "tree"));
  return {};
}

/// Between mkdir and open, whoever else may write into the target (a folder shared by a group) can put a directory of
/// his own in the place of ours, and would be handed the plaintext. A file that we make in it shows the number under
/// which this file system knows us; on some it is not our user id.
Result<void> Staging::check_owner() const {
  constexpr const char* k_probe = "owner";
  const SysResult<base::Fd> probe =
      m_fs->open(m_directory.get(), k_probe, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  if (!probe) {
    return fail(errno_error(probe.error(), "writing into " + m_absolute));
  }
  const SysResult<struct stat> ours = m_fs->stat(probe->get());
  const SysResult<struct stat> directory = m_fs->stat(m_directory.get());
  if (!ours || !directory) {
    return fail(errno_error(ours ? directory.error() : ours.error(), "looking at " + m_absolute));
  }
  if (directory->st_uid != ours->st_uid) {
    return fail(Error(ErrorCode::refused, m_absolute + " was exchanged for a directory of another user")
                    .because("other users may write into " + base::parent_of(m_absolute))
                    .next("name a directory of your own with -C"));
  }
  if (const SysResult<void> gone = m_fs->unlink(m_directory.get(), k_probe, 0); !gone) {
    return fail(errno_error(gone.error(), "removing a file from " + m_absolute));
  }
  return {};
}

/// By the descriptor first: it finds the plaintext even where somebody has renamed the directory.
bool Staging::remove() const {
  bool emptied = true;
  if (m_directory) {
    const SysResult<std::vector<std::string>> names = m_fs->list(m_directory.get());
    for (const std::string& name : names.value_or(std::vector<std::string>())) {
      emptied = base::remove_tree(*m_fs, m_directory.get(), name).has_value() && emptied;
    }
  }
  // Once more by its name: what could not be listed or removed may go now, and so does the directory itself.
  const bool gone = base::remove_tree(*m_fs, m_base.get(), m_name).has_value();
  return gone && emptied;
}

Staging::~Staging() {
  if (m_base && !m_name.empty() && remove()) {
    m_log->ended(m_absolute);
  }
}

Result<std::vector<std::string>> Staging::publish() {
  SysResult<std::vector<std::string>> names = m_fs->list(m_tree.get());
  if (!names) {
    return fail(errno_error(names.error(), "listing what was restored"));
  }
  if (m_target_exists) {
    ROG_TRY(refuse_conflicts(*names));
    ROG_TRY(publish_into(*names));
  } else {
    ROG_TRY(publish_as_target());
  }
  return *std::move(names);
}

Result<void> Staging::refuse_conflicts(const std::vector<std::string>& names) const {
  constexpr std::size_t k_most_named = 10;
  std::vector<std::string> there;
  for (const std::string& name : names) {
    const SysResult<struct stat> status = m_fs->stat_at(m_base.get(), name, AT_SYMLINK_NOFOLLOW);
    if (status) {
      there.push_back(name);
    } else if (status.error() != ENOENT) {
      return fail(errno_error(status.error(), "looking for " + name + " in " + m_target));
    }
  }
  if (there.empty()) {
    return {};
  }
  const std::size_t more = there.size() > k_most_named ? there.size() - k_most_named : 0;
  there.resize(there.size() - more);
  return fail(Error(ErrorCode::refused, "in " + m_target + " there is already " + base::join(there, ", ") +
                                            (more > 0 ? " and " + std::to_string(more) + " more" : ""))
                  .because("nothing was restored, and no existing file was touched")
                  .next("name an empty or a new directory with -C"));
}

Result<void> Staging::publish_into(const std::vector<std::string>& names) {
  std::size_t moved = 0;
  int error = 0;
  for (; moved < names.size() && error == 0; ++moved) {
    const SysResult<void> done = m_fs->rename(m_tree.get(), names[moved], m_base.get(), names[moved], false);
    error = done ? 0 : done.error();
  }
  if (error == 0) {
    const SysResult<void> synced = m_fs->fsync(m_base.get());
    // Some network file systems cannot sync a directory and say EINVAL; there is nothing more to be had there.
    error = synced || synced.error() == EINVAL ? 0 : synced.error();
  }
  if (error == 0) {
    return {};
  }
  // The one that was reported as failed may have been moved all the same, so it goes back too. Where it was not, its
  // name still stands in the tree, and this does not replace it by what somebody else put into the target.
  while (moved > 0) {
    --moved;
    static_cast<void>(m_fs->rename(m_base.get(), names[moved], m_tree.get(), names[moved], false));
  }
  return fail(errno_error(error, "moving what was restored into " + m_target));
}

Result<void> Staging::publish_as_target() {
  const std::string name = base::name_of(m_target);
  const SysResult<void> moved = m_fs->rename(m_directory.get(), "tree", m_base.get(), name, false);
  int error = moved ? 0 : moved.error();
  if (error == 0) {
    const SysResult<void> synced = m_fs->fsync(m_base.get());
    error = synced || synced.error() == EINVAL ? 0 : synced.error();
  }
  if (error == 0) {
    return {};
  }
  // As above: goes back only where it did leave.
  static_cast<void>(m_fs->rename(m_base.get(), name, m_directory.get(), "tree", false));
  return fail(errno_error(error, "publishing " + m_target));
}

}  // namespace rogatory::bundle
