#include "registry/authority_fields.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "crypto/card_fields.hpp"

namespace rogatory::registry {
namespace {

constexpr std::size_t k_source_limit = 1000;
constexpr std::size_t k_languages_limit = 32;

bool is_day(const std::string& text) { return UtcTime::parse(text + "T00:00:00Z").has_value(); }

bool is_text(const std::string& text, std::size_t limit) {
  return !text.empty() && text.size() <= limit && base::is_utf8(text);
}

bool are_languages(const std::vector<std::string>& languages) {
  return languages.size() <= k_languages_limit && std::ranges::all_of(languages, crypto::is_language) &&
         std::set<std::string>(languages.begin(), languages.end()).size() == languages.size();
}

}  // namespace

std::optional<WrongField> wrong_field(const Authority& a) {
  if (!base::is_id(a.id)) {
    return WrongField{"id", "is not a small letter followed by 1 to 30 of a-z, 0-9 and -"};
  }
  if (!crypto::is_country(a.country)) {
    return WrongField{"country", "is not two capital letters (ISO 3166-1), such as FR"};
  }
  if (!crypto::is_authority_role(a.role)) {
    return WrongField{"role",
                      "is none of auditor, central-authority, court, expert, ministry, police, prosecution, provider "
                      "and registry"};
  }
  if (!crypto::is_calendar(a.calendar)) {
    return WrongField{"calendar", "is neither a country nor a part of one (ISO 3166-2), such as DE-BW"};
  }
  if (!crypto::is_zone(a.zone)) {
    return WrongField{"zone", "is not the name of a time zone, such as Europe/Paris"};
  }
  if (!are_languages(a.languages)) {
    return WrongField{"languages", "are not at most 32 different languages, such as fr and pt-BR"};
  }
  if (a.address && !is_text(*a.address, crypto::k_address_limit)) {
    return WrongField{"address", "is empty or longer than 1000 bytes"};
  }
  if (!is_text(a.source, k_source_limit)) {
    return WrongField{"source", "is empty or longer than 1000 bytes"};
  }
  if (!is_day(a.as_of)) {
    return WrongField{"as_of", "is not a day such as 2026-01-31"};
  }
  return std::nullopt;
}

}  // namespace rogatory::registry
