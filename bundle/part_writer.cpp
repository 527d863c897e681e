#include "bundle/part_writer.hpp"

#include <algorithm>

#include "base/tar.hpp"
#include "bundle/format.hpp"
#include "bundle/manifest.hpp"

namespace rogatory::bundle {

namespace tar = base::tar;

Result<void> PartWriter::begin_part() {
  if (m_hashes.size() == k_most_parts) {
    return fail(ErrorCode::malformed, "a bundle holds at most 999,999 parts of 64 MiB");
  }
  m_header_at = m_file.size();
  m_open = true;
  m_in_part = 0;
  // The size is right for every part but the last, which is patched in finish().
  return m_file.write(tar::file_header(m_name + "/" + part_path(m_hashes.size()), k_part_size));
}

Result<void> PartWriter::write(ByteView bytes) {
  while (!bytes.empty()) {
    if (!m_open) {
      ROG_TRY(begin_part());
    }
    const ByteView piece = bytes.first(std::min<std::uint64_t>(bytes.size(), k_part_size - m_in_part));
    m_hasher.update(piece);
    ROG_TRY(m_file.write(piece));
    m_in_part += piece.size();
    m_size += piece.size();
    bytes = bytes.subspan(piece.size());
    if (m_in_part == k_part_size) {
      m_hashes.push_back(m_hasher.finish());
      m_open = false;
    }
  }
  return {};
}

Result<void> PartWriter::finish() {
  if (!m_open) {
    return {};
  }
  m_open = false;
  ROG_TRY(m_file.pwrite(tar::file_header(m_name + "/" + part_path(m_hashes.size()), m_in_part), m_header_at));
  m_hashes.push_back(m_hasher.finish());
  const Bytes fill(tar::fill_after(m_in_part));
  return m_file.write(fill);
}

std::string PartWriter::manifest() const {
  std::string text;
  for (std::size_t i = 0; i < m_hashes.size(); ++i) {
    text += manifest_line(m_hashes[i], part_path(i));
  }
  return text;
}

}  // namespace rogatory::bundle
