#include "request/zone.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace rogatory::request {
namespace {

constexpr std::int64_t k_day_seconds = 86400;
constexpr std::size_t k_longest_name = 64;

/// Names that stand in the directory of the database and are no place's.
constexpr std::array<std::string_view, 3> k_no_places = {"localtime", "posixrules", "Factory"};

bool is_zone_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+';
  };
  const std::vector<std::string_view> parts = base::split(name, '/');
  return name.size() <= k_longest_name && parts.size() <= 3 && parts[0] != "posix" && parts[0] != "right" &&
         std::ranges::all_of(parts,
                             [&](std::string_view part) { return !part.empty() && std::ranges::all_of(part, fits); }) &&
         std::ranges::find(k_no_places, name) == k_no_places.end();
}

std::unexpected<Error> unknown_zone(std::string_view name) {
  return fail(Error(ErrorCode::usage, "'" + std::string(name) + "' is not a time zone")
                  .because("a zone is named as in the IANA time zone database, by region and town")
                  .next("e.g. Europe/Paris, Africa/Lagos, Asia/Bangkok, America/New_York"));
}

std::int32_t offset_by_rule(const ZoneRule& rule, std::int64_t at) {
  if (!rule.summer) {
    return rule.standard_offset;
  }
  const auto local = std::chrono::sys_seconds{std::chrono::seconds{at + rule.standard_offset}};
  const int year = static_cast<int>(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(local)}.year());
  const std::int64_t begins = change_in_year(rule.summer->begins, year) - rule.standard_offset;
  const std::int64_t ends = change_in_year(rule.summer->ends, year) - rule.summer->offset;
  const bool summer = begins < ends ? begins <= at && at < ends : at < ends || begins <= at;
  return summer ? rule.summer->offset : rule.standard_offset;
}

}  // namespace

std::string ZoneInstant::remark(CivilTime asked) const {
  const std::string when = hour_text(asked) + " of " + long_date_text(date_of(asked));
  switch (kind) {
    case Kind::once:
      return {};
    case Kind::skipped:
      return when + " does not exist: the clock was set forward; the first moment after that is meant";
    case Kind::twice:
      return when + " comes twice: the clock was set back; the earlier is meant";
  }
  ROG_ASSERT(false);
}

Zone Zone::utc() { return {"UTC", std::make_shared<const TzifData>()}; }

Result<Zone> Zone::load(std::string_view name, base::FileSystem& fs, const std::string& directory) {
  if (name == "UTC") {
    return utc();
  }
  if (!is_zone_name(name)) {
    return unknown_zone(name);
  }
  Result<Bytes> file = base::load_file(fs, directory + "/" + std::string(name), k_tzif_limit);
  if (!file) {
    if (!base::load_file(fs, directory + "/Etc/UTC", k_tzif_limit)) {
      return fail(Error(ErrorCode::not_found, "the time zone database is not installed")
                      .because("there is none in " + directory)
                      .next("install the package tzdata"));
    }
    return unknown_zone(name);
  }
  Result<TzifData> data = parse_tzif(*file);
  if (!data) {
    return fail(std::move(data).error().while_("reading the time zone " + std::string(name)));
  }
  return Zone(std::string(name), std::make_shared<const TzifData>(*std::move(data)));
}

std::int32_t Zone::offset_at(UtcTime instant) const {
  const std::vector<std::int64_t>& changes = m_data->changes;
  const auto after = std::ranges::upper_bound(changes, instant.seconds);
  if (after == changes.end() && m_data->rule) {
    return offset_by_rule(*m_data->rule, instant.seconds);
  }
  if (after == changes.begin()) {
    return m_data->first_offset;
  }
  return m_data->offsets[static_cast<std::size_t>(after - changes.begin()) - 1];
}

CivilTime Zone::civil(UtcTime instant) const {
  return CivilTime{std::chrono::seconds{instant.seconds + offset_at(instant)}};
}

ZoneInstant Zone::instant(CivilTime time) const {
  const std::int64_t shown = time.time_since_epoch().count();
  const std::int32_t before = offset_at({shown - k_day_seconds});
  const std::int32_t after = offset_at({shown + k_day_seconds});
  const UtcTime by_old{shown - before};
  const UtcTime by_new{shown - after};
  const bool old_holds = offset_at(by_old) == before;
  const bool new_holds = offset_at(by_new) == after;
  if (old_holds && new_holds && by_old != by_new) {
    return {ZoneInstant::Kind::twice, std::min(by_old, by_new), std::max(by_old, by_new)};
  }
  if (old_holds || new_holds) {
    const UtcTime at = old_holds ? by_old : by_new;
    return {ZoneInstant::Kind::once, at, at};
  }
  // Between the two readings of a time that no clock showed lies the change.
  std::int64_t low = std::min(by_old, by_new).seconds;
  std::int64_t high = std::max(by_old, by_new).seconds;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (offset_at({middle}) == after) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return {ZoneInstant::Kind::skipped, UtcTime{low}, UtcTime{low}};
}

UtcTime Zone::begin_of(CivilDate day) const { return instant(CivilTime{day}).at; }

UtcTime Zone::begin_of_hour(UtcTime instant) const {
  const std::int64_t into = civil(instant).time_since_epoch().count() % 3600;
  return UtcTime{instant.seconds - (into < 0 ? into + 3600 : into)};
}

std::string zone_text(UtcTime instant, const Zone& zone) {
  const CivilTime time = zone.civil(instant);
  return date_text(date_of(time)) + " " + hour_text(time) + " " + zone.name();
}

}  // namespace rogatory::request
