#include "bundle/seen_files.hpp"

#include <algorithm>

#include "bundle/format.hpp"

namespace rogatory::bundle {

std::optional<SeenFile> SeenFile::at(std::string_view path) {
  constexpr std::string_view k_prefix = "data/";
  if (!path.starts_with(k_prefix)) {
    return std::nullopt;
  }
  path.remove_prefix(k_prefix.size());
  const std::optional<std::uint64_t> number = parse_six_digits(path.substr(0, 6));
  if (!number || *number == 0) {
    return std::nullopt;
  }
  SeenFile file;
  file.number = static_cast<std::uint32_t>(*number);
  path.remove_prefix(6);
  if (!path.empty()) {
    if (path.front() != '.' || !is_extension(path.substr(1))) {
      return std::nullopt;
    }
    std::copy(path.begin() + 1, path.end(), file.extension.begin());
  }
  return file;
}

std::string SeenFile::path() const {
  const std::string_view padded(extension.data(), extension.size());
  return item_path(number, padded.substr(0, padded.find('\0')));
}

void SeenFiles::add(const SeenFile& file, const std::map<std::string, std::string>& also) {
  m_files.push_back(file);
  for (const auto& [algorithm, hex] : also) {
    const Result<Bytes> digest = base::from_hex(hex);
    ROG_ASSERT(digest.has_value());
    Bytes& all = m_also[algorithm];
    all.insert(all.end(), digest->begin(), digest->end());
  }
}

/// Empty where each digest beside the SHA-256 that the record names and that was computed is the file's.
std::string SeenFiles::match_also(std::size_t at, const ItemRecord& record) const {
  for (const auto& [algorithm, hex] : record.hashes) {
    if (const auto computed = m_also.find(algorithm); computed != m_also.end()) {
      const std::size_t size = computed->second.size() / m_files.size();
      if (base::to_hex(ByteView(computed->second).subspan(at * size, size)) != hex) {
        return "item " + std::to_string(record.item) + " has not the " + algorithm + " of its record";
      }
    }
  }
  return "";
}

std::string SeenFiles::match(const ItemRecord& record) {
  const std::string item = "item " + std::to_string(record.item);
  const bool there = m_matched < m_files.size() && m_files[m_matched].number == record.item;
  if (!there) {
    return record.kind == ItemKind::file ? item + " has a record and no file" : "";
  }
  const SeenFile& file = m_files[m_matched++];
  if (record.kind == ItemKind::directory) {
    return item + " is a directory by its record and a file in the content";
  }
  if (file.path() != record.file) {
    return item + " stands under " + file.path() + ", its record says " + record.file;
  }
  if (file.size != record.size) {
    return item + " has " + std::to_string(file.size) + " bytes, its record says " + std::to_string(record.size);
  }
  if (file.sha256 != record.sha256) {
    return item + " has not the SHA-256 of its record";
  }
  return match_also(m_matched - 1, record);
}

std::optional<std::string> SeenFiles::left_over() const {
  if (m_matched == m_files.size()) {
    return std::nullopt;
  }
  return m_files[m_matched].path() + " has no record";
}

}  // namespace rogatory::bundle
