#include "cmd/request_due_view.hpp"

#include <gtest/gtest.h>

namespace rogatory::cmd {
namespace {

using request::Due;
using request::DueState;
using request::Side;

UtcTime at(const char* text) { return UtcTime::parse(text).value(); }

/// 18 days from a Friday in September, on the side of Bonn.
class DueView : public testing::Test {
 protected:
  DueView() {
    request.id = std::string(64, 'b');
    request.filed.title = "Arrest of M.";
    request.filed.requesting.id = "fr-ca";
    request.filed.requested.id = "de-ca";
    Due& due = date.due;
    date.request = &request;
    due.limit = "provisional_arrest";
    due.ref = "ets24 16(4)";
    due.text = "18 days";
    due.verified = request::Verified::text;
    due.on = Side::requested;
    due.calendar = "DE";
    due.started_by.event = "provisional_arrest";
    due.started_by.entry = "de-ca:1";
    due.earliest = end("2026-09-21T22:00:00Z", 21);
    due.latest = end("2026-09-22T22:00:00Z", 22);
    due.warn = due.earliest->at;
    due.days_left = 3;
    due.shown = {{.side = Side::requesting, .zone = "Europe/Lisbon", .earliest = {}, .latest = {}},
                 {.side = Side::requested, .zone = "Europe/Berlin", .earliest = *due.earliest, .latest = *due.latest}};
  }
  static request::End end(const char* when, unsigned day) {
    return {.at = at(when), .date = request::civil_date(2026, 9, day), .hour = "24:00"};
  }
  std::string shown() {
    base::BufferSink out;
    base::BufferSink err;
    Screen screen(err, {});
    Ui ui(out, screen, {});
    show_due(ui, date);
    EXPECT_TRUE(ui.finish().has_value());
    return std::string(base::as_text(out.bytes));
  }

  registry::CaseRequest request;
  registry::RequestDate date;
};

TEST_F(DueView, ShowsDateArticleAndWhoMustAct) {
  const std::string text = shown();
  for (const char* const part : {"running  Monday 21 September 2026, 24:00 at the earliest, Tuesday 22 September 2026, "
                                 "24:00 at the latest, 3 days "
                                 "left",
                                 "article  ets24 16(4): 18 days", "who must act: de-ca", "rule     text\n"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  EXPECT_EQ(text.find("not legal advice"), std::string::npos) << "the article was read";
}

TEST_F(DueView, SaysWhatIsNotReadWhatIsReportedAndWhatHasPassed) {
  date.due.verified = request::Verified::secondary;
  date.due.reported_only = true;
  date.due.state = DueState::expired;
  date.due.days_left = -1;
  const std::string text = shown();
  for (const char* const part : {"expired  ", "1 day ago", "reported, not confirmed", "not legal advice"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
}

TEST_F(DueView, SaysWhoseCalendarItIs) {
  EXPECT_EQ(shown().find("as the home itself keeps it"), std::string::npos);
  EXPECT_NE(due_document(date).canonical().find(R"("calendar_from":"program")"), std::string::npos);
  date.is_own_calendar = true;
  EXPECT_NE(shown().find("holidays by DE as the home itself keeps it"), std::string::npos);
  EXPECT_NE(due_document(date).canonical().find(R"("calendar_from":"home")"), std::string::npos);
  date.due.calendar.clear();
  EXPECT_EQ(due_document(date).canonical().find("calendar_from"), std::string::npos) << "by none";
}

TEST_F(DueView, TellsTheNextDateInOneLine) {
  EXPECT_EQ(next_date_text(&date), "2026-09-21 24:00 Europe/Berlin, ets24 16(4) (text read), 3 days left");
  // By another account it ends earlier, and that is warned of.
  date.due.others = {{.why = request::DueOther::Why::told_differently,
                      .at = {},
                      .entry = "fr-ca:2",
                      .earliest = end("2026-09-20T22:00:00Z", 20),
                      .latest = end("2026-09-21T22:00:00Z", 21)}};
  date.due.warn = date.due.others.front().earliest.at;
  EXPECT_EQ(next_date_text(&date), "2026-09-20 24:00 Europe/Berlin, ets24 16(4) (text read), 3 days left");
  EXPECT_NE(next_date_document(date).canonical().find(R"("date":"2026-09-20")"), std::string::npos);
  date.due.verified = request::Verified::unverified;
  EXPECT_NE(next_date_text(&date).find("16(4) (not verified), "), std::string::npos);
  EXPECT_EQ(next_date_text(nullptr), "-");
  date.due.warn.reset();
  EXPECT_EQ(next_date_text(&date), "-") << "nobody fixed it";
}

TEST_F(DueView, PutsWhatIsOpenAndEarlyFirst) {
  registry::RequestDate later = date;
  later.due.warn = at("2026-10-01T22:00:00Z");
  registry::RequestDate met = date;
  met.due.state = DueState::met;
  met.due.warn = at("2026-01-01T00:00:00Z");
  registry::RequestDate not_fixed = date;
  not_fixed.due.warn.reset();
  EXPECT_TRUE(registry::comes_before(date, later));
  EXPECT_TRUE(registry::comes_before(later, not_fixed));
  EXPECT_TRUE(registry::comes_before(not_fixed, met));
  const std::vector<registry::RequestDate> all{met, not_fixed, later, date};
  EXPECT_EQ(registry::next_of(all), &all.back());
  EXPECT_EQ(registry::next_of({met, not_fixed}), nullptr);
  EXPECT_TRUE(registry::warns_by(date.due, *date.due.warn));
  EXPECT_FALSE(registry::warns_by(date.due, {date.due.warn->seconds - 1}));
  EXPECT_FALSE(registry::warns_by(met.due, *date.due.warn));
}

}  // namespace
}  // namespace rogatory::cmd
