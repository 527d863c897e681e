// The hash of a file that becomes an exhibit, read once.
#pragma once

#include <string>

#include "base/file.hpp"
#include "base/progress.hpp"
#include "crypto/hash.hpp"

namespace rogatory::registry {

struct FileHash {
  std::string name;  ///< without its directories; it may be foreign
  std::uint64_t size = 0;
  crypto::Sha256 sha256;
};

/// Follows symbolic links. not_found; refused: it is no regular file; retry: it changed while it was read; failed: it
/// cannot be read; interrupted.
Result<FileHash> hash_file(FileSystem& fs, const std::string& path, Progress& progress);

}  // namespace rogatory::registry
