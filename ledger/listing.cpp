#include "ledger/listing.hpp"

#include <algorithm>
#include <utility>

namespace rogatory::ledger {
namespace {

constexpr std::size_t k_most_told = 100;
constexpr FileKind k_of_entry[] = {FileKind::entry, FileKind::entry_signature, FileKind::body};
constexpr FileKind k_of_card[] = {FileKind::card, FileKind::card_signature, FileKind::card_previous_signature};

bool has_all(std::uint8_t has, std::uint8_t what) { return (has & what) == what; }

}  // namespace

void ListingBuilder::put(std::vector<std::uint8_t>& to, LogPath path, Has what) {
  // Six digits name it: that bounds the vector.
  if (path.number >= to.size()) {
    to.resize(path.number + 1);
  }
  if (has_all(to[path.number], what)) {
    add_strange(path.text() + " (twice)");  // only a tree that git itself would not make
  }
  to[path.number] |= what;
}

void ListingBuilder::add(LogPath path) {
  switch (path.kind) {
    case FileKind::entry:
      return put(m_entries, path, text);
    case FileKind::entry_signature:
      return put(m_entries, path, signature);
    case FileKind::body:
      return put(m_entries, path, third);
    case FileKind::card:
      return put(m_cards, path, text);
    case FileKind::card_signature:
      return put(m_cards, path, signature);
    case FileKind::card_previous_signature:
      return put(m_cards, path, third);
    case FileKind::checkpoint:
      m_listing.has_checkpoint = true;
      return;
  }
}

void ListingBuilder::add_strange(std::string path) {
  ++m_listing.strange_count;
  if (m_listing.strange.size() < k_most_told) {
    m_listing.strange.push_back(std::move(path));
  }
}

void ListingBuilder::add_strange_of(std::uint64_t number, std::uint8_t has, const FileKind (&kinds)[3]) {
  for (unsigned bit = 0; bit < 3; ++bit) {
    if (((unsigned{has} >> bit) & 1U) != 0) {
      add_strange(LogPath{kinds[bit], number}.text());
    }
  }
}

void ListingBuilder::finish_entries() {
  std::uint64_t seq = 0;
  for (; seq < m_entries.size() && has_all(m_entries[seq], text | signature); ++seq) {
    if (has_all(m_entries[seq], third)) {
      m_listing.with_body.push_back(seq);
    }
  }
  m_listing.entries = seq;
  for (; seq < m_entries.size(); ++seq) {
    add_strange_of(seq, m_entries[seq], k_of_entry);
  }
}

void ListingBuilder::finish_cards() {
  for (std::uint64_t version = 1; version < m_cards.size(); ++version) {
    if (has_all(m_cards[version], text | signature)) {
      m_listing.card_versions.push_back(version);
    } else {
      add_strange_of(version, m_cards[version], k_of_card);
    }
  }
}

LogListing ListingBuilder::finish() && {
  finish_entries();
  finish_cards();
  return std::move(m_listing);
}

std::optional<std::uint64_t> folder_number(std::string_view name) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (name.size() != 2 || !is_digit(name[0]) || !is_digit(name[1])) {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(name[0] - '0') * 10 + static_cast<std::uint64_t>(name[1] - '0');
}

std::optional<LogPath> entry_file(std::uint64_t folder, std::string_view name) {
  if (name.size() < 6 || folder_number(name.substr(0, 2)) != folder / 100 ||
      folder_number(name.substr(2, 2)) != folder % 100) {
    return std::nullopt;
  }
  const std::optional<std::uint64_t> last = folder_number(name.substr(4, 2));
  const std::string_view ending = name.substr(6);
  if (!last) {
    return std::nullopt;
  }
  const std::uint64_t seq = folder * 100 + *last;
  if (ending == ".json") {
    return LogPath{FileKind::entry, seq};
  }
  if (ending == ".json.sig") {
    return LogPath{FileKind::entry_signature, seq};
  }
  return ending == ".age" ? std::optional(LogPath{FileKind::body, seq}) : std::nullopt;
}

}  // namespace rogatory::ledger
