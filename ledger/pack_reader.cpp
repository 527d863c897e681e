#include "ledger/pack_reader.hpp"

#include <algorithm>

#include "ledger/git_pack.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::size_t k_head = 12;
constexpr std::size_t k_trailer = 20;
// What is read at once: of objects one after the other, and where somebody jumps about.
constexpr std::uint64_t k_wide = 64 * 1024;
constexpr std::uint64_t k_narrow = 4 * 1024;

}  // namespace

std::optional<WindowedPack> WindowedPack::open(FileSystem& fs, const std::string& index_path) {
  std::optional<MappedIndex> index = MappedIndex::open(fs, index_path);
  if (!index) {
    return std::nullopt;
  }
  const std::string path = index_path.substr(0, index_path.size() - std::string_view("idx").size()) + "pack";
  auto fd = base::uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK); });
  const auto status = fd ? fs.stat(fd->get()) : base::SysResult<struct stat>(std::unexpected(fd.error()));
  if (!status || !S_ISREG(status->st_mode) || std::cmp_less(status->st_size, k_head + k_trailer)) {
    return std::nullopt;
  }
  WindowedPack pack(fs, *std::move(fd), *std::move(index));
  return pack.is_of_index(static_cast<std::uint64_t>(status->st_size)) ? std::optional(std::move(pack)) : std::nullopt;
}

bool WindowedPack::is_of_index(std::uint64_t file_size) {
  m_end = file_size - k_trailer;
  Bytes head{'P', 'A', 'C', 'K', 0, 0, 0, 2};
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    head.push_back(static_cast<std::uint8_t>(m_index.count() >> shift));
  }
  Bytes found(k_head);
  Bytes trailer(k_trailer);
  return base::pread_exact(*m_fs, m_fd.get(), found, 0, "a pack") && found == head &&
         base::pread_exact(*m_fs, m_fd.get(), trailer, m_end, "a pack") &&
         std::ranges::equal(trailer, m_index.pack_id());
}

bool WindowedPack::move_window(std::uint64_t offset) {
  if (offset >= m_end) {
    return false;
  }
  const std::uint64_t window_end = m_window_at + m_window.size();
  const bool goes_on = offset >= m_window_at && offset < window_end + k_wide;
  m_window.resize(std::min(goes_on ? k_wide : k_narrow, m_end - offset));
  m_window_at = offset;
  if (!base::pread_exact(*m_fs, m_fd.get(), m_window, offset, "a pack")) {
    m_window.clear();
    return false;
  }
  return true;
}

/// What is at hand of the pack from there on; empty where nothing is.
ByteView WindowedPack::at(std::uint64_t offset) {
  const bool is_inside = offset >= m_window_at && offset - m_window_at < m_window.size();
  return is_inside || move_window(offset) ? ByteView(m_window).subspan(offset - m_window_at) : ByteView();
}

std::optional<std::uint8_t> WindowedPack::byte_at(std::uint64_t offset) {
  const ByteView found = at(offset);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

/// Of the object at `offset`, which is moved behind its head; nothing for a delta and any other kind.
std::optional<std::uint64_t> WindowedPack::size_of_whole(ObjectKind kind, std::uint64_t& offset) {
  std::optional<std::uint8_t> byte = byte_at(offset++);
  if (!byte || ((*byte >> 4U) & 7U) != kind_in_pack(kind)) {
    return std::nullopt;
  }
  std::uint64_t size = *byte & 15U;
  for (unsigned shift = 4; (*byte & 128U) != 0; shift += 7) {
    byte = byte_at(offset++);
    if (!byte || shift > 50) {
      return std::nullopt;
    }
    size |= static_cast<std::uint64_t>(*byte & 127U) << shift;
  }
  return size;
}

std::optional<Bytes> WindowedPack::read(ObjectKind kind, std::uint64_t offset, std::size_t limit, Inflater& inflater) {
  const std::optional<std::uint64_t> size = size_of_whole(kind, offset);
  if (!size || *size > limit) {
    return std::nullopt;
  }
  Bytes content(*size);
  if (inflater.inflate_front(at(offset), content)) {
    return content;
  }
  // It goes on behind the window, or it is damaged.
  std::size_t have = 0;
  inflater.restart();
  while (true) {
    const ByteView in = at(offset);
    const Result<Inflater::Step> step =
        in.empty() ? fail(ErrorCode::malformed, "cut off") : inflater.step(in, MutableByteView(content).subspan(have));
    if (!step || (step->consumed == 0 && step->produced == 0)) {
      return std::nullopt;
    }
    offset += step->consumed;
    have += step->produced;
    if (step->ended) {
      return have == content.size() ? std::optional(std::move(content)) : std::nullopt;
    }
  }
}

PackReader PackReader::open(FileSystem& fs, const std::string& repository) {
  PackReader reader;
  if (const Result<std::vector<std::string>> indexes = pack_indexes(fs, repository)) {
    for (const std::string& path : *indexes) {
      if (std::optional<WindowedPack> pack = WindowedPack::open(fs, path)) {
        reader.add(*std::move(pack));
      }
    }
  }
  return reader;
}

void PackReader::add(WindowedPack pack) {
  m_packs.push_back(std::move(pack));
  if (m_packs.size() > k_most_packs) {
    m_packs.erase(std::ranges::min_element(m_packs, {}, &WindowedPack::size));
  }
}

std::optional<Bytes> PackReader::read(ObjectKind kind, const Oid& id, std::size_t limit) {
  for (std::size_t i = 0; i < m_packs.size(); ++i) {
    const std::size_t place = (m_last + i) % m_packs.size();
    WindowedPack& pack = m_packs[place];
    if (const std::optional<std::uint64_t> offset = pack.index().find(id)) {
      m_last = place;
      return pack.read(kind, *offset, limit, m_inflater);
    }
  }
  return std::nullopt;
}

}  // namespace rogatory::ledger
