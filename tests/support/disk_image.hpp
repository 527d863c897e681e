// A directory tree held in memory: what a disk holds at one moment, to be laid out again as often as a test needs it.
#pragma once

#include <sys/stat.h>

#include <map>
#include <string>

#include "base/bytes.hpp"

namespace rogatory::test {

/// Regular files and directories with their modes; times, owners and other kinds of file are not kept.
struct DiskImage {
  struct Entry {
    mode_t mode = 0;  ///< with the kind, as in stat
    Bytes content;    ///< of a regular file

    bool operator==(const Entry&) const = default;
  };
  /// By path below the root, without a leading slash. A directory stands before what is in it.
  std::map<std::string, Entry> entries;

  /// The tree below a directory. Ends the test program where it cannot be read.
  static DiskImage read(const std::string& root);
  /// Makes the directory `root` hold this tree and nothing else. Directories that are there stay the same ones: a disk
  /// does not number them anew. Ends the test program where it cannot.
  void write_to(const std::string& root) const;

  bool operator==(const DiskImage&) const = default;
};

/// All that can be read from the start of an open file.
Bytes content_of(int fd);

}  // namespace rogatory::test
