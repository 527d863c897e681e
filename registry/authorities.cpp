#include "registry/authorities.hpp"

#include "base/text.hpp"
#include "crypto/card_fields.hpp"
#include "registry/authority_fields.hpp"
#include "registry/countries.hpp"
#include "registry/zones.hpp"

namespace rogatory::registry {
namespace {

constexpr std::string_view k_type = "rogatory-authority/1";
constexpr std::string_view k_ending = ".json";

std::string authority_path(const Home& home, const std::string& id) {
  return home.file("authorities/" + id + std::string(k_ending));
}

Error not_known(const std::string& id) {
  return Error(ErrorCode::not_found, "no authority " + id + " was entered in this home")
      .next("rogatory authority list; rogatory authority add enters one");
}

}  // namespace

Json Authority::to_json() const {
  Json::Object object{{"as_of", as_of},
                      {"calendar", calendar},
                      {"country", country},
                      {"id", id},
                      {"languages", Json::Array(languages.begin(), languages.end())},
                      {"role", role},
                      {"source", source},
                      {"type", k_type},
                      {"zone", zone}};
  if (address) {
    object.emplace("address", *address);
  }
  return {std::move(object)};
}

Result<Authority> Authority::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_authority_record_limit));
  base::JsonReader reader(value, "authority");
  Authority authority;
  authority.address = reader.optional_text("address");
  authority.as_of = reader.text("as_of");
  authority.calendar = reader.text("calendar");
  authority.country = reader.text("country");
  authority.id = reader.text("id");
  authority.languages = reader.texts("languages");
  authority.role = reader.text("role");
  authority.source = reader.text("source");
  authority.zone = reader.text("zone");
  if (reader.text("type") != k_type) {
    reader.reject("type", "is not " + std::string(k_type));
  }
  if (const auto wrong = wrong_field(authority)) {
    reader.reject(wrong->name, wrong->why);
  }
  ROG_TRY(reader.finish());
  return authority;
}

Result<void> complete_authority(FileSystem& fs, Authority& authority, UtcTime now) {
  if (authority.calendar.empty()) {
    authority.calendar = authority.country;
  }
  if (authority.as_of.empty()) {
    authority.as_of = now.text().substr(0, std::string_view("YYYY-MM-DD").size());
  }
  if (authority.zone.empty() && crypto::is_country(authority.country)) {
    ROG_TRY(check_country(authority.country));
    ROG_TRY_ASSIGN(authority.zone, only_zone_of_country(fs, authority.country));
  }
  return {};
}

Result<void> check_authority(FileSystem& fs, const Authority& authority) {
  if (const auto wrong = wrong_field(authority)) {
    return fail(ErrorCode::usage, wrong->name + " " + wrong->why);
  }
  ROG_TRY(check_country(authority.country));
  return check_zone(fs, authority.zone);
}

Result<std::vector<Authority>> list_authorities(const Home& home) {
  ROG_TRY_ASSIGN(const std::vector<std::string> files, names_in(home.fs(), home.file("authorities")));
  std::vector<Authority> authorities;
  for (const std::string& file : files) {
    if (!file.starts_with('.') && file.ends_with(k_ending)) {
      ROG_TRY_ASSIGN(Authority authority, load_authority(home, file.substr(0, file.size() - k_ending.size())));
      authorities.push_back(std::move(authority));
    }
  }
  return authorities;
}

Result<Authority> load_authority(const Home& home, const std::string& id) {
  if (!base::is_id(id)) {
    return fail(not_known(id));
  }
  const std::string path = authority_path(home, id);
  const Result<Bytes> bytes = base::load_file(home.fs(), path, k_authority_record_limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return fail(not_known(id));
  }
  ROG_TRY(bytes);
  Result<Authority> authority = Authority::parse(*bytes);
  if (!authority) {
    return fail(std::move(authority).error().while_(path).next("rogatory authority add " + id + " --force …"));
  }
  if (authority->id != id) {
    return fail(ErrorCode::malformed, path + " is about " + authority->id);
  }
  return authority;
}

std::string_view text_of(Kept kept) {
  switch (kept) {
    case Kept::added:
      return "added";
    case Kept::replaced:
      return "replaced";
    case Kept::unchanged:
      return "unchanged";
  }
  ROG_ASSERT(false);
}

Result<Kept> add_authority(const Home& home, const Authority& authority, Existing existing) {
  if (authority.id == home.authority()) {
    return fail(Error(ErrorCode::refused, authority.id + " is the authority of this home itself")
                    .next("rogatory card show shows our own card"));
  }
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  const std::string path = authority_path(home, authority.id);
  ROG_TRY_ASSIGN(const bool is_known, base::exists(home.fs(), path));
  if (const Result<Authority> known = load_authority(home, authority.id); known && *known == authority) {
    return Kept::unchanged;
  }
  if (is_known && existing == Existing::refuse) {
    return fail(Error(ErrorCode::refused, authority.id + " is known already, and by another record")
                    .next("rogatory authority show " + authority.id + "; --force replaces what is known"));
  }
  ROG_TRY(base::make_directories(home.fs(), base::parent_of(path)));
  ROG_TRY(base::save_file(home.fs(), path, base::as_bytes(authority.serialize()), {.mode = 0600, .replace = true}));
  return is_known ? Kept::replaced : Kept::added;
}

}  // namespace rogatory::registry
