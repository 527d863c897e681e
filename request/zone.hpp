// The one door to time zones: the wall clock of an authority. Zones are those of the IANA time zone database (RFC 6557)
// as the system has them in /usr/share/zoneinfo (Debian: tzdata); a zone's file is read when its name is asked for, and
// nothing before.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "request/civil.hpp"
#include "request/tzif.hpp"

namespace rogatory::request {

/// When a wall clock shows a civil time.
struct ZoneInstant {
  /// once: the usual case. skipped: the clock was set forward over it, and `at` is the first instant after the gap.
  /// twice: the clock was set back, `at` is the earlier of the two and `later` the other.
  enum class Kind : std::uint8_t { once, skipped, twice };
  Kind kind = Kind::once;
  UtcTime at;
  UtcTime later;  ///< as `at` where not twice

  /// "02:30 does not exist on Sunday 29 March 2026 …", "02:30 comes twice …: the earlier is meant"; empty for once.
  [[nodiscard]] std::string remark(CivilTime asked) const;
};

/// A value type, cheap to copy; immutable, so any thread may read it.
class Zone {
 public:
  /// Reads `name` ("Europe/Paris") below `directory`. Usage: a name that is not of the form of one, that the database
  /// does not have, or that is not of a place ("localtime", "right/…"). Malformed: its file is none. not_found: there
  /// is no database at all; the error says what to install.
  static Result<Zone> load(std::string_view name, base::FileSystem& fs = base::FileSystem::real(),
                           const std::string& directory = "/usr/share/zoneinfo");
  /// Coordinated universal time; needs no file.
  static Zone utc();

  [[nodiscard]] const std::string& name() const { return m_name; }
  /// Seconds east of UTC.
  [[nodiscard]] std::int32_t offset_at(UtcTime instant) const;
  /// What the wall clock shows.
  [[nodiscard]] CivilTime civil(UtcTime instant) const;
  [[nodiscard]] ZoneInstant instant(CivilTime time) const;

  /// The first moment of the day: 00:00, or later where the clock was set forward over midnight.
  [[nodiscard]] UtcTime begin_of(CivilDate day) const;
  /// The moment when the day is over, 24:00, which is the first of the next day.
  [[nodiscard]] UtcTime end_of(CivilDate day) const { return begin_of(day + std::chrono::days{1}); }
  /// The first moment of the wall clock's hour that `instant` falls into.
  [[nodiscard]] UtcTime begin_of_hour(UtcTime instant) const;

 private:
  Zone(std::string name, std::shared_ptr<const TzifData> data) : m_name(std::move(name)), m_data(std::move(data)) {}

  std::string m_name;
  std::shared_ptr<const TzifData> m_data;
};

/// "2026-09-21 14:05 Europe/Paris": an instant as people of that zone write it.
std::string zone_text(UtcTime instant, const Zone& zone);

}  // namespace rogatory::request
