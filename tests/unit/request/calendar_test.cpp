#include "request/calendar.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "request/zone.hpp"

namespace rogatory::request {
namespace {

std::string with(std::string_view from, std::string_view to) {
  std::string text =
      R"({"format":"rogatory-calendar/1","id":"XX","title":"Nowhere","zones":["Europe/Paris"],)"
      R"("weekend":["friday","saturday"],"first_year":2026,"last_year":2027,)"
      R"("sources":[{"text":"a law"}],"days":[{"date":"2026-01-01","name":"New Year","status":"computed"},)"
      R"({"date":"2026-03-20","name":"Nowruz","status":"tentative"}]})";
  if (const std::size_t found = text.find(from); found != std::string::npos) {
    text.replace(found, from.size(), to);
  }
  return text;
}

std::string refused(std::string_view from, std::string_view to) {
  const Result<Calendar> calendar = parse_calendar(base::as_bytes(with(from, to)));
  if (calendar) {
    return "accepted";
  }
  EXPECT_EQ(calendar.error().code(), ErrorCode::malformed);
  return calendar.error().sentence();
}

TEST(Calendar, RefusesWhatIsNoCalendar) {
  EXPECT_EQ(refused("calendar/1", "calendar/2"), "calendar: format: is not rogatory-calendar/1");
  EXPECT_EQ(refused(R"("XX")", R"("Nowhere")"), "calendar: id: 'Nowhere' is not of the form DE or DE-BW");
  EXPECT_EQ(refused(R"("XX")", R"("XX-")"), "calendar: id: 'XX-' is not of the form DE or DE-BW");
  EXPECT_EQ(refused(R"("friday")", R"("Fri")"), "calendar: weekend: 'Fri' is not a day of the week");
  EXPECT_EQ(refused(R"("last_year":2027)", R"("last_year":2025)"),
            "calendar: last_year: is before the first, or the calendar covers more than 60 years");
  EXPECT_EQ(refused(R"([{"text":"a law"}])", "[]"), "calendar: sources: names none, or more than 20");
  EXPECT_EQ(refused("2026-03-20", "2028-03-20"),
            "a day: date: 2028-03-20 is outside of the years that the calendar covers");
  EXPECT_EQ(refused("2026-03-20", "2026-01-01"), "a day: date: 2026-01-01 stands after a later day, or twice");
  EXPECT_EQ(refused("2026-03-20", "2026-02-29"), "a day: date: no such day: 2026-02-29");
  EXPECT_EQ(refused("tentative", "likely"), "a day: status: 'likely' is not one of proclaimed, computed, tentative");
  EXPECT_NE(refused(R"("title")", R"("colour":1,"title")"), "accepted");
  EXPECT_NE(refused(R"("Nowhere")", R"("")"), "accepted");
}

TEST(Calendar, RefusesAFileAboveItsLimit) {
  const std::string large = with("", "") + std::string(k_calendar_limit, ' ');
  EXPECT_EQ(parse_calendar(base::as_bytes(large)).error().code(), ErrorCode::malformed);
}

TEST(Calendar, KnowsItsWeekendAndItsDays) {
  const Result<Calendar> calendar = parse_calendar(base::as_bytes(with("", "")));
  ASSERT_TRUE(calendar);
  EXPECT_TRUE(calendar->is_weekend(civil_date(2026, 11, 27)));
  EXPECT_FALSE(calendar->is_weekend(civil_date(2026, 11, 29)));
  EXPECT_EQ(calendar->holiday(civil_date(2026, 3, 20))->name, "Nowruz");
  EXPECT_EQ(calendar->holiday(civil_date(2026, 3, 21)), nullptr);
  EXPECT_TRUE(calendar->covers(civil_date(2027, 12, 31)));
  EXPECT_FALSE(calendar->covers(civil_date(2028, 1, 1)));
}

TEST(Calendar, IsWrittenAsItWasRead) {
  const Result<Calendar> calendar = parse_calendar(base::as_bytes(with("", "")));
  ASSERT_TRUE(calendar);
  const std::string again = to_json(*calendar).canonical();
  EXPECT_EQ(again, base::parse_json(base::as_bytes(with("", "")), k_calendar_limit)->canonical());
}

TEST(Calendar, NamesTheFileThatIsWrong) {
  const Result<Calendar> calendar = load_calendar(base::FileSystem::real(), "/nonexistent/XX.json");
  ASSERT_FALSE(calendar);
  EXPECT_EQ(calendar.error().code(), ErrorCode::not_found);
  EXPECT_NE(calendar.error().sentence().find("/nonexistent/XX.json"), std::string::npos);
}

TEST(BuiltInCalendars, AreThoseOfTheFirstStates) {
  std::vector<std::string> ids;
  for (const std::string_view id : built_in_calendars()) {
    ids.emplace_back(id);
  }
  EXPECT_EQ(base::join(ids, " "), "CH DE DE-BE DE-BW ES FR GB-ENG IT NG NL TH US");
}

TEST(BuiltInCalendars, ReadAndNameZonesThatExist) {
  for (const std::string_view id : built_in_calendars()) {
    const Result<Calendar> calendar = built_in_calendar(id);
    ASSERT_TRUE(calendar) << id << ": " << calendar.error().sentence();
    EXPECT_EQ(calendar->id, id);
    EXPECT_EQ(calendar->first_year, 2025);
    EXPECT_EQ(calendar->last_year, 2028);
    for (const std::string& zone : calendar->zones) {
      EXPECT_TRUE(Zone::load(zone)) << id << " " << zone;
    }
  }
}

TEST(BuiltInCalendars, SayWhichThereAre) {
  const Result<Calendar> calendar = built_in_calendar("AQ");
  ASSERT_FALSE(calendar);
  EXPECT_EQ(calendar.error().code(), ErrorCode::not_found);
  EXPECT_EQ(calendar.error().why(), "those there are: CH, DE, DE-BE, DE-BW, ES, FR, GB-ENG, IT, NG, NL, TH, US");
}

std::string name_of(std::string_view id, int year, unsigned month, unsigned day) {
  const Result<Calendar> calendar = built_in_calendar(id);
  const Holiday* const found = calendar ? calendar->holiday(civil_date(year, month, day)) : nullptr;
  return found == nullptr ? "" : found->name + ", " + std::string(text_of(found->status));
}

TEST(BuiltInCalendars, HoldTheDaysThatAreEasilyForgotten) {
  EXPECT_EQ(name_of("IT", 2025, 10, 4), "");  // made a holiday from 2026 on
  EXPECT_EQ(name_of("IT", 2027, 10, 4), "San Francesco d'Assisi, computed");
  EXPECT_EQ(name_of("NL", 2025, 4, 26), "Koningsdag, computed");  // 27 April 2025 is a Sunday
  EXPECT_EQ(name_of("NL", 2025, 4, 27), "");
  EXPECT_EQ(name_of("DE-BE", 2025, 5, 8), "80. Jahrestag der Befreiung, proclaimed");
  EXPECT_EQ(name_of("DE-BE", 2026, 5, 8), "");
  EXPECT_EQ(name_of("DE-BW", 2026, 6, 4), "Fronleichnam, computed");
  EXPECT_EQ(name_of("DE", 2026, 6, 4), "");
  EXPECT_EQ(name_of("GB-ENG", 2026, 12, 28), "Boxing Day (substitute day), proclaimed");
  EXPECT_EQ(name_of("GB-ENG", 2028, 1, 3), "New Year's Day (substitute day), computed");
  EXPECT_EQ(name_of("US", 2027, 12, 31), "New Year's Day (observed), computed");  // for Saturday 1 January 2028
  EXPECT_EQ(name_of("US", 2026, 7, 3), "Independence Day (observed), computed");
  EXPECT_EQ(name_of("NG", 2026, 3, 20), "Id el Fitr, tentative");
  EXPECT_EQ(name_of("TH", 2026, 5, 31), "Visakha Bucha Day, tentative");
  EXPECT_EQ(name_of("CH", 2026, 8, 1), "Bundesfeier / Fête nationale / Festa nazionale, computed");
}

}  // namespace
}  // namespace rogatory::request
