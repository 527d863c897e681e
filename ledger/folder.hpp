// A directory of foreign files: what is read in it is what stands there itself. Links are never followed, nothing but
// regular files is read, and nothing is waited for.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "ledger/log_source.hpp"

namespace rogatory::ledger {

/// Open as long as it lives.
class Folder {
 public:
  enum class Kind : std::uint8_t { file, folder, other };

  /// A directory that somebody has named: a link to it is followed. not_found.
  static Result<Folder> open(FileSystem& fs, const std::string& path);
  /// A directory in this one; nothing where there is none of that name.
  [[nodiscard]] Result<std::optional<Folder>> below(const std::string& name) const;
  /// The same one once more.
  [[nodiscard]] Result<Folder> again() const;

  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] Result<std::vector<std::string>> names() const;
  /// What stands there, and how long it is.
  [[nodiscard]] Result<std::pair<Kind, std::uint64_t>> look(const std::string& name) const;
  /// Nothing where there is no regular file of at most `limit` bytes.
  [[nodiscard]] Result<std::optional<Bytes>> read(const std::string& name, std::size_t limit) const;

 private:
  Folder(FileSystem& fs, base::Fd fd, std::string path) : m_fs(&fs), m_fd(std::move(fd)), m_path(std::move(path)) {}

  FileSystem* m_fs;
  base::Fd m_fd;
  std::string m_path;
};

/// The log whose files stand in `folder`.
std::unique_ptr<LogSource> directory_log(Folder folder, const LogName& log);

}  // namespace rogatory::ledger
