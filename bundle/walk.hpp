// Finding what to seal: walks files and directories without following surprises.
//
// Each item is opened once, O_RDONLY|O_NOFOLLOW|O_NONBLOCK|O_CLOEXEC, relative to its open parent, so that neither a
// long path nor a name exchanged in between matters: what is told of an item, and what is read, is of that descriptor.
// What an item is the directory says; it is asked for by name only where the directory does not know. Only regular
// files and directories are taken. The walk is in byte order of names, a directory before what is in it; one
// directory's names are in memory at a time per level.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bundle/item_open.hpp"

namespace rogatory::bundle {

/// Something found. Valid during the call only.
struct Found {
  const std::string& name;     ///< as ItemRecord::name: begins with the argument's base name
  const std::string& display;  ///< the path as the user would type it, raw bytes
  const OpenItem& item;        ///< the walk's; a file or device may be read once

  [[nodiscard]] const struct stat& status() const { return item.status; }
  [[nodiscard]] bool is_directory() const { return S_ISDIR(item.status.st_mode); }
};

struct WalkOptions {
  bool follow = false;  ///< follow symbolic links
  bool device = false;  ///< take block devices that are among `paths` themselves, as images; never those in a directory
};

/// What the walk calls for every regular file, directory and device that it takes. An Error ends the walk.
using WalkVisitor = std::function<Result<void>(const Found&)>;

/// Walks `paths` in the order given. usage: no path, or two with the same base name. refused: sockets, FIFOs, devices
/// and links but for what the options take; the message names the first ten; a device without a medium; an item that
/// was exchanged. not_found, failed (unreadable), malformed (deeper than k_path_depth_limit) name the path.
Result<void> walk(FileSystem& fs, const std::vector<std::string>& paths, WalkOptions options,
                  const WalkVisitor& visitor);

/// The base name under which a path is sealed: its last part, symbolic dots resolved ("." is the directory's own name).
Result<std::string> sealed_name_of(FileSystem& fs, const std::string& path);

}  // namespace rogatory::bundle
