// Making a LogListing of the names that a source finds, in any order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/log_source.hpp"

namespace rogatory::ledger {

class ListingBuilder {
 public:
  /// A file that belongs into a log by its name, mode and kind.
  void add(LogPath path);
  /// Anything else.
  void add_strange(std::string path);
  /// Numbers that follow each other from 0 on are the log; what stands behind a gap, or alone, is strange.
  LogListing finish() &&;

 private:
  /// Which files of an entry or a card are there.
  enum Has : std::uint8_t { text = 1, signature = 2, third = 4 };
  void put(std::vector<std::uint8_t>& to, LogPath path, Has what);
  void finish_entries();
  void finish_cards();
  void add_strange_of(std::uint64_t number, std::uint8_t has, const FileKind (&kinds)[3]);

  std::vector<std::uint8_t> m_entries;  // by seq
  std::vector<std::uint8_t> m_cards;    // by version
  LogListing m_listing;
};

/// The number and kind of a file in entries/AA/BB, `folder` being AABB: LogPath::parse without a text to be made.
/// Nothing for any other name.
std::optional<LogPath> entry_file(std::uint64_t folder, std::string_view name);
/// The same for a folder's name, two digits.
std::optional<std::uint64_t> folder_number(std::string_view name);

}  // namespace rogatory::ledger
