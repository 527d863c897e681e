// The first look at what is to be sealed: counts and sizes, that everything can be read, and which exhibit is which
// file. Hours of reading should not end with "permission denied" at the last file.
#pragma once

#include <map>

#include "registry/seal.hpp"

namespace rogatory::registry {

struct SealScan {
  std::uint64_t files = 0;
  std::uint64_t directories = 0;
  std::uint64_t bytes = 0;
  std::map<std::string, std::string> exhibits;  ///< item name -> `<authority>:<number>`
};

Result<SealScan> scan(FileSystem& fs, const SealRequest& request);

}  // namespace rogatory::registry
