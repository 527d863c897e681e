#include "registry/zones.hpp"

#include "base/text.hpp"
#include "crypto/card_fields.hpp"

namespace rogatory::registry {
namespace {

constexpr std::size_t k_table_limit = std::size_t{1024} * 1024;

Error ask_for_zone(std::string_view country, std::string why) {
  return Error(ErrorCode::usage, "the time zone of " + std::string(country) + " must be said")
      .because(std::move(why))
      .next("give it as IANA names it, such as Europe/Paris");
}

}  // namespace

// zone.tab: country TAB coordinates TAB zone [TAB comment], # comments.
Result<std::vector<std::string>> zones_of_country(FileSystem& fs, std::string_view country,
                                                  const std::string& directory) {
  const Result<Bytes> table = base::load_file(fs, directory + "/zone.tab", k_table_limit);
  if (!table && table.error().code() == ErrorCode::not_found) {
    return std::vector<std::string>{};
  }
  ROG_TRY(table);
  std::vector<std::string> zones;
  for (const std::string_view line : base::split(base::as_text(*table), '\n')) {
    const std::vector<std::string_view> cells = base::split(line, '\t');
    if (line.starts_with('#') || cells.front() != country) {
      continue;
    }
    if (cells.size() < 3 || !crypto::is_zone(cells[2])) {
      return fail(ErrorCode::malformed, directory + "/zone.tab does not read");
    }
    zones.emplace_back(cells[2]);
  }
  return zones;
}

Result<std::string> only_zone_of_country(FileSystem& fs, std::string_view country, const std::string& directory) {
  ROG_TRY_ASSIGN(std::vector<std::string> zones, zones_of_country(fs, country, directory));
  if (zones.empty()) {
    return fail(ask_for_zone(country, "this system knows no zone of that country"));
  }
  if (zones.size() > 1) {
    return fail(ask_for_zone(country, "it has several: " + base::join(zones, ", ")));
  }
  return std::move(zones.front());
}

Result<void> check_zone(FileSystem& fs, const std::string& zone, const std::string& directory) {
  if (!crypto::is_zone(zone) || zone.starts_with('/')) {
    return fail(ErrorCode::usage, zone + " is not the name of a time zone, such as Europe/Paris");
  }
  ROG_TRY_ASSIGN(const bool has_table, base::exists(fs, directory + "/zone.tab"));
  if (!has_table) {
    return {};
  }
  const base::SysResult<struct stat> file = fs.stat_at(AT_FDCWD, directory + "/" + zone, 0);
  if (!file || !S_ISREG(file->st_mode)) {
    return fail(ErrorCode::usage, "there is no time zone " + zone);
  }
  return {};
}

}  // namespace rogatory::registry
