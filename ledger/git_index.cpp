// Looking ids up in the indexes of packs, version 2 (gitformat-pack(5)).
#include <algorithm>

#include "ledger/git_loose.hpp"
#include "ledger/git_store.hpp"
#include "ledger/pack_index.hpp"

namespace rogatory::ledger {
namespace {

std::uint32_t u32_at(ByteView bytes, std::size_t at) {
  return static_cast<std::uint32_t>((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]);
}

/// An index of a pack, open. Its table of first bytes is kept, the ids are read where they are asked for.
class PackIndex {
 public:
  static Result<PackIndex> open(FileSystem& fs, const std::string& path) {
    auto fd = base::uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK); });
    if (!fd) {
      return fail(base::errno_error(fd.error(), "opening " + path));
    }
    PackIndex index(fs, *std::move(fd), path);
    index.m_head.resize(k_ids);
    ROG_TRY(base::pread_exact(fs, index.m_fd.get(), index.m_head, 0, path));
    constexpr std::array<std::uint8_t, 8> k_magic{0xFF, 't', 'O', 'c', 0, 0, 0, 2};
    if (!std::ranges::equal(ByteView(index.m_head).first(8), k_magic)) {
      return fail(ErrorCode::malformed, path + " is no index of a git pack, version 2");
    }
    return index;
  }

  Result<bool> has(const Oid& id) {
    const unsigned first = id.bytes[0];
    const std::uint64_t begin = first == 0 ? 0 : u32_at(m_head, 8 + (first - 1) * 4);
    const std::uint64_t end = u32_at(m_head, 8 + first * 4);
    constexpr std::uint64_t k_most = 20'000'000;
    if (begin > end || end > k_most) {
      return fail(ErrorCode::malformed, m_path + ": its table is out of order");
    }
    m_ids.resize((end - begin) * id.bytes.size());
    ROG_TRY(base::pread_exact(m_fs, m_fd.get(), m_ids, k_ids + begin * id.bytes.size(), m_path));
    return is_among(id);
  }

 private:
  static constexpr std::size_t k_ids = 8 + 256 * 4;
  PackIndex(FileSystem& fs, base::Fd fd, std::string path) : m_fs(fs), m_fd(std::move(fd)), m_path(std::move(path)) {}

  [[nodiscard]] bool is_among(const Oid& id) const {
    std::size_t low = 0;
    std::size_t high = m_ids.size() / id.bytes.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      const Oid there = Oid::from_raw(ByteView(m_ids).subspan(middle * id.bytes.size(), id.bytes.size()));
      if (there == id) {
        return true;
      }
      (there < id ? low : high) = there < id ? middle + 1 : middle;
    }
    return false;
  }

  FileSystem& m_fs;
  base::Fd m_fd;
  std::string m_path;
  Bytes m_head;
  Bytes m_ids;
};

/// Those of `ids` that are no loose objects.
Result<std::vector<Oid>> not_loose(FileSystem& fs, const std::string& repository, const std::vector<Oid>& ids) {
  std::vector<Oid> others;
  for (const Oid& id : ids) {
    ROG_TRY_ASSIGN(const bool is_loose, base::exists(fs, repository + "/objects/" + loose_path(id)));
    if (!is_loose) {
      others.push_back(id);
    }
  }
  return others;
}

}  // namespace

Result<bool> has_objects(FileSystem& fs, const std::string& repository, const std::vector<Oid>& ids) {
  ROG_TRY_ASSIGN(std::vector<Oid> missing, not_loose(fs, repository, ids));
  if (missing.empty()) {
    return true;
  }
  ROG_TRY_ASSIGN(const std::vector<std::string> paths, pack_indexes(fs, repository));
  for (const std::string& path : paths) {
    ROG_TRY_ASSIGN(PackIndex index, PackIndex::open(fs, path));
    std::vector<Oid> still;
    for (const Oid& id : missing) {
      ROG_TRY_ASSIGN(const bool is_here, index.has(id));
      if (!is_here) {
        still.push_back(id);
      }
    }
    missing = std::move(still);
  }
  return missing.empty();
}

}  // namespace rogatory::ledger
