// Two lists of hashes, line by line: the trust file (authorities and fingerprints) and the outer manifest (parts).
#include "bundle/format.hpp"
#include "bundle/manifest.hpp"
#include "crypto/trust.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

bool reads_as_roots(ByteView input) {
  const auto roots = crypto::parse_roots(input);
  if (!roots) {
    return false;
  }
  const std::string written = crypto::write_roots(*roots);
  ROG_ASSERT(crypto::parse_roots(base::as_bytes(written)).value() == *roots);
  return true;
}

bool reads_as_manifest(ByteView input) {
  const Result<std::vector<crypto::Sha256>> hashes = bundle::parse_part_manifest(input);
  if (!hashes) {
    return false;
  }
  std::string written;
  for (std::size_t i = 0; i < hashes->size(); ++i) {
    written += bundle::manifest_line(hashes->at(i), bundle::part_path(i));
  }
  ROG_ASSERT(written == base::as_text(input));
  return true;
}

}  // namespace

bool accepts(ByteView input) {
  const bool is_roots = reads_as_roots(input);
  const bool is_manifest = reads_as_manifest(input);
  ROG_ASSERT(!(is_roots && is_manifest));
  return is_roots || is_manifest;
}

}  // namespace rogatory::fuzz
