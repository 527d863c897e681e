#include "cmd/calendar_view.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

using registry::HeldCalendar;
using request::Calendar;
using request::DayStatus;
using request::Holiday;

constexpr std::array k_day_statuses{DayStatus::proclaimed, DayStatus::computed, DayStatus::tentative};

std::string years_text(const Calendar& calendar) {
  return std::to_string(calendar.first_year) + "-" + std::to_string(calendar.last_year);
}

std::int64_t count_of(const Calendar& calendar, DayStatus status) {
  return std::ranges::count(calendar.days, status, &Holiday::status);
}

/// "44 days: 40 computed, 4 tentative"
std::string status_text(const Calendar& calendar) {
  std::vector<std::string> parts;
  for (const DayStatus status : k_day_statuses) {
    if (const std::int64_t count = count_of(calendar, status); count > 0) {
      parts.push_back(std::to_string(count) + " " + std::string(request::text_of(status)));
    }
  }
  return base::counted(calendar.days.size(), "day") + (parts.empty() ? "" : ": " + base::join(parts, ", "));
}

std::string from_text(const HeldCalendar& held) {
  return !held.is_own ? "program" : held.is_in_place ? "home, in place of the program's" : "home";
}

std::string source_text(const Calendar& calendar) {
  const std::size_t others = calendar.sources.size() - 1;
  return calendar.sources.front().text + (others == 0 ? "" : " and " + std::to_string(others) + " more");
}

std::string day_text(const Holiday& day) {
  return request::date_text(day.date) + " " + day.name + " (" + std::string(request::text_of(day.status)) + ")";
}

Json day_document(const Holiday& day) {
  return Json::Object{
      {"date", request::date_text(day.date)}, {"name", day.name}, {"status", request::text_of(day.status)}};
}

bool is_in(const Holiday& day, std::optional<int> year) {
  return !year || static_cast<int>(std::chrono::year_month_day{day.date}.year()) == *year;
}

Json days_document(const std::vector<Holiday>& days) {
  Json::Array array;
  for (const Holiday& day : days) {
    array.push_back(day_document(day));
  }
  return array;
}

}  // namespace

void show_calendars(Ui& ui, const std::vector<HeldCalendar>& calendars) {
  Table table({{"ID"}, {"FROM"}, {"YEARS"}, {"ZONES"}, {"DAYS"}, {"TITLE"}, {"SOURCE"}});
  for (const HeldCalendar& held : calendars) {
    const Calendar& one = held.calendar;
    table.row({{one.id, Tone::strong},
               {from_text(held)},
               {years_text(one)},
               {base::join(one.zones, " ")},
               {status_text(one)},
               {one.title},
               {source_text(one)}});
  }
  ui.table(table);
}

Json calendar_line(const HeldCalendar& held) {
  const Calendar& one = held.calendar;
  Json::Object line = *request::to_json(one).as_object();
  for (const char* const key : {"days", "format", "weekend"}) {
    line.erase(key);
  }
  line["from"] = held.is_own ? "home" : "program";
  line["in_place"] = held.is_in_place;
  Json::Object days;
  for (const DayStatus status : k_day_statuses) {
    days.emplace(std::string(request::text_of(status)), count_of(one, status));
  }
  line["days"] = std::move(days);
  return line;
}

void show_calendar(Ui& ui, const HeldCalendar& held, std::optional<int> year) {
  const Calendar& one = held.calendar;
  ui.line({{one.id, Tone::strong}, {": " + one.title}});
  ui.line("from     " + from_text(held));
  ui.line("years    " + years_text(one) + ", " + status_text(one));
  ui.line("zones    " + base::join(one.zones, ", "));
  std::vector<std::string> weekend;
  weekend.reserve(one.weekend.size());
  for (const std::chrono::weekday day : one.weekend) {
    weekend.emplace_back(request::weekday_text(day));
  }
  ui.line("rest     " + (weekend.empty() ? "on no day of the week" : base::join(weekend, ", ")));
  for (const request::CalendarSource& source : one.sources) {
    ui.line("source   " + source.text + (source.url.empty() ? "" : " <" + source.url + ">"));
  }
  if (!one.note.empty()) {
    ui.line("note     " + one.note);
  }
  Table table({{"DATE"}, {"DAY"}, {"STATUS"}, {"NAME"}});
  for (const Holiday& day : one.days) {
    if (is_in(day, year)) {
      table.row({{request::date_text(day.date), Tone::strong},
                 {std::string(request::weekday_text(std::chrono::weekday{day.date}))},
                 {std::string(request::text_of(day.status)),
                  day.status == DayStatus::tentative ? Tone::warning : Tone::plain},
                 {day.name}});
    }
  }
  ui.table(table);
}

Json calendar_document(const HeldCalendar& held, std::optional<int> year) {
  Calendar shown = held.calendar;
  std::erase_if(shown.days, [&](const Holiday& day) { return !is_in(day, year); });
  Json::Object document = *request::to_json(shown).as_object();
  document["from"] = held.is_own ? "home" : "program";
  return document;
}

void show_change(Ui& ui, const request::CalendarChange& change) {
  if (change.empty()) {
    ui.line("  no day is another");
  }
  for (const std::string& other : change.others) {
    ui.line("  " + other);
  }
  for (const Holiday& day : change.removed) {
    ui.line({{"  - ", Tone::bad}, {day_text(day)}});
  }
  for (const Holiday& day : change.added) {
    ui.line({{"  + ", Tone::good}, {day_text(day)}});
  }
  for (const auto& [before, now] : change.restated) {
    ui.line("  ~ " + day_text(before) + ", now " + now.name + " (" + std::string(request::text_of(now.status)) + ")");
  }
}

Json change_document(const request::CalendarChange& change) {
  Json::Array restated;
  for (const auto& [before, now] : change.restated) {
    restated.push_back(Json::Object{{"before", day_document(before)}, {"now", day_document(now)}});
  }
  return Json::Object{{"added", days_document(change.added)},
                      {"others", Json::Array(change.others.begin(), change.others.end())},
                      {"removed", days_document(change.removed)},
                      {"restated", std::move(restated)}};
}

}  // namespace rogatory::cmd
