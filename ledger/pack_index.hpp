// An index of a pack, version 2, mapped into memory (gitformat-pack(5); its grammar stands in git_pack.hpp). Whoever
// wrote it: every place that it names is held against its size before it is looked at.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "ledger/git_objects.hpp"

namespace rogatory::ledger {

/// The indexes in a repository's objects/pack, in no order; none where there is no such directory.
Result<std::vector<std::string>> pack_indexes(FileSystem& fs, const std::string& repository);

/// Immutable and move-only; may be used by several threads.
class MappedIndex {
 public:
  /// Nothing where it cannot be read, or is no index of version 2.
  static std::optional<MappedIndex> open(FileSystem& fs, const std::string& path);

  /// How many objects it says the pack has.
  [[nodiscard]] std::uint32_t count() const { return m_count; }
  /// The SHA-1 at the end of the pack that it belongs to.
  [[nodiscard]] ByteView pack_id() const { return m_bytes.last(40).first(20); }
  /// Where in the pack an object begins; nothing where it is not there.
  [[nodiscard]] std::optional<std::uint64_t> find(const Oid& id) const;

 private:
  struct Unmap {
    std::size_t size = 0;
    void operator()(std::uint8_t* bytes) const;
  };
  using Mapping = std::unique_ptr<std::uint8_t, Unmap>;
  explicit MappedIndex(Mapping mapping)
      : m_mapping(std::move(mapping)), m_bytes(m_mapping.get(), m_mapping.get_deleter().size) {}
  [[nodiscard]] bool is_whole();
  [[nodiscard]] std::uint32_t u32_at(std::size_t at) const;
  [[nodiscard]] std::optional<std::uint64_t> offset_of(std::size_t place) const;

  Mapping m_mapping;
  ByteView m_bytes;
  std::uint32_t m_count = 0;
  std::size_t m_far_count = 0;
};

}  // namespace rogatory::ledger
