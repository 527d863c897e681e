// What a bare repository is made of (gitrepository-layout(5)), for those who build one in a directory of their own.
#pragma once

#include <string>

#include "base/file.hpp"

namespace rogatory::ledger {

/// Makes `path` and an empty repository in it, synced. `umask` are the permissions that are not given. After an Error
/// something of it may be there.
Result<void> fill_repository(FileSystem& fs, const std::string& path, const std::string& head, mode_t umask);

/// Beside `path`: a name for it that registry/unfinished takes for one of ours while it is being built.
std::string temporary_place(const std::string& path);

/// Gives what was built at `temporary` its name, durably; what stands there already stays (refused). After an Error
/// nothing of ours stands at `path`, and `temporary` is gone too.
Result<void> publish_tree(FileSystem& fs, const std::string& temporary, const std::string& path);

}  // namespace rogatory::ledger
