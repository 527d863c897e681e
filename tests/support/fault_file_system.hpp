// A file system that fails on demand, so that every step of an operation can be failed in every way.
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

/// Counts the calls of each kind and fails one of them. A test runs its scenario once without a fault, takes
/// every_fault() or every_injection(), and runs it again with each.
///
/// Thread-safe. A fault names a call by its number among those of its kind. Where several threads call, the number may
/// mean another call in the next run: what a test then asserts has to hold for each of them.
class FaultFileSystem : public base::FileSystem {
 public:
  /// stat() and stat_at() are one kind; exchange() counts as rename.
  enum class Call : std::uint8_t {
    open,
    read,
    pread,
    write,
    pwrite,
    fsync,
    truncate,
    allocate,
    set_direct,
    stat,
    rename,
    unlink,
    mkdir,
    set_modified,
    chmod,
    list
  };
  static constexpr std::size_t k_calls = 16;
  enum class Way : std::uint8_t {
    not_done,  ///< the call changes nothing and reports the error
    done,      ///< the call is carried out and reports the error all the same
    partly,    ///< of a call that moves bytes: half of them are moved, and that is said; no error
  };

  struct Fault {
    Call call = Call::open;
    int nth = 1;  ///< counted from 1, among the calls of its kind
    Way way = Way::not_done;
    int error = EIO;
    int times = 1;  ///< how many calls in a row fail
  };

  /// What is not failed goes to `below`, which outlives this.
  explicit FaultFileSystem(FileSystem& below = FileSystem::real()) : m_below(below) {}
  explicit FaultFileSystem(const Fault& fault, FileSystem& below = FileSystem::real()) : m_below(below) { fail(fault); }

  /// Adds a fault; the first that fits a call decides.
  void fail(const Fault& fault);
  /// From now on no call reads or writes more bytes than this.
  void move_at_most(std::size_t bytes);
  [[nodiscard]] int count(Call call) const;
  /// Whether a fault has met its call.
  [[nodiscard]] bool fired() const;
  /// Each call counted so far that does more than look at names and states, failed with EIO both ways.
  [[nodiscard]] std::vector<Fault> every_fault() const;
  /// Each call counted so far, in every way: EIO and EINTR not done; of one that changes something or opens a file also
  /// ENOSPC not done and EIO done; of one that moves bytes also half of them moved.
  [[nodiscard]] std::vector<Fault> every_injection() const;

  base::SysResult<base::Fd> open(int directory, const std::string& path, int flags, mode_t mode) override;
  base::SysResult<std::size_t> read(int fd, MutableByteView into) override;
  base::SysResult<std::size_t> pread(int fd, MutableByteView into, std::uint64_t offset) override;
  base::SysResult<std::size_t> write(int fd, ByteView bytes) override;
  base::SysResult<std::size_t> pwrite(int fd, ByteView bytes, std::uint64_t offset) override;
  base::SysResult<void> fsync(int fd) override;
  base::SysResult<void> truncate(int fd, std::uint64_t size) override;
  base::SysResult<void> allocate(int fd, std::uint64_t size) override;
  base::SysResult<void> set_direct(int fd, bool direct) override;
  base::SysResult<struct stat> stat(int fd) override;
  base::SysResult<struct stat> stat_at(int directory, const std::string& path, int flags) override;
  base::SysResult<void> rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
                               bool replace) override;
  base::SysResult<void> exchange(int directory, const std::string& one, const std::string& other) override;
  base::SysResult<void> unlink(int directory, const std::string& path, int flags) override;
  base::SysResult<void> mkdir(int directory, const std::string& path, mode_t mode) override;
  base::SysResult<void> set_modified(int fd, struct timespec modified) override;
  base::SysResult<void> chmod(int fd, mode_t mode) override;
  base::SysResult<std::vector<base::DirectoryEntry>> entries(int directory) override;

 private:
  template <class Act>
  auto step(Call call, Act act) -> decltype(act());
  template <class View, class Act>
  base::SysResult<std::size_t> move(Call call, View bytes, Act act);
  template <class Add>
  void each_call(Add add) const;
  std::optional<Fault> next_fault(Call call);
  [[nodiscard]] std::size_t most() const;

  FileSystem& m_below;
  mutable std::mutex m_mutex;
  std::array<int, k_calls> m_counts{};
  std::vector<Fault> m_faults;
  std::size_t m_most = std::numeric_limits<std::size_t>::max();
  bool m_fired = false;
};

/// "the 2nd fsync, done but reported as failed"-like text for messages of tests.
std::string describe(const FaultFileSystem::Fault& fault);

}  // namespace rogatory::test
