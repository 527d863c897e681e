// Authorities known without software: they get letters, age bundles and paper. One file each, authorities/<id>.json,
// canonical JSON of at most 16 KiB:
//
//   {"address"?,"as_of":"2026-01-31","calendar":"DE-BW","country":"DE","id","languages":["de"],"role","source",
//    "type":"rogatory-authority/1","zone":"Europe/Berlin"}
//
// What was entered says where it comes from (`source`) and of which day it is (`as_of`). A card stands over it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/home.hpp"

namespace rogatory::registry {

struct Authority {
  std::optional<std::string> address;
  std::string as_of;     ///< YYYY-MM-DD
  std::string calendar;  ///< ISO 3166-1 or 3166-2
  std::string country;   ///< ISO 3166-1 alpha-2
  std::string id;
  std::vector<std::string> languages;  ///< those it accepts, the preferred first
  std::string role;                    ///< crypto::is_authority_role
  std::string source;
  std::string zone;  ///< IANA

  [[nodiscard]] Json to_json() const;
  [[nodiscard]] std::string serialize() const { return to_json().canonical(); }
  /// malformed for anything but the canonical form.
  static Result<Authority> parse(ByteView bytes);
  bool operator==(const Authority&) const = default;
};

/// Fills calendar (the country), zone (the country's, where it has one only) and as_of (today in UTC) where they are
/// empty. usage where the zone must be said.
Result<void> complete_authority(FileSystem& fs, Authority& authority, UtcTime now);

/// usage, with the field that is wrong and what it should be.
Result<void> check_authority(FileSystem& fs, const Authority& authority);

/// All of them, by id. malformed.
Result<std::vector<Authority>> list_authorities(const Home& home);
/// not_found; malformed.
Result<Authority> load_authority(const Home& home, const std::string& id);

enum class Existing : std::uint8_t { refuse, replace };
enum class Kept : std::uint8_t { added, replaced, unchanged };
std::string_view text_of(Kept kept);

/// Keeps one that check_authority passes. refused where the id is our own, or known by another record (unless replace).
Result<Kept> add_authority(const Home& home, const Authority& authority, Existing existing);

}  // namespace rogatory::registry
