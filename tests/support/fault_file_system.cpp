#include "tests/support/fault_file_system.hpp"

#include <algorithm>
#include <cstring>

namespace rogatory::test {
namespace {

using base::FileSystem;
using base::SysResult;
using Fault = FaultFileSystem::Fault;

std::size_t index_of(FaultFileSystem::Call call) { return static_cast<std::size_t>(call); }

}  // namespace

void FaultFileSystem::fail(const Fault& fault) {
  const std::lock_guard lock(m_mutex);
  m_faults.push_back(fault);
}

void FaultFileSystem::move_at_most(std::size_t bytes) {
  const std::lock_guard lock(m_mutex);
  m_most = bytes;
}

int FaultFileSystem::count(Call call) const {
  const std::lock_guard lock(m_mutex);
  return m_counts.at(index_of(call));
}

std::vector<Fault> FaultFileSystem::every_fault() const {
  const std::lock_guard lock(m_mutex);
  std::vector<Fault> faults;
  for (std::size_t call = 0; call < k_calls; ++call) {
    for (int nth = 1; nth <= m_counts.at(call); ++nth) {
      for (const Way way : {Way::not_done, Way::done}) {
        faults.push_back({.call = static_cast<Call>(call), .nth = nth, .way = way});
      }
    }
  }
  return faults;
}

std::optional<Fault> FaultFileSystem::next_fault(Call call) {
  const std::lock_guard lock(m_mutex);
  const int nth = ++m_counts.at(index_of(call));
  const auto fits = [&](const Fault& fault) {
    return fault.call == call && nth >= fault.nth && nth - fault.nth < fault.times;
  };
  const auto found = std::ranges::find_if(m_faults, fits);
  return found == m_faults.end() ? std::nullopt : std::optional(*found);
}

std::size_t FaultFileSystem::most() const {
  const std::lock_guard lock(m_mutex);
  return m_most;
}

template <class Act>
auto FaultFileSystem::step(Call call, Act act) -> decltype(act()) {
  const std::optional<Fault> fault = next_fault(call);
  if (!fault) {
    return act();
  }
  if (fault->way == Way::done) {
    static_cast<void>(act());
  }
  return std::unexpected(fault->error);
}

SysResult<base::Fd> FaultFileSystem::open(int directory, const std::string& path, int flags, mode_t mode) {
  return step(Call::open, [&] { return FileSystem::open(directory, path, flags, mode); });
}

SysResult<std::size_t> FaultFileSystem::read(int fd, MutableByteView into) {
  return step(Call::read, [&] { return FileSystem::read(fd, into.first(std::min(into.size(), most()))); });
}

SysResult<std::size_t> FaultFileSystem::pread(int fd, MutableByteView into, std::uint64_t offset) {
  return step(Call::pread, [&] { return FileSystem::pread(fd, into.first(std::min(into.size(), most())), offset); });
}

SysResult<std::size_t> FaultFileSystem::write(int fd, ByteView bytes) {
  return step(Call::write, [&] { return FileSystem::write(fd, bytes.first(std::min(bytes.size(), most()))); });
}

SysResult<std::size_t> FaultFileSystem::pwrite(int fd, ByteView bytes, std::uint64_t offset) {
  return step(Call::pwrite,
              [&] { return FileSystem::pwrite(fd, bytes.first(std::min(bytes.size(), most())), offset); });
}

SysResult<void> FaultFileSystem::fsync(int fd) {
  return step(Call::fsync, [&] { return FileSystem::fsync(fd); });
}

SysResult<void> FaultFileSystem::truncate(int fd, std::uint64_t size) {
  return step(Call::truncate, [&] { return FileSystem::truncate(fd, size); });
}

SysResult<void> FaultFileSystem::allocate(int fd, std::uint64_t size) {
  return step(Call::allocate, [&] { return FileSystem::allocate(fd, size); });
}

SysResult<void> FaultFileSystem::rename(int from_directory, const std::string& from, int to_directory,
                                        const std::string& to, bool replace) {
  return step(Call::rename, [&] { return FileSystem::rename(from_directory, from, to_directory, to, replace); });
}

SysResult<void> FaultFileSystem::exchange(int directory, const std::string& one, const std::string& other) {
  return step(Call::rename, [&] { return FileSystem::exchange(directory, one, other); });
}

SysResult<void> FaultFileSystem::unlink(int directory, const std::string& path, int flags) {
  return step(Call::unlink, [&] { return FileSystem::unlink(directory, path, flags); });
}

SysResult<void> FaultFileSystem::mkdir(int directory, const std::string& path, mode_t mode) {
  return step(Call::mkdir, [&] { return FileSystem::mkdir(directory, path, mode); });
}

std::string describe(const Fault& fault) {
  constexpr std::array<std::string_view, FaultFileSystem::k_calls> words = {
      "open", "read", "pread", "write", "pwrite", "fsync", "truncate", "allocate", "rename", "unlink", "mkdir"};
  const std::string outcome = fault.way == FaultFileSystem::Way::done ? "done but reported as failed" : "not done";
  return std::string(words.at(index_of(fault.call))) + " number " + std::to_string(fault.nth) + ", " + outcome + " (" +
         ::strerrorname_np(fault.error) + ")";
}

}  // namespace rogatory::test
