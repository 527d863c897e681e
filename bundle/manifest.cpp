#include "bundle/manifest.hpp"

#include "bundle/format.hpp"

namespace rogatory::bundle {

using crypto::Sha256;

std::string manifest_line(const Sha256& hash, std::string_view path) {
  std::string line = hash.hex();
  line += "  ";
  line += path;
  line += '\n';
  return line;
}

Result<std::vector<Sha256>> parse_part_manifest(ByteView bytes) {
  const std::size_t count = bytes.size() / k_part_line_size;
  if (bytes.size() % k_part_line_size != 0 || count == 0 || count > k_most_parts) {
    return fail(ErrorCode::malformed, "manifest-sha256.txt does not have the length of a list of parts");
  }
  std::vector<Sha256> hashes;
  hashes.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view line = base::as_text(bytes.subspan(i * k_part_line_size, k_part_line_size));
    const Result<Sha256> hash = Sha256::from_hex(line.substr(0, 64));
    if (!hash || line != manifest_line(*hash, part_path(i))) {
      return fail(ErrorCode::malformed,
                  "line " + std::to_string(i + 1) + " of manifest-sha256.txt is not the line of " + part_path(i));
    }
    hashes.push_back(*hash);
  }
  return hashes;
}

}  // namespace rogatory::bundle
