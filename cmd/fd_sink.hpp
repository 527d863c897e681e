// Standard output and standard error as sinks.
#pragma once

#include <string>

#include "base/file.hpp"

namespace rogatory::cmd {

/// Writes to an open descriptor, which the caller keeps.
class FdSink : public base::ByteSink {
 public:
  FdSink(FileSystem& fs, int fd, std::string what) : m_fs(fs), m_fd(fd), m_what(std::move(what)) {}
  Result<void> write(ByteView bytes) override { return base::write_all(m_fs, m_fd, bytes, m_what); }

 private:
  FileSystem& m_fs;
  int m_fd;
  std::string m_what;
};

}  // namespace rogatory::cmd
