// Taking away a file or a directory with everything in it, by descriptors: no link is followed and no path is built, so
// that nobody can make us remove something else and no depth is too deep.
#pragma once

#include <string>

#include "base/file.hpp"

namespace rogatory::registry {

/// Removes what stands at `path`, if it belongs to us; what is not there is no error. Directories that forbid writing
/// are opened up first. denied where it belongs to another user.
Result<void> remove_tree(FileSystem& fs, const std::string& path);

}  // namespace rogatory::registry
