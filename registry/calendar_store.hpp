// The calendars that dates are counted by: those that the program brings, and the home's own in
// HOME/calendars/<id>.json, which take the place of the program's. Unlike instruments they are not frozen by a request:
// a holiday that is proclaimed late counts for every date from then on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "registry/authorities.hpp"
#include "request/calendar_change.hpp"

namespace rogatory::registry {

struct HeldCalendar {
  request::Calendar calendar;
  bool is_own = false;       ///< the home's
  bool is_in_place = false;  ///< the home's, and the program brings one of that id too
  std::string problem{};     ///< why the home's own could not be read and the program's is taken; else empty
};

/// Reads a calendar when it is asked for, once. Not thread-safe.
class Calendars {
 public:
  /// Those of the program only.
  Calendars() = default;
  explicit Calendars(const Home& home) : m_fs(&home.fs()), m_directory(home.file("calendars")) {}

  /// The ids of all that are at hand, ascending. failed: the home's directory cannot be read.
  [[nodiscard]] Result<std::vector<std::string>> ids() const;
  /// The one of that id; points into this object. Where the home's own is damaged and the program brings one of that
  /// id, that one, with `problem`. not_found: neither has one; malformed, failed: the home's own cannot be read.
  Result<const HeldCalendar*> get(const std::string& id);
  /// The home's own: not_found; malformed, failed.
  [[nodiscard]] Result<request::Calendar> own(const std::string& id) const;

 private:
  [[nodiscard]] std::string place_of(const std::string& id) const { return m_directory + "/" + id + ".json"; }
  Result<HeldCalendar> load(const std::string& id) const;

  FileSystem* m_fs = nullptr;
  std::string m_directory;
  std::map<std::string, Result<HeldCalendar>> m_read;
};

struct AddedCalendar {
  request::Calendar calendar;
  Kept kept = Kept::added;
  std::optional<HeldCalendar> before{};  ///< what dates were counted by; absent: nothing, or what could not be read
  request::CalendarChange change{};      ///< from `before`
  bool is_in_place = false;              ///< of one that the program brings
  std::string problem{};                 ///< why the home's older one could not be read, which is replaced
};

/// Checks the file and keeps its canonical form. Takes the place of the program's calendar of that id, where there is
/// one. refused: the home has another of that id, and `existing` does not say replace; malformed, also where it
/// names a zone that there is not; not_found.
Result<AddedCalendar> add_calendar(const Home& home, const std::string& path, Existing existing);

}  // namespace rogatory::registry
