#include "registry/calendar_store.hpp"

#include <algorithm>

#include "crypto/card_fields.hpp"
#include "registry/zones.hpp"

namespace rogatory::registry {
namespace {

using request::Calendar;

constexpr std::string_view k_calendar_suffix = ".json";

bool is_built_in(std::string_view id) { return std::ranges::count(request::built_in_calendars(), id) > 0; }

Error no_calendar(const std::string& id) {
  return Error(ErrorCode::not_found, "there is no calendar " + id)
      .next("rogatory request calendar list names those there are; calendar add FILE keeps one of our own");
}

Error own_is_another(const std::string& id, const std::string& place) {
  return Error(ErrorCode::refused, "the home has a calendar " + id + " already, and it is another")
      .because("it is " + place)
      .next("with --force the newer one takes its place");
}

}  // namespace

Result<std::vector<std::string>> Calendars::ids() const {
  std::vector<std::string> ids;
  for (const std::string_view id : request::built_in_calendars()) {
    ids.emplace_back(id);
  }
  if (m_fs != nullptr) {
    ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(*m_fs, m_directory));
    for (const std::string& name : names) {
      if (name.ends_with(k_calendar_suffix)) {
        ids.push_back(name.substr(0, name.size() - k_calendar_suffix.size()));
      }
    }
  }
  std::ranges::sort(ids);
  const auto [same, end] = std::ranges::unique(ids);
  ids.erase(same, end);
  return ids;
}

Result<Calendar> Calendars::own(const std::string& id) const {
  // An id from outside names a file here: none but the form of one is looked for.
  if (m_fs == nullptr || !crypto::is_calendar(id)) {
    return fail(no_calendar(id));
  }
  ROG_TRY_ASSIGN(const bool is_there, base::exists(*m_fs, place_of(id)));
  if (!is_there) {
    return fail(no_calendar(id));
  }
  ROG_TRY_ASSIGN(Calendar calendar, request::load_calendar(*m_fs, place_of(id)));
  if (calendar.id != id) {
    return fail(Error(ErrorCode::malformed, place_of(id) + " calls itself " + calendar.id)
                    .next("name the file by its id, or add it again: rogatory request calendar add FILE"));
  }
  return calendar;
}

Result<HeldCalendar> Calendars::load(const std::string& id) const {
  Result<Calendar> ours = own(id);
  if (ours) {
    return HeldCalendar{.calendar = *std::move(ours), .is_own = true, .is_in_place = is_built_in(id)};
  }
  const bool is_damaged = ours.error().code() != ErrorCode::not_found;
  Result<Calendar> theirs = request::built_in_calendar(id);
  if (!theirs) {
    return fail(is_damaged ? std::move(ours).error() : no_calendar(id));
  }
  return HeldCalendar{.calendar = *std::move(theirs), .problem = is_damaged ? ours.error().sentence() : ""};
}

Result<const HeldCalendar*> Calendars::get(const std::string& id) {
  auto found = m_read.find(id);
  if (found == m_read.end()) {
    found = m_read.emplace(id, load(id)).first;
  }
  if (!found->second) {
    return fail(found->second.error());
  }
  return &*found->second;
}

Result<AddedCalendar> add_calendar(const Home& home, const std::string& path, Existing existing) {
  ROG_TRY_ASSIGN(Calendar calendar, request::load_calendar(home.fs(), path));
  for (const std::string& zone : calendar.zones) {
    if (const Result<void> checked = check_zone(home.fs(), zone); !checked) {
      return fail(Error(ErrorCode::malformed, path + ": zones: " + checked.error().sentence())
                      .next("name a zone as IANA does, such as Europe/Paris"));
    }
  }
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  Calendars calendars(home);
  const Result<Calendar> older = calendars.own(calendar.id);
  const bool is_first = !older && older.error().code() == ErrorCode::not_found;
  AddedCalendar added{.calendar = std::move(calendar), .problem = older || is_first ? "" : older.error().sentence()};
  added.is_in_place = is_built_in(added.calendar.id);
  if (const Result<const HeldCalendar*> before = calendars.get(added.calendar.id)) {
    added.before = **before;
    added.change = request::compare_calendars(added.before->calendar, added.calendar);
  }
  const std::string text = request::to_json(added.calendar).canonical();
  if (older && request::to_json(*older).canonical() == text) {
    added.kept = Kept::unchanged;
    return added;
  }
  added.kept = is_first ? Kept::added : Kept::replaced;
  const std::string place = home.file("calendars/" + added.calendar.id + ".json");
  if (!is_first && existing == Existing::refuse) {
    return fail(own_is_another(added.calendar.id, place));
  }
  ROG_TRY(base::make_directories(home.fs(), base::parent_of(place)));
  ROG_TRY(base::save_file(home.fs(), place, base::as_bytes(text), {.mode = 0600, .replace = !is_first}));
  return added;
}

}  // namespace rogatory::registry
