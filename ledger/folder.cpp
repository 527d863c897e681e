#include "ledger/folder.hpp"

namespace rogatory::ledger {

Result<Folder> Folder::open(FileSystem& fs, const std::string& path) {
  auto fd = base::uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY); });
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening the directory " + path));
  }
  return Folder(fs, *std::move(fd), path);
}

Result<std::optional<Folder>> Folder::below(const std::string& name) const {
  constexpr int k_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
  const std::string path = m_path + "/" + name;
  auto fd = base::uninterrupted([&] { return m_fs->open(m_fd.get(), name, k_flags); });
  if (!fd && (fd.error() == ENOENT || fd.error() == ENOTDIR || fd.error() == ELOOP)) {
    return std::nullopt;
  }
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening the directory " + path));
  }
  return Folder(*m_fs, *std::move(fd), path);
}

Result<Folder> Folder::again() const {
  // By descriptor: the path may lead elsewhere by now.
  auto fd = base::uninterrupted([&] { return m_fs->open(m_fd.get(), ".", O_RDONLY | O_DIRECTORY); });
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening the directory " + m_path));
  }
  return Folder(*m_fs, *std::move(fd), m_path);
}

Result<std::vector<std::string>> Folder::names() const {
  const auto listed = m_fs->list(m_fd.get());
  return listed ? Result<std::vector<std::string>>(*listed)
                : fail(base::errno_error(listed.error(), "listing " + m_path));
}

Result<std::pair<Folder::Kind, std::uint64_t>> Folder::look(const std::string& name) const {
  const base::SysResult<struct stat> status = m_fs->stat_at(m_fd.get(), name, AT_SYMLINK_NOFOLLOW);
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at " + m_path + "/" + name));
  }
  const Kind kind = S_ISREG(status->st_mode) ? Kind::file : S_ISDIR(status->st_mode) ? Kind::folder : Kind::other;
  return std::pair(kind, static_cast<std::uint64_t>(status->st_size));
}

Result<std::optional<Bytes>> Folder::read(const std::string& name, std::size_t limit) const {
  constexpr int k_flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  const auto file = base::uninterrupted([&] { return m_fs->open(m_fd.get(), name, k_flags); });
  if (!file && (file.error() == ENOENT || file.error() == ELOOP || file.error() == ENXIO)) {
    return std::nullopt;
  }
  if (!file) {
    return fail(base::errno_error(file.error(), "opening " + m_path + "/" + name));
  }
  const base::SysResult<struct stat> status = m_fs->stat(file->get());
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at " + m_path + "/" + name));
  }
  const auto size = static_cast<std::uint64_t>(status->st_size);
  if (!S_ISREG(status->st_mode) || size > limit) {
    return std::nullopt;
  }
  Bytes content(size);
  ROG_TRY(base::pread_exact(*m_fs, file->get(), content, 0, m_path + "/" + name));
  return content;
}

}  // namespace rogatory::ledger
