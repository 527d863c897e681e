#include "ledger/pack_index.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

namespace rogatory::ledger {
namespace {

constexpr std::size_t k_id = std::tuple_size_v<decltype(Oid::bytes)>;
constexpr std::size_t k_table = 8;                 // of first bytes
constexpr std::size_t k_ids = k_table + 256 * 4;   // then CRC-32s, offsets, far offsets
constexpr std::size_t k_an_object = k_id + 4 + 4;  // in those three
constexpr std::size_t k_trailer = 2 * k_id;        // the pack's SHA-1, and its own
constexpr std::uint32_t k_far = std::uint32_t{1} << 31;

}  // namespace

Result<std::vector<std::string>> pack_indexes(FileSystem& fs, const std::string& repository) {
  const std::string folder = repository + "/objects/pack";
  const auto directory = base::uninterrupted([&] { return fs.open(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY); });
  if (!directory) {
    return directory.error() == ENOENT ? Result<std::vector<std::string>>()
                                       : fail(base::errno_error(directory.error(), "opening " + folder));
  }
  const auto names = fs.list(directory->get());
  if (!names) {
    return fail(base::errno_error(names.error(), "listing " + folder));
  }
  std::vector<std::string> paths;
  for (const std::string& name : *names) {
    if (name.starts_with("pack-") && name.ends_with(".idx")) {
      paths.push_back(folder + "/" + name);
    }
  }
  return paths;
}

void MappedIndex::Unmap::operator()(std::uint8_t* bytes) const { ::munmap(bytes, size); }

std::optional<MappedIndex> MappedIndex::open(FileSystem& fs, const std::string& path) {
  const auto fd = base::uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK); });
  const auto status = fd ? fs.stat(fd->get()) : base::SysResult<struct stat>(std::unexpected(fd.error()));
  if (!status || !S_ISREG(status->st_mode) || std::cmp_less(status->st_size, k_ids + k_trailer)) {
    return std::nullopt;
  }
  const auto size = static_cast<std::size_t>(status->st_size);
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd->get(), 0);
  if (mapped == MAP_FAILED) {  // NOLINT(cppcoreguidelines-pro-type-cstyle-cast,performance-no-int-to-ptr): its macro
    return std::nullopt;
  }
  MappedIndex index(Mapping(static_cast<std::uint8_t*>(mapped), Unmap{size}));
  return index.is_whole() ? std::optional(std::move(index)) : std::nullopt;
}

bool MappedIndex::is_whole() {
  constexpr std::array<std::uint8_t, k_table> k_magic{0xFF, 't', 'O', 'c', 0, 0, 0, 2};
  m_count = u32_at(k_ids - 4);
  const std::size_t least = k_ids + m_count * k_an_object + k_trailer;
  m_far_count = m_bytes.size() < least ? 0 : (m_bytes.size() - least) / 8;
  return std::ranges::equal(m_bytes.first(k_table), k_magic) && m_bytes.size() >= least;
}

std::uint32_t MappedIndex::u32_at(std::size_t at) const {
  std::uint32_t number = 0;
  for (const std::uint8_t byte : m_bytes.subspan(at, 4)) {
    number = (number << 8U) | byte;
  }
  return number;
}

std::optional<std::uint64_t> MappedIndex::find(const Oid& id) const {
  const unsigned first = id.bytes[0];
  std::size_t low = first == 0 ? 0 : u32_at(k_table + (first - 1) * 4);
  std::size_t high = std::min(u32_at(k_table + first * 4), m_count);
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const int order = std::memcmp(m_bytes.data() + k_ids + middle * k_id, id.bytes.data(), k_id);
    if (order == 0) {
      return offset_of(middle);
    }
    (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> MappedIndex::offset_of(std::size_t place) const {
  const std::size_t offsets = k_ids + m_count * (k_id + 4);
  const std::uint32_t offset = u32_at(offsets + place * 4);
  if (offset < k_far) {
    return offset;
  }
  const std::size_t far = offset - k_far;
  if (far >= m_far_count) {
    return std::nullopt;
  }
  const std::size_t at = offsets + m_count * std::size_t{4} + far * 8;
  return (std::uint64_t{u32_at(at)} << 32U) | u32_at(at + 4);
}

}  // namespace rogatory::ledger
