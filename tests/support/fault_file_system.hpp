// A file system that fails on demand, so that every step of a publication can be failed both ways.
#pragma once

#include <array>
#include <cerrno>
#include <limits>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "base/file.hpp"

namespace rogatory::test {

/// Counts the calls of each kind and fails one of them: not carried out, or carried out but reported as failed.
/// Thread-safe. A test runs its scenario once without a fault, takes every_fault(), and runs it again with each.
class FaultFileSystem : public base::FileSystem {
 public:
  /// exchange() counts as rename.
  enum class Call : std::uint8_t { open, read, pread, write, pwrite, fsync, truncate, allocate, rename, unlink, mkdir };
  static constexpr std::size_t k_calls = 11;
  enum class Way : std::uint8_t { not_done, done };

  struct Fault {
    Call call = Call::open;
    int nth = 1;  ///< counted from 1, among the calls of its kind
    Way way = Way::not_done;
    int error = EIO;
    int times = 1;  ///< how many calls in a row fail
  };

  FaultFileSystem() = default;
  explicit FaultFileSystem(const Fault& fault) { fail(fault); }

  /// Adds a fault; the first that fits a call decides.
  void fail(const Fault& fault);
  /// From now on no call reads or writes more bytes than this.
  void move_at_most(std::size_t bytes);
  [[nodiscard]] int count(Call call) const;
  /// Each call counted so far, failed both ways.
  [[nodiscard]] std::vector<Fault> every_fault() const;

  base::SysResult<base::Fd> open(int directory, const std::string& path, int flags, mode_t mode) override;
  base::SysResult<std::size_t> read(int fd, MutableByteView into) override;
  base::SysResult<std::size_t> pread(int fd, MutableByteView into, std::uint64_t offset) override;
  base::SysResult<std::size_t> write(int fd, ByteView bytes) override;
  base::SysResult<std::size_t> pwrite(int fd, ByteView bytes, std::uint64_t offset) override;
  base::SysResult<void> fsync(int fd) override;
  base::SysResult<void> truncate(int fd, std::uint64_t size) override;
  base::SysResult<void> allocate(int fd, std::uint64_t size) override;
  base::SysResult<void> rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
                               bool replace) override;
  base::SysResult<void> exchange(int directory, const std::string& one, const std::string& other) override;
  base::SysResult<void> unlink(int directory, const std::string& path, int flags) override;
  base::SysResult<void> mkdir(int directory, const std::string& path, mode_t mode) override;

 private:
  template <class Act>
  auto step(Call call, Act act) -> decltype(act());
  std::optional<Fault> next_fault(Call call);
  [[nodiscard]] std::size_t most() const;

  mutable std::mutex m_mutex;
  std::array<int, k_calls> m_counts{};
  std::vector<Fault> m_faults;
  std::size_t m_most = std::numeric_limits<std::size_t>::max();
};

/// "the 2nd fsync, done but reported as failed"-like text for messages of tests.
std::string describe(const FaultFileSystem::Fault& fault);

}  // namespace rogatory::test
