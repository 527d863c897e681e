// The data files that are compiled in (cmake/embed.cmake): machines, instruments, calendars. Internal to request/.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace rogatory::request {

struct EmbeddedFile {
  std::string_view id;  ///< the file's name, which is the id that stands in it
  std::string_view json;
};

/// Each read by `parse(ByteView)`, in the order of their names. A test reads each of them: one that is broken does not
/// get into a program.
template <class T, class Parse>
std::vector<T> read_embedded(std::span<const EmbeddedFile> files, Parse parse) {
  std::vector<T> all;
  all.reserve(files.size());
  for (const auto& [id, json] : files) {
    Result<T> one = parse(base::as_bytes(json));
    ROG_ASSERT(one && one->id == id);
    all.push_back(*std::move(one));
  }
  return all;
}

}  // namespace rogatory::request
