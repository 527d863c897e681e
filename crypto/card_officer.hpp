// Officers as they stand in a card's JSON.
#pragma once

#include "crypto/card.hpp"

namespace rogatory::crypto {

Json to_json(const Officer& officer);

/// One element of `officers`. malformed for anything that is not an officer; what concerns several of them is
/// Card::parse's.
Result<Officer> parse_officer(const Json& value);

/// An optional text of 1..limit bytes, refused through the reader otherwise.
std::optional<std::string> optional_bounded_text(base::JsonReader& reader, std::string_view key, std::size_t limit);

}  // namespace rogatory::crypto
