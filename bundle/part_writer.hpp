// Cuts the age file into parts of 64 MiB, each a member of the outer tar, and hashes each on its way to the disk.
#pragma once

#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/stream.hpp"
#include "crypto/hash.hpp"

namespace rogatory::bundle {

class PartWriter : public base::ByteSink {
 public:
  /// `file` outlives the writer; `name` is the bundle's top directory.
  PartWriter(base::DurableFile& file, std::string name) : m_file(file), m_name(std::move(name)) {}

  /// malformed beyond k_most_parts parts.
  Result<void> write(ByteView bytes) override;
  /// Ends the last part: patches its size into its header and fills its last block. There is always at least one byte.
  Result<void> finish();

  [[nodiscard]] std::uint64_t parts() const { return m_hashes.size(); }
  [[nodiscard]] std::uint64_t size() const { return m_size; }
  /// The text of manifest-sha256.txt.
  [[nodiscard]] std::string manifest() const;

 private:
  Result<void> begin_part();

  base::DurableFile& m_file;
  std::string m_name;
  crypto::Hasher m_hasher;
  std::vector<crypto::Sha256> m_hashes;
  std::uint64_t m_header_at = 0;
  std::uint64_t m_in_part = 0;
  std::uint64_t m_size = 0;
  bool m_open = false;
};

}  // namespace rogatory::bundle
