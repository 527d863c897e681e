#include "crypto/card_officer.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "crypto/card_fields.hpp"

namespace rogatory::crypto {
namespace {

using base::JsonReader;

constexpr std::array k_all_may{May::entry, May::grant, May::pouch, May::seal, May::service};

constexpr std::array<std::string_view, 9> k_authority_roles{
    "central-authority", "prosecution", "court", "police", "registry", "ministry", "provider", "expert", "auditor"};

constexpr std::array<std::string_view, 11> k_request_roles{"CA-Q", "CA-R", "CRT", "DEF", "DIP", "EXE",
                                                           "ISS",  "MIN",  "POL", "PRV", "VAL"};

void read_id(JsonReader& reader, Officer& officer) {
  officer.id = reader.text("id");
  if (!base::is_id(officer.id)) {
    reader.reject("id", "is not an officer's id");
  } else if (officer.id == "root") {
    reader.reject("id", "root is reserved");
  }
}

bool strictly_ascending(const std::vector<std::string>& words) {
  return std::ranges::adjacent_find(words, std::greater_equal<>()) == words.end();
}

void read_may(JsonReader& reader, Officer& officer) {
  const std::vector<std::string> words = reader.texts("may");
  for (const std::string& word : words) {
    if (const std::optional<May> may = may_of(word)) {
      officer.may.insert(*may);
    } else {
      reader.reject("may", "an unknown right");
    }
  }
  if (words.empty() || !strictly_ascending(words)) {
    reader.reject("may", "is empty, out of order or repeats a word");
  } else if (officer.may.contains(May::service) && officer.may.size() > 1) {
    reader.reject("may", "service stands alone");
  } else if (officer.id == "service" && !officer.may.contains(May::service)) {
    reader.reject("id", "service is reserved for a service officer");
  }
}

void read_roles(JsonReader& reader, Officer& officer) {
  officer.roles = reader.texts("roles");
  if (!std::ranges::all_of(officer.roles, is_request_role)) {
    reader.reject("roles", "an unknown role");
  } else if (!strictly_ascending(officer.roles)) {
    reader.reject("roles", "is out of order or repeats a word");
  }
}

void read_times(JsonReader& reader, Officer& officer) {
  officer.from = reader.parsed<UtcTime>("from", UtcTime::parse);
  officer.until = reader.parsed<UtcTime>("until", UtcTime::parse);
  officer.revoked_at = reader.optional_parsed<UtcTime>("revoked_at", UtcTime::parse);
  if (officer.until < officer.from) {
    reader.reject("until", "lies before from");
  }
}

}  // namespace

std::string_view text_of(May may) {
  switch (may) {
    case May::entry:
      return "entry";
    case May::grant:
      return "grant";
    case May::pouch:
      return "pouch";
    case May::seal:
      return "seal";
    case May::service:
      return "service";
  }
  ROG_ASSERT(!"a right of the list");
  return {};
}

std::optional<May> may_of(std::string_view text) {
  const auto* const found = std::ranges::find_if(k_all_may, [&](May may) { return text_of(may) == text; });
  return found == k_all_may.end() ? std::nullopt : std::optional<May>(*found);
}

bool is_authority_role(std::string_view role) {
  return std::ranges::find(k_authority_roles, role) != k_authority_roles.end();
}

bool is_request_role(std::string_view role) {
  return std::ranges::find(k_request_roles, role) != k_request_roles.end();
}

bool Officer::valid_at(UtcTime t) const { return from <= t && t <= until && !(revoked_at && t >= *revoked_at); }

std::optional<std::string> optional_bounded_text(JsonReader& reader, std::string_view key, std::size_t limit) {
  std::optional<std::string> text = reader.optional_text(key);
  if (text && (text->empty() || text->size() > limit)) {
    reader.reject(key, "is empty or longer than " + std::to_string(limit) + " bytes");
  }
  return text;
}

Json to_json(const Officer& officer) {
  Json::Array may;
  for (const May right : officer.may) {
    may.emplace_back(text_of(right));
  }
  Json::Object object{{"from", officer.from.text()},
                      {"id", officer.id},
                      {"key", officer.key.openssh()},
                      {"may", std::move(may)},
                      {"roles", Json::Array(officer.roles.begin(), officer.roles.end())},
                      {"until", officer.until.text()}};
  if (officer.name) {
    object.emplace("name", *officer.name);
  }
  if (officer.revoked_at) {
    object.emplace("revoked_at", officer.revoked_at->text());
  }
  return object;
}

Result<Officer> parse_officer(const Json& value) {
  JsonReader reader(value, "officer");
  Officer officer;
  read_id(reader, officer);
  officer.key = reader.parsed<PublicKey>("key", PublicKey::parse_openssh);
  read_may(reader, officer);
  officer.name = optional_bounded_text(reader, "name", k_name_limit);
  read_roles(reader, officer);
  read_times(reader, officer);
  ROG_TRY(reader.finish());
  return officer;
}

}  // namespace rogatory::crypto
