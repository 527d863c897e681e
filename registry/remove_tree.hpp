// Taking away what one of our programs made, with everything in it (base/remove_tree.hpp), if it is ours.
#pragma once

#include <string>

#include "base/file.hpp"

namespace rogatory::registry {

/// Removes what stands at `path`; what is not there is no error. denied where it belongs to another user.
Result<void> remove_tree(FileSystem& fs, const std::string& path);

}  // namespace rogatory::registry
