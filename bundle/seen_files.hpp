// The files of a content, remembered until their records come by: 56 bytes a file, and the digests beside the SHA-256.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bundle/records.hpp"

namespace rogatory::bundle {

struct SeenFile {
  std::uint64_t size = 0;
  crypto::Sha256 sha256;
  std::uint32_t number = 0;
  std::array<char, 8> extension{};  ///< padded with NULs

  /// The file that `data/NNNNNN[.ext]` below bag/ names; nothing for any other path.
  static std::optional<SeenFile> at(std::string_view path);
  /// And back.
  [[nodiscard]] std::string path() const;
};
static_assert(sizeof(SeenFile) == 56);

/// Every file belongs to exactly one record and the other way round, both by rising numbers.
class SeenFiles {
 public:
  /// Numbers rise: the caller compares with last() first. `also` as ItemDigests, of the same algorithms for every file.
  void add(const SeenFile& file, const std::map<std::string, std::string>& also = {});
  /// Null before the first.
  [[nodiscard]] const SeenFile* last() const { return m_files.empty() ? nullptr : &m_files.back(); }

  /// Compares the next record with its file. Empty where they belong together, else what does not fit. A digest that
  /// was not given to add() is not compared.
  std::string match(const ItemRecord& record);
  /// After the last record: the first file that has none.
  [[nodiscard]] std::optional<std::string> left_over() const;

 private:
  [[nodiscard]] std::string match_also(std::size_t at, const ItemRecord& record) const;

  std::vector<SeenFile> m_files;
  std::map<std::string, Bytes> m_also;  // by algorithm the digests of all files, one after the other
  std::size_t m_matched = 0;            // files whose record has come by
};

}  // namespace rogatory::bundle
