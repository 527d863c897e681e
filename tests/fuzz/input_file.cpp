#include "tests/fuzz/input_file.hpp"

#include <algorithm>

#include "base/tar.hpp"

namespace rogatory::fuzz {

InputFile::InputFile(ByteView input, IsHollow is_hollow) {
  std::size_t at = 0;
  if (is_hollow != never_hollow) {
    for (const HeaderAt& header : find_headers(input, is_hollow)) {
      if (header.hollow > 0) {
        const std::size_t end = header.at + base::tar::k_block;
        append(end - at, input.subspan(at, end - at));
        append(header.hollow, {});
        at = end;
      }
    }
  }
  append(input.size() - at, input.subspan(at));
}

void InputFile::append(std::uint64_t size, ByteView bytes) {
  m_stretches.push_back({.from = m_size, .size = size, .bytes = bytes});
  m_size += size;
}

base::SysResult<base::Fd> InputFile::open(int /*directory*/, const std::string& /*path*/, int /*flags*/,
                                          mode_t /*mode*/) {
  m_position = 0;
  return base::FileSystem::open(AT_FDCWD, "/dev/null", O_RDONLY, 0);
}

base::SysResult<std::size_t> InputFile::read(int fd, MutableByteView into) {
  const base::SysResult<std::size_t> got = pread(fd, into, m_position);
  m_position += *got;
  return got;
}

base::SysResult<std::size_t> InputFile::pread(int /*fd*/, MutableByteView into, std::uint64_t offset) {
  std::size_t got = 0;
  for (const Stretch& stretch : m_stretches) {
    if (got == into.size() || offset < stretch.from || offset - stretch.from >= stretch.size) {
      continue;
    }
    const std::uint64_t skipped = offset - stretch.from;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(stretch.size - skipped, into.size() - got));
    const MutableByteView part = into.subspan(got, count);
    if (stretch.bytes.empty()) {
      std::ranges::fill(part, std::uint8_t{0});
    } else {
      std::ranges::copy(stretch.bytes.subspan(static_cast<std::size_t>(skipped), count), part.begin());
    }
    got += count;
    offset += count;
  }
  return got;
}

base::SysResult<struct stat> InputFile::stat(int /*fd*/) {
  struct stat status{};
  status.st_mode = S_IFREG | 0600;
  status.st_size = static_cast<off_t>(m_size);
  return status;
}

}  // namespace rogatory::fuzz
