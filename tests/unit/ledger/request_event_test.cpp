// The bodies of a request's entries: one spelling, and what is refused.
#include "ledger/request_event.hpp"

#include <gtest/gtest.h>

#include "ledger/event.hpp"

namespace rogatory::ledger {
namespace {

RequestFiled filed() {
  RequestFiled event;
  event.happened_at.at = UtcTime{.seconds = 1'790'000'000};
  event.instruments = {"ets24", "ets98"};
  event.measures = {"provisional_arrest", "search"};
  event.machine = "extradition";
  event.requested = {.calendar = "DE-BE", .country = "DE", .id = "de-ca", .name = "Bonn", .zone = "Europe/Berlin"};
  event.requesting = {.calendar = "FR", .country = "FR", .id = "fr-ca", .name = "Paris", .zone = "Europe/Paris"};
  event.role = "CA-R";
  event.rules = std::make_shared<const std::string>(Json(Json::Object{{"id", "ets24"}}).canonical());
  event.rules_sha256 = crypto::sha256(*event.rules).hex();
  event.texts = {{"12(2)(b)", "robbery"}};
  event.title = "Arrest of M.";
  return event;
}

RequestStepEvent step(std::string event) {
  RequestStepEvent made;
  made.event = std::move(event);
  made.happened_at.at = UtcTime{.seconds = 1'790'000'000};
  made.request = std::string(64, 'a');
  made.role = "CA-Q";
  return made;
}

/// The word of the error's sentence, or "" where it is taken.
std::string refusal(std::string_view type, const Json::Object& fields) {
  const Result<RequestEvent> event = parse_request_event(type, fields);
  return event ? "" : event.error().sentence();
}

TEST(RequestEvents, AreReadBackAsTheyAreWritten) {
  RequestFiled whole = filed();
  whole.addressed =
      RequestAuthority{.calendar = "IE", .country = "IE", .id = "host", .name = "Host", .zone = "Europe/Dublin"};
  whole.confidential = true;
  whole.documents = {{.name = "order", .hash = std::string(64, 'b'), .is_bundle = true},
                     {.name = "warrant.pdf", .ref = "12(2)(a)", .hash = std::string(64, 'c')}};
  whole.incomplete = "a translation follows";
  whole.reported = ToldBy{.by = "the embassy", .means = ToldMeans::diplomatic, .ref = "note 7"};
  whole.urgent = true;
  whole.oral = true;
  whole.person = "accused";
  whole.language = "fr";
  whole.translations = {"de", "en"};
  whole.by = "2026-12-31";
  whole.because = "the hearing";
  RequestStepEvent made = step("refused");
  made.conditions = {"second", "first"};
  made.confirms = {{.log = {.authority = "fr-ca"}, .seq = 3}};
  made.date = UtcTime{.seconds = 1'790'000'000};
  made.ground = "6(1)(a)";
  made.occurrence = 2;
  made.reason = "national";
  RequestStepEvent told = step("provisionally_arrested");
  told.reported = ToldBy{.by = "BKA", .means = ToldMeans::interpol, .ref = "2026/4711"};
  RequestRemark remark;
  remark.kind = RemarkKind::corrected;
  remark.about = {.log = {.authority = "fr-ca"}, .seq = 3};
  remark.reason = "typed";
  remark.request = std::string(64, 'a');
  remark.role = "CA-R";
  remark.withdraws = true;
  for (const RequestEvent& event :
       {RequestEvent(whole), RequestEvent(made), RequestEvent(told), RequestEvent(remark)}) {
    const Json::Object fields = fields_of(event);
    const Result<RequestEvent> again = parse_request_event(type_of(event), fields);
    ASSERT_TRUE(again) << again.error().sentence();
    EXPECT_EQ(fields_of(*again), fields);
    EXPECT_EQ(type_of(*again), type_of(event));
    EXPECT_EQ(check_event(type_of(event), fields), true);
  }
}

TEST(RequestEvents, RefuseRulesOfAnotherHash) {
  RequestFiled event = filed();
  event.rules = std::make_shared<const std::string>(Json(Json::Object{{"id", "ets30"}}).canonical());
  EXPECT_EQ(refusal("request.filed", event.fields()), "request.filed: rules: are not those of rules_sha256");
  event.rules.reset();  // too large to be here
  EXPECT_EQ(refusal("request.filed", event.fields()), "");
}

TEST(RequestEvents, RefuseARequestToOneself) {
  RequestFiled event = filed();
  event.requested.id = "fr-ca";
  EXPECT_EQ(refusal("request.filed", event.fields()), "request.filed: requested: is the requesting authority itself");
}

TEST(RequestEvents, RefuseWhatHasNoForm) {
  const auto with = [](Json::Object fields, const char* key, Json value) {
    fields[key] = std::move(value);
    return fields;
  };
  const Json::Object good = step("received").fields();
  EXPECT_EQ(refusal("request.received", good), "");
  EXPECT_NE(refusal("request.received", with(good, "occurrence", 1)), "");  // absent is the first
  EXPECT_NE(refusal("request.received", with(good, "request", "R-1234567890")), "");
  EXPECT_NE(refusal("request.received", with(good, "role", "CLERK")), "");
  EXPECT_NE(refusal("request.received", with(good, "conditions", Json::Array())), "");
  EXPECT_NE(refusal("request.received", with(good, "confirms", Json::Array{"fr-ca:3", "fr-ca:2"})), "");
  EXPECT_NE(refusal("request.received", with(good, "date", "2026-12-01")), "");
  EXPECT_NE(refusal("request.received", with(good, "event", "received")), "");  // a report has it
  EXPECT_NE(refusal("request.received", with(good, "surprise", "x")), "");
  EXPECT_NE(refusal("request.reported", good), "");
  EXPECT_NE(refusal("request.Received", good), "");
  const Json::Array documents{
      Json::Object{{"name", "both"}, {"bundle", std::string(64, 'a')}, {"sha256", std::string(64, 'b')}}};
  EXPECT_NE(refusal("request.received", with(good, "documents", documents)), "");
  const Json::Object filed_fields = filed().fields();
  EXPECT_NE(refusal("request.filed", with(filed_fields, "instruments", Json::Array())), "");
  EXPECT_NE(refusal("request.filed", with(filed_fields, "fields", Json::Object{{"ü", "text"}})), "");
  EXPECT_NE(refusal("request.filed", with(filed_fields, "confidential", false)), "");
}

TEST(RequestEvents, ReportNoFilingAndNoRemark) {
  for (const char* const word : {"filed", "reported", "confirmed", "disputed", "corrected"}) {
    RequestStepEvent told = step(word);
    told.reported = ToldBy{.by = "BKA", .means = ToldMeans::telephone, .ref = {}};
    EXPECT_EQ(refusal("request.reported", told.fields()), "request.reported: event: is no step of a request") << word;
  }
}

TEST(RequestEvents, CorrectATimeOrWithdrawNotBoth) {
  RequestRemark remark;
  remark.kind = RemarkKind::corrected;
  remark.reason = "typed";
  remark.request = std::string(64, 'a');
  remark.role = "CA-R";
  remark.about = {.log = {.authority = "fr-ca"}, .seq = 3};
  remark.happened_at = HappenedAt{};
  EXPECT_EQ(refusal("request.corrected", remark.fields()), "");
  remark.withdraws = true;
  EXPECT_NE(refusal("request.corrected", remark.fields()), "");
}

}  // namespace
}  // namespace rogatory::ledger
