// Removing a directory with all that is in it, however deep: by descriptors, so that no path is ever built.
#pragma once

#include <string>

#include "base/file.hpp"

namespace rogatory::base {

/// Removes `name` in `directory` (a descriptor or AT_FDCWD): a file, a link itself, or a directory and everything
/// below. Links are never followed. Nothing there is no error. Goes on after a failure and returns the first.
Result<void> remove_tree(FileSystem& fs, int directory, const std::string& name);

}  // namespace rogatory::base
