#include "tests/support/fault_file_system.hpp"

#include <algorithm>
#include <cstring>

namespace rogatory::test {
namespace {

using base::SysResult;
using Fault = FaultFileSystem::Fault;
using Way = FaultFileSystem::Way;

using Call = FaultFileSystem::Call;

bool only_looks(Call call) {
  return call == Call::read || call == Call::pread || call == Call::stat || call == Call::list;
}

bool moves_bytes(Call call) {
  return call == Call::read || call == Call::pread || call == Call::write || call == Call::pwrite;
}

std::size_t index_of(FaultFileSystem::Call call) { return static_cast<std::size_t>(call); }

/// How many of `size` bytes a call moves that stops half-way: at least one, for none would be the end of a file.
std::size_t half_of(std::size_t size) { return size < 2 ? size : size / 2; }

std::string_view text_of(Way way) {
  switch (way) {
    case Way::not_done:
      return "not done";
    case Way::done:
      return "done but reported as failed";
    case Way::partly:
      return "half of the bytes";
  }
  ROG_ASSERT(false);
}

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

bool FaultFileSystem::fired() const {
  const std::lock_guard lock(m_mutex);
  return m_fired;
}

template <class Add>
void FaultFileSystem::each_call(Add add) const {
  const std::lock_guard lock(m_mutex);
  for (std::size_t index = 0; index < k_calls; ++index) {
    for (int nth = 1; nth <= m_counts.at(index); ++nth) {
      add(static_cast<Call>(index), nth);
    }
  }
}

std::vector<Fault> FaultFileSystem::every_fault() const {
  std::vector<Fault> faults;
  each_call([&](Call call, int nth) {
    if (call != Call::stat && call != Call::list) {
      faults.push_back({.call = call, .nth = nth, .way = Way::not_done});
      faults.push_back({.call = call, .nth = nth, .way = Way::done});
    }
  });
  return faults;
}

std::vector<Fault> FaultFileSystem::every_injection() const {
  std::vector<Fault> faults;
  each_call([&](Call call, int nth) {
    faults.push_back({.call = call, .nth = nth, .error = EIO});
    faults.push_back({.call = call, .nth = nth, .error = EINTR});
    if (!only_looks(call)) {
      faults.push_back({.call = call, .nth = nth, .error = ENOSPC});
      faults.push_back({.call = call, .nth = nth, .way = Way::done});
    }
    if (moves_bytes(call)) {
      faults.push_back({.call = call, .nth = nth, .way = Way::partly});
    }
  });
  return faults;
}

std::optional<Fault> FaultFileSystem::next_fault(Call call) {
  const std::lock_guard lock(m_mutex);
  const int nth = ++m_counts.at(index_of(call));
  const auto fits = [&](const Fault& fault) {
    return fault.call == call && nth >= fault.nth && nth - fault.nth < fault.times;
  };
  const auto found = std::ranges::find_if(m_faults, fits);
  m_fired = m_fired || found != m_faults.end();
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

/// A step that moves `bytes`, or the first of them.
template <class View, class Act>
SysResult<std::size_t> FaultFileSystem::move(Call call, View bytes, Act act) {
  const View whole = bytes.first(std::min(bytes.size(), most()));
  const std::optional<Fault> fault = next_fault(call);
  if (!fault) {
    return act(whole);
  }
  if (fault->way == Way::partly) {
    return act(whole.first(half_of(whole.size())));
  }
  if (fault->way == Way::done) {
    static_cast<void>(act(whole));
  }
  return std::unexpected(fault->error);
}

SysResult<base::Fd> FaultFileSystem::open(int directory, const std::string& path, int flags, mode_t mode) {
  return step(Call::open, [&] { return m_below.open(directory, path, flags, mode); });
}

SysResult<std::size_t> FaultFileSystem::read(int fd, MutableByteView into) {
  return move(Call::read, into, [&](MutableByteView some) { return m_below.read(fd, some); });
}

SysResult<std::size_t> FaultFileSystem::pread(int fd, MutableByteView into, std::uint64_t offset) {
  return move(Call::pread, into, [&](MutableByteView some) { return m_below.pread(fd, some, offset); });
}

SysResult<std::size_t> FaultFileSystem::write(int fd, ByteView bytes) {
  return move(Call::write, bytes, [&](ByteView some) { return m_below.write(fd, some); });
}

SysResult<std::size_t> FaultFileSystem::pwrite(int fd, ByteView bytes, std::uint64_t offset) {
  return move(Call::pwrite, bytes, [&](ByteView some) { return m_below.pwrite(fd, some, offset); });
}

SysResult<void> FaultFileSystem::fsync(int fd) {
  return step(Call::fsync, [&] { return m_below.fsync(fd); });
}

SysResult<void> FaultFileSystem::truncate(int fd, std::uint64_t size) {
  return step(Call::truncate, [&] { return m_below.truncate(fd, size); });
}

SysResult<void> FaultFileSystem::allocate(int fd, std::uint64_t size) {
  return step(Call::allocate, [&] { return m_below.allocate(fd, size); });
}

SysResult<void> FaultFileSystem::set_direct(int fd, bool direct) {
  return step(Call::set_direct, [&] { return m_below.set_direct(fd, direct); });
}

SysResult<struct stat> FaultFileSystem::stat(int fd) {
  return step(Call::stat, [&] { return m_below.stat(fd); });
}

SysResult<struct stat> FaultFileSystem::stat_at(int directory, const std::string& path, int flags) {
  return step(Call::stat, [&] { return m_below.stat_at(directory, path, flags); });
}

SysResult<void> FaultFileSystem::rename(int from_directory, const std::string& from, int to_directory,
                                        const std::string& to, bool replace) {
  return step(Call::rename, [&] { return m_below.rename(from_directory, from, to_directory, to, replace); });
}

SysResult<void> FaultFileSystem::exchange(int directory, const std::string& one, const std::string& other) {
  return step(Call::rename, [&] { return m_below.exchange(directory, one, other); });
}

SysResult<void> FaultFileSystem::unlink(int directory, const std::string& path, int flags) {
  return step(Call::unlink, [&] { return m_below.unlink(directory, path, flags); });
}

SysResult<void> FaultFileSystem::mkdir(int directory, const std::string& path, mode_t mode) {
  return step(Call::mkdir, [&] { return m_below.mkdir(directory, path, mode); });
}

SysResult<void> FaultFileSystem::set_modified(int fd, struct timespec modified) {
  return step(Call::set_modified, [&] { return m_below.set_modified(fd, modified); });
}

SysResult<void> FaultFileSystem::chmod(int fd, mode_t mode) {
  return step(Call::chmod, [&] { return m_below.chmod(fd, mode); });
}

SysResult<std::vector<base::DirectoryEntry>> FaultFileSystem::entries(int directory) {
  return step(Call::list, [&] { return m_below.entries(directory); });
}

std::string describe(const Fault& fault) {
  constexpr std::array<std::string_view, FaultFileSystem::k_calls> words = {
      "open",       "read", "pread",  "write",  "pwrite", "fsync",        "truncate", "allocate",
      "set_direct", "stat", "rename", "unlink", "mkdir",  "set_modified", "chmod",    "list"};
  std::string text = std::string(words.at(index_of(fault.call))) + " number " + std::to_string(fault.nth) + ", " +
                     std::string(text_of(fault.way));
  if (fault.way != Way::partly) {
    text += std::string(" (") + ::strerrorname_np(fault.error) + ")";
  }
  return text;
}

}  // namespace rogatory::test
