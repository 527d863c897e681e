// The forms of the single fields of a card (design: exchange.md), and their sizes.
#pragma once

#include <string_view>

namespace rogatory::crypto {

constexpr std::size_t k_name_limit = 200;
constexpr std::size_t k_address_limit = 1000;
constexpr std::size_t k_urls_limit = 16;
constexpr std::size_t k_url_limit = 512;

/// ISO 3166-1 alpha-2: two capitals.
bool is_country(std::string_view text);
/// A country, or a part of one as ISO 3166-2 has it: DE-BW, of 1..3 letters or digits.
bool is_calendar(std::string_view text);
/// `[A-Za-z0-9_+/-]{1,64}`: the shape of an IANA zone; whether there is such a zone is the clock's matter.
bool is_zone(std::string_view text);
/// BCP 47 as far as it is needed: `[a-z]{2,3}(-[A-Za-z0-9]{2,8})*`, at most 64 bytes.
bool is_language(std::string_view text);
/// `https://` and printable ASCII without space, quote, backslash, `<` or `>`; at most k_url_limit bytes.
bool is_https_url(std::string_view text);

}  // namespace rogatory::crypto
