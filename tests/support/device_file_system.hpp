// A file system that shows one regular file as a block device, since a test may have no real one.
#pragma once

#include <string>

#include "tests/support/fault_file_system.hpp"

namespace rogatory::test {

/// The file that is named when it is made (its device and inode are what counts) is a block device; its bytes are the
/// medium. Its st_size is 0, as that of a real node. Everything else is as in FaultFileSystem.
class DeviceFileSystem : public FaultFileSystem {
 public:
  explicit DeviceFileSystem(const std::string& path);

  /// From now on the medium says it has this size.
  void set_size(std::uint64_t size) { m_size = size; }
  /// The system itself uses the device: nobody else gets it exclusively.
  void set_in_use() { m_in_use = true; }

  base::SysResult<base::Fd> open(int directory, const std::string& path, int flags, mode_t mode) override;
  base::SysResult<struct stat> stat(int fd) override;
  base::SysResult<struct stat> stat_at(int directory, const std::string& path, int flags) override;
  base::SysResult<std::uint64_t> device_size(int fd) override;
  /// Of no kind, as a file system may answer.
  base::SysResult<std::vector<base::DirectoryEntry>> entries(int directory) override;

 private:
  [[nodiscard]] bool is_device(const struct stat& status) const;
  [[nodiscard]] base::SysResult<struct stat> shown(base::SysResult<struct stat> status) const;

  struct stat m_file{};
  std::uint64_t m_size = 0;
  bool m_in_use = false;
};

}  // namespace rogatory::test
