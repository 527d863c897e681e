#include "bundle/media_type.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace rogatory::bundle {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

// Sorted by extension. Types of the IANA registry; disk images and vendor databases stay octet-stream.
constexpr std::array k_types{
    Row{"csv", "text/csv"},
    Row{"doc", "application/msword"},
    Row{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    Row{"eml", "message/rfc822"},
    Row{"gif", "image/gif"},
    Row{"gz", "application/gzip"},
    Row{"htm", "text/html"},
    Row{"html", "text/html"},
    Row{"jpeg", "image/jpeg"},
    Row{"jpg", "image/jpeg"},
    Row{"json", "application/json"},
    Row{"log", "text/plain"},
    Row{"mov", "video/quicktime"},
    Row{"mp3", "audio/mpeg"},
    Row{"mp4", "video/mp4"},
    Row{"msg", "application/vnd.ms-outlook"},
    Row{"odt", "application/vnd.oasis.opendocument.text"},
    Row{"pcap", "application/vnd.tcpdump.pcap"},
    Row{"pdf", "application/pdf"},
    Row{"png", "image/png"},
    Row{"rtf", "application/rtf"},
    Row{"sqlite", "application/vnd.sqlite3"},
    Row{"tar", "application/x-tar"},
    Row{"tif", "image/tiff"},
    Row{"tiff", "image/tiff"},
    Row{"txt", "text/plain"},
    Row{"wav", "audio/vnd.wave"},
    Row{"xls", "application/vnd.ms-excel"},
    Row{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    Row{"xml", "application/xml"},
    Row{"zip", "application/zip"},
};
static_assert(std::is_sorted(k_types.begin(), k_types.end()));

}  // namespace

std::string_view media_type_of(std::string_view extension) {
  const auto* row = std::lower_bound(k_types.begin(), k_types.end(), extension,
                                     [](const Row& r, std::string_view wanted) { return r.first < wanted; });
  return row != k_types.end() && row->first == extension ? row->second : "application/octet-stream";
}

}  // namespace rogatory::bundle
