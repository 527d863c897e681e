// Reads the objects that stand whole in a repository's packs, as all of ours do: without a delta. It takes only what it
// is sure of. For everything else (deltas, damage, another version, a pack that came since) it has nothing, and libgit2
// is asked, which can say what is wrong. libgit2 reads the same; but it looks an object up three times, under a lock of
// all threads, and makes a decompressor for each, which takes longer than all hashes of an entry.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/deflate.hpp"
#include "ledger/pack_index.hpp"

namespace rogatory::ledger {

/// One pack, read through a window of a few pages: objects that belong together stand together. Move-only.
class WindowedPack {
 public:
  /// Nothing where pack and index cannot be read, or do not belong together.
  static std::optional<WindowedPack> open(FileSystem& fs, const std::string& index_path);

  [[nodiscard]] const MappedIndex& index() const { return m_index; }
  [[nodiscard]] std::uint64_t size() const { return m_end; }
  /// The object at `offset`. Nothing where no whole object of that kind and at most `limit` bytes can be read there.
  std::optional<Bytes> read(ObjectKind kind, std::uint64_t offset, std::size_t limit, Inflater& inflater);

 private:
  WindowedPack(FileSystem& fs, base::Fd fd, MappedIndex index)
      : m_fs(&fs), m_fd(std::move(fd)), m_index(std::move(index)) {}
  [[nodiscard]] bool is_of_index(std::uint64_t file_size);
  bool move_window(std::uint64_t offset);
  ByteView at(std::uint64_t offset);
  std::optional<std::uint8_t> byte_at(std::uint64_t offset);
  std::optional<std::uint64_t> size_of_whole(ObjectKind kind, std::uint64_t& offset);

  FileSystem* m_fs;
  base::Fd m_fd;
  MappedIndex m_index;
  std::uint64_t m_end = 0;  // of the objects
  std::uint64_t m_window_at = 0;
  Bytes m_window;
};

/// Not thread-safe; move-only.
class PackReader {
 public:
  /// Of the packs that are there now; at most k_most_packs, the largest, since each is an open file.
  static PackReader open(FileSystem& fs, const std::string& repository);
  static constexpr std::size_t k_most_packs = 64;

  /// Nothing where it is not here, or not to be read here. Whether the content has this id is not looked at.
  std::optional<Bytes> read(ObjectKind kind, const Oid& id, std::size_t limit);

 private:
  void add(WindowedPack pack);

  std::vector<WindowedPack> m_packs;
  std::size_t m_last = 0;  // where the last object was
  Inflater m_inflater;
};

}  // namespace rogatory::ledger
