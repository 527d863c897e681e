// Finding what to seal: walks files and directories without following surprises.
//
// Each path is opened once, O_RDONLY|O_NOFOLLOW|O_NONBLOCK|O_CLOEXEC, relative to its open parent, so that neither a
// long path nor a name exchanged in between matters. Only regular files and directories are taken. The walk is in byte
// order of names, a directory before what is in it; one directory's names are in memory at a time per level.
#pragma once

#include <sys/stat.h>

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/file.hpp"

namespace rogatory::bundle {

/// Something found. Valid during the call only.
struct Found {
  const std::string& name;     ///< as ItemRecord::name: begins with the argument's base name
  const std::string& display;  ///< the path as the user would type it, raw bytes
  const struct stat& status;   ///< of a block device as stat_item (device.hpp) gives it
  int directory;               ///< open descriptor of the directory it stands in, or AT_FDCWD
  const std::string& entry;    ///< its name there
};

struct WalkOptions {
  bool follow = false;  ///< follow symbolic links
  bool device = false;  ///< take block devices that are among `paths` themselves, as images; never those in a directory
};

/// What the walk calls for every regular file, directory and device that it takes. An Error ends the walk.
using WalkVisitor = std::function<Result<void>(const Found&)>;

/// Walks `paths` in the order given. usage: no path, or two with the same base name. refused: sockets, FIFOs, devices
/// and links but for what the options take; the message names the first ten; a device without a medium. not_found,
/// failed (unreadable), malformed (deeper than k_path_depth_limit) name the path.
Result<void> walk(FileSystem& fs, const std::vector<std::string>& paths, WalkOptions options,
                  const WalkVisitor& visitor);

/// Why an item cannot be read, from errno, with the next step. `display` as in Found.
Error item_error(int number, const std::string& display);

/// The base name under which a path is sealed: its last part, symbolic dots resolved ("." is the directory's own name).
Result<std::string> sealed_name_of(FileSystem& fs, const std::string& path);

}  // namespace rogatory::bundle
