// The two lists of hashes that `sha256sum --strict -c` reads: of the parts outside, of the files inside.
//
//   manifest = *line          line = 64 lower-case hexadecimal digits SP SP path LF
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.hpp"

namespace rogatory::bundle {

/// One line with its LF.
std::string manifest_line(const crypto::Sha256& hash, std::string_view path);

/// The length of every line of the outer manifest: the paths of parts are all of one length.
constexpr std::size_t k_part_line_size = 64 + 2 + 23 + 1;

/// Reads the outer manifest: the hashes of the parts 000000, 000001, … in order. malformed for anything else; the
/// sentence names the first line that is wrong. Bounded by the caller: memory is 32 bytes a line.
Result<std::vector<crypto::Sha256>> parse_part_manifest(ByteView bytes);

}  // namespace rogatory::bundle
