#include "registry/request_entry.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/support/entries.hpp"
#include "tests/support/requests.hpp"

namespace rogatory::registry {
namespace {

using ledger::LogName;
using ledger::RequestEvent;
using request::Need;
using Seen = std::map<std::string, std::uint64_t>;

constexpr std::int64_t k_ten_minutes = 600;
const UtcTime k_begin = test::at("2026-06-01T12:00:00Z");

/// What Paris and Bonn, whose officer may act as CA-Q only, enter of a request for surrender; an entry every ten
/// minutes.
class RequestEntries : public testing::Test {
 protected:
  RequestEntries() {
    add_card(test::first_card());
    crypto::Card bonn = test::card_of("de-ca", "DE");
    for (crypto::Officer& one : bonn.officers) {
      one.roles = {"CA-Q"};
    }
    bonn.officers.insert(bonn.officers.begin(), test::officer("any", 3, {crypto::May::entry}));
    bonn.officers.front().roles.clear();
    add_card(bonn);
  }
  void add_card(const crypto::Card& card) { ledger.cards.emplace(card.id, test::chain_of({test::signed_card(card)})); }

  /// The next entry of a log.
  RequestEntry& put(const std::string& log, std::optional<RequestEvent> event, const Seen& seen = {},
                    const std::string& officer = "registry-2") {
    RequestEntry entry{};
    entry.point.entry = {.log = *LogName::parse(log), .seq = ledger.held[log]++};
    entry.point.made_at = now();
    for (const auto& [other, size] : seen) {
      entry.point.seen.emplace(*LogName::parse(other), size);
    }
    entry.hash = *ledger::EntryHash::from_bytes(test::digest(entry.point.entry.text()).bytes);
    entry.officer = officer;
    const auto cards = ledger.cards.find(entry.point.entry.log.authority);
    entry.card =
        cards == ledger.cards.end() ? test::digest("no card") : crypto::sha256(cards->second.newest().serialize());
    entry.event = std::move(event);
    ledger.entries.push_back(std::move(entry));
    return ledger.entries.back();
  }
  /// Entry 0 of fr-ca.
  void file() { put("fr-ca", test::surrender_request(now())); }
  [[nodiscard]] static std::string id_of(const std::string& entry) { return test::digest(entry).hex(); }
  /// A step of the request that entry 0 of fr-ca filed.
  [[nodiscard]] ledger::RequestStepEvent step(const char* event, const char* role) const {
    ledger::RequestStepEvent made = test::request_step(id_of("fr-ca:0"), event, now());
    made.role = role;
    return made;
  }
  [[nodiscard]] ledger::RequestStepEvent report(const char* event, const char* role) const {
    ledger::RequestStepEvent made = step(event, role);
    made.reported = ledger::ToldBy{.by = "the police", .means = ledger::ToldMeans::telephone};
    return made;
  }
  [[nodiscard]] static ledger::RequestRemark remark(ledger::RemarkKind kind, const char* about, const char* role) {
    ledger::RequestRemark said;
    said.kind = kind;
    said.about = *ledger::EntryRef::parse(about);
    said.request = id_of("fr-ca:0");
    said.role = role;
    return said;
  }
  [[nodiscard]] UtcTime now() const {
    return {.seconds = k_begin.seconds + (static_cast<std::int64_t>(ledger.entries.size()) * k_ten_minutes)};
  }

  std::vector<CaseRequest> tell() {
    RuleBook book;
    return tell_requests(ledger, book);
  }
  /// "2 to 4": it was made behind the third entry that was put and before the fifth, as others prove.
  std::string proven(const std::string& entry) {
    const CaseRequest request = tell().front();
    const auto found = std::ranges::find(request.steps, entry, [](const auto& one) { return one.entry.text(); });
    if (found == request.steps.end()) {
      return "no step";
    }
    const auto number = [](const std::optional<UtcTime>& at) {
      return at ? std::to_string((at->seconds - k_begin.seconds) / k_ten_minutes) : "-";
    };
    return number(found->proven.not_before) + " to " + number(found->proven.not_after);
  }
  /// "not_applied: the card …"
  std::string standing(const std::string& entry) {
    const CaseRequest request = tell().front();
    const auto found =
        std::ranges::find(request.history.steps, entry, [](const auto& one) { return one.step.entry.text(); });
    if (found == request.history.steps.end()) {
      return "no step";
    }
    return std::string(request::text_of(found->standing)) + (found->why.empty() ? "" : ": " + found->why);
  }
  std::string state() { return tell().front().history.own.name; }

  RequestLedger ledger;
};

TEST_F(RequestEntries, AreProvenByWhatEachAuthorHadSeen) {
  file();
  put("de-ca", {}, {{"fr-ca", 1}});  // of no request, and proves all the same
  put("fr-ca", step("sent", "ISS"), {{"de-ca", 1}});
  put("fr-ca", {}, {{"de-ca", 1}});
  put("de-ca", {}, {{"fr-ca", 1}});
  put("de-ca", step("received", "CA-Q"), {{"fr-ca", 2}});
  put("de-ca", {}, {{"fr-ca", 4}});
  for (int turn = 0; turn < 2; ++turn) {
    EXPECT_EQ(proven("fr-ca:0"), "- to 1");
    EXPECT_EQ(proven("fr-ca:1"), "1 to 5");
    EXPECT_EQ(proven("de-ca:2"), "2 to -");
    std::ranges::reverse(ledger.entries);  // they may arrive in any order
  }
  const CaseRequest request = tell().front();
  ASSERT_EQ(request.history.acts.size(), 3U);
  EXPECT_EQ(request.history.acts[1].proven.not_before, request.steps[1].proven.not_before) << "dates are counted by it";
}

TEST_F(RequestEntries, AreProvenByTheNarrowestOfSeveralLogs) {
  file();
  put("it-ca", {});
  put("de-ca", {});
  put("fr-ca", step("sent", "ISS"), {{"de-ca", 1}, {"it-ca", 1}});
  put("de-ca", {}, {{"fr-ca", 2}});
  put("it-ca", {}, {{"fr-ca", 2}});
  put("fr-ca", step("information_forwarded", "ISS"), {{"de-ca", 2}, {"it-ca", 2}});
  put("it-ca", {}, {{"fr-ca", 3}});
  put("de-ca", {}, {{"fr-ca", 3}});
  EXPECT_EQ(proven("fr-ca:1"), "2 to 4");
  EXPECT_EQ(proven("fr-ca:2"), "5 to 7");
}

TEST_F(RequestEntries, AreProvenByWhatIsHeldOfALog) {
  file();
  put("de-ca", {});
  ledger.held["de-ca"] = 3;  // two that do not count
  put("de-ca", {});
  put("fr-ca", step("sent", "ISS"), {{"de-ca", 3}});
  put("fr-ca", step("information_forwarded", "ISS"), {{"de-ca", 9}});
  EXPECT_EQ(proven("fr-ca:1"), "1 to -");
  EXPECT_EQ(proven("fr-ca:2"), "2 to -") << "of the others it had nothing is known";
}

TEST_F(RequestEntries, AreNotProvenByAnotherLogOfTheSameAuthority) {
  file();
  put("fr-ca.2", {}, {{"fr-ca", 1}});
  put("fr-ca.2", step("sent", "ISS"), {{"fr-ca", 1}});
  EXPECT_EQ(proven("fr-ca:0"), "- to -");
  EXPECT_EQ(proven("fr-ca.2:1"), "- to -");
  put("de-ca", step("received", "CA-Q"), {{"fr-ca", 1}, {"fr-ca.2", 2}});
  EXPECT_EQ(proven("fr-ca:0"), "- to 3");
  EXPECT_EQ(proven("fr-ca.2:1"), "- to 3");
}

TEST_F(RequestEntries, OfAServiceOfficerMoveNothingAndMakeNothingAgreed) {
  file();
  put("fr-ca", step("sent", "ISS"));
  put("de-ca", step("received", "CA-Q"), {{"fr-ca", 2}}, "service");
  put("de-ca", remark(ledger::RemarkKind::confirmed, "fr-ca:1", "CA-Q"), {{"fr-ca", 2}}, "service");
  EXPECT_EQ(standing("de-ca:0"), "not_applied: a service officer enters no steps");
  EXPECT_EQ(standing("de-ca:1"), "not_applied: a service officer confirms, disputes and corrects nothing");
  EXPECT_EQ(standing("fr-ca:1"), "claimed");
  EXPECT_EQ(state(), "sent");
  put("de-ca", step("received", "CA-Q"), {{"fr-ca", 2}});
  EXPECT_EQ(standing("de-ca:2"), "claimed");
  EXPECT_EQ(standing("fr-ca:1"), "agreed") << "an officer went on from it";
}

TEST_F(RequestEntries, InARoleThatTheCardDoesNotGiveAreNotApplied) {
  file();
  put("fr-ca", step("sent", "ISS"));
  put("de-ca", step("received", "EXE"), {{"fr-ca", 2}});
  EXPECT_EQ(standing("de-ca:0"), "not_applied: the card of its author does not let him act as EXE");
  put("de-ca", step("received", "XYZ"), {{"fr-ca", 2}}, "any");
  EXPECT_EQ(standing("de-ca:1"), "not_applied: received (EAW 9-10) is entered in a role: EXE, CRT, CA-Q");
  EXPECT_EQ(state(), "sent");
  put("de-ca", step("received", "EXE"), {{"fr-ca", 2}}, "any");
  EXPECT_EQ(standing("de-ca:2"), "claimed") << "his card says nothing of roles";
}

TEST_F(RequestEntries, ThatReportNeedARoleOfTheReportersSide) {
  file();
  put("fr-ca", step("sent", "ISS"));
  put("fr-ca", report("received", "CA-Q"));
  EXPECT_EQ(standing("fr-ca:2"), "not_applied: a report is entered in a role of the requesting side");
  put("fr-ca", report("received", "CA-R"));
  EXPECT_EQ(standing("fr-ca:3"), "not_applied: the card of its author does not let him act as CA-R");
  put("fr-ca", report("received", "VAL"));
  EXPECT_EQ(standing("fr-ca:4"), "reported");
  EXPECT_EQ(tell().front().history.reported.name, "received");
}

TEST_F(RequestEntries, OfAnotherAuthorityAreOnTheSideOfTheStateOnItsCard) {
  file();
  put("fr-ca", step("sent", "ISS"));
  RequestEntry& entry = put("de-bw-pros", step("received", "EXE"), {{"fr-ca", 2}});
  EXPECT_EQ(standing("de-bw-pros:0"), "not_applied: de-bw-pros acts on neither side of the request");
  crypto::Card card = test::card_of("de-bw-pros", "DE");
  card.officers.front().roles = {"EXE"};
  add_card(card);
  entry.card = crypto::sha256(card.serialize());
  EXPECT_EQ(standing("de-bw-pros:0"), "claimed");
  entry.card = test::digest("a card that is not held");
  EXPECT_EQ(standing("de-bw-pros:0"), "not_applied: de-bw-pros acts on neither side of the request");
}

TEST_F(RequestEntries, ThatNobodyHereCanReadLeaveTheRequestTold) {
  file();
  put("fr-ca", {}).is_unread = true;
  put("de-ca", {}, {{"fr-ca", 1}}).is_unread = true;
  put("fr-ca", step("sent", "ISS"), {{"de-ca", 1}});
  ASSERT_EQ(tell().size(), 1U);
  EXPECT_EQ(tell().front().steps.size(), 2U);
  EXPECT_EQ(tell().front().problem, "");
  EXPECT_EQ(state(), "sent");
  EXPECT_EQ(proven("fr-ca:0"), "- to 2") << "when it was made does not take its body";
  EXPECT_EQ(proven("fr-ca:2"), "2 to -");
}

TEST_F(RequestEntries, OfARequestThatIsNotHeldAreLeftOut) {
  put("fr-ca", {}).is_unread = true;  // the filing
  put("fr-ca", step("sent", "ISS"));
  EXPECT_TRUE(tell().empty());
  put("fr-ca", test::surrender_request(now()));
  ASSERT_EQ(tell().size(), 1U);
  EXPECT_EQ(tell().front().id, id_of("fr-ca:2"));
  EXPECT_EQ(tell().front().steps.size(), 1U);
}

TEST_F(RequestEntries, OfARequestWithRulesThatDoNotReadAreToldWithTheProblem) {
  ledger::RequestFiled strange = test::surrender_request(now());
  strange.rules = std::make_shared<const std::string>(R"({"format":"rogatory-rules/2"})");
  strange.rules_sha256 = crypto::sha256(*strange.rules).hex();
  put("fr-ca", strange);
  put("fr-ca", step("sent", "ISS"));
  ledger::RequestFiled other = test::surrender_request(now());
  other.machine = "mla";
  put("fr-ca", other);
  put("fr-ca", test::surrender_request(now()));
  const std::vector<CaseRequest> requests = tell();
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_EQ(requests[0].rules, nullptr);
  EXPECT_NE(requests[0].problem, "");
  EXPECT_EQ(requests[0].steps.size(), 2U) << "what was entered is told";
  EXPECT_EQ(requests[0].events.size(), 2U);
  EXPECT_EQ(requests[0].parties.requested.id, "de-ca");
  EXPECT_TRUE(requests[0].history.steps.empty()) << "and nothing is judged";
  EXPECT_EQ(requests[1].rules, nullptr);
  EXPECT_EQ(requests[1].problem, "its entry names machine mla, and its rules have surrender");
  EXPECT_EQ(requests[2].problem, "");
  EXPECT_EQ(requests[2].history.own.name, "filed");
}

TEST_F(RequestEntries, AreToldTheOldestRequestFirst) {
  put("de-ca", test::surrender_request(now()));
  file();
  put("it-ca", test::surrender_request(now()));
  ledger.entries[0].point.made_at = ledger.entries[2].point.made_at = now();
  std::vector<std::string> ids;
  for (const CaseRequest& one : tell()) {
    ids.push_back(one.id);
  }
  std::vector<std::string> later{id_of("de-ca:0"), id_of("it-ca:0")};
  std::ranges::sort(later);
  EXPECT_EQ(ids, (std::vector<std::string>{id_of("fr-ca:0"), later[0], later[1]})) << "of equal times the smaller id";
}

TEST_F(RequestEntries, AreStepsThatBringWhatTheirEventsHave) {
  const auto brought = [&](const RequestEvent& event) { return step_of(put("fr-ca", event), event).brings; };
  EXPECT_EQ(brought(test::surrender_request(now())), std::vector<Need>{});
  ledger::RequestFiled filed = test::surrender_request(now());
  filed.documents = {{.name = "warrant.pdf", .hash = std::string(64, 'a')}};
  EXPECT_EQ(brought(filed), std::vector<Need>{Need::document});
  ledger::RequestStepEvent made = step("refused", "CA-Q");
  EXPECT_EQ(brought(made), std::vector<Need>{});
  const auto with = [&](const std::function<void(ledger::RequestStepEvent&)>& add) {
    ledger::RequestStepEvent one = made;
    add(one);
    return brought(one);
  };
  EXPECT_EQ(with([](auto& one) { one.reason = "why"; }), std::vector<Need>{Need::reason});
  EXPECT_EQ(with([](auto& one) { one.ground = "3(1)"; }), std::vector<Need>{Need::ground});
  EXPECT_EQ(with([&](auto& one) { one.documents = filed.documents; }), std::vector<Need>{Need::document});
  EXPECT_EQ(with([](auto& one) { one.date = k_begin; }), std::vector<Need>{Need::date});
  EXPECT_EQ(with([](auto& one) { one.conditions = {"no life sentence"}; }), std::vector<Need>{Need::conditions});
  EXPECT_EQ(with([](auto& one) { one.consultation = "by telephone"; }), std::vector<Need>{Need::consultation});
}

TEST_F(RequestEntries, AreRemarksThatNameWhatTheyAreOf) {
  ledger::RequestRemark said = remark(ledger::RemarkKind::corrected, "de-ca.2:7", "CA-Q");
  said.withdraws = true;
  said.happened_at = ledger::HappenedAt{.at = k_begin, .zone = "Europe/Berlin"};
  const request::Step corrected = step_of(put("de-ca", said, {{"fr-ca.2", 3}}), said);
  EXPECT_EQ(corrected.kind, request::StepKind::corrected);
  EXPECT_EQ(corrected.entry.text(), "de-ca:0");
  EXPECT_EQ(corrected.authority, "de-ca");
  EXPECT_EQ(corrected.seen, (request::LogSizes{{"fr-ca.2", 3}}));
  EXPECT_EQ(corrected.role, request::Role::ca_q);
  EXPECT_EQ(corrected.names, (std::vector<request::StepRef>{{.log = "de-ca.2", .seq = 7}}));
  EXPECT_TRUE(corrected.withdraws);
  EXPECT_EQ(corrected.instead, k_begin);
  EXPECT_EQ(corrected.zone_of, "Europe/Berlin");
  said = remark(ledger::RemarkKind::disputed, "fr-ca:1", "CA-Q");
  const request::Step disputed = step_of(put("de-ca.2", said), said);
  EXPECT_EQ(disputed.kind, request::StepKind::disputed);
  EXPECT_EQ(disputed.authority, "de-ca") << "whose second log it is";
  EXPECT_FALSE(disputed.withdraws || disputed.instead || disputed.zone_of);
}

TEST(RequestLedgers, CountWhatIsNotReadAndKeepWhatItsAuthorHad) {
  RequestLedger ledger;
  ledger::Entry entry = test::first_entry();
  entry.heads.emplace(LogName{.authority = "de-ca", .number = 2}, test::head(5));
  const ledger::EntryHash hash = *ledger::EntryHash::from_bytes(test::digest("entry").bytes);
  ledger.take(entry, hash, nullptr);
  EXPECT_TRUE(ledger.entries.back().is_unread);
  EXPECT_FALSE(ledger.entries.back().event);
  EXPECT_EQ(ledger.unread, 1U);
  EXPECT_EQ(ledger.entries.back().point.seen, (ledger::SeenSizes{{{.authority = "de-ca", .number = 2}, 5}}));
  EXPECT_EQ(ledger.entries.back().point.made_at, entry.made_at);
  EXPECT_EQ(ledger.entries.back().hash, hash);
  EXPECT_EQ(ledger.entries.back().card, entry.card);
  EXPECT_EQ(ledger.entries.back().officer, "registry-2");

  const ledger::OpenedBody note{.type = "note.added", .fields = {{"text", "hello"}}};
  ledger.take(entry, hash, &note);
  EXPECT_FALSE(ledger.entries.back().is_unread || ledger.entries.back().event) << "of something else";
  const ledger::OpenedBody broken{.type = "request.sent", .fields = {}};
  ledger.take(entry, hash, &broken);
  EXPECT_FALSE(ledger.entries.back().is_unread || ledger.entries.back().event) << "of no form";
  entry.body.reset();
  ledger.take(entry, hash, nullptr);
  EXPECT_FALSE(ledger.entries.back().is_unread) << "it has no body";
  EXPECT_EQ(ledger.unread, 1U);

  const ledger::RequestStepEvent sent = test::request_step(std::string(64, 'a'), "sent", entry.made_at);
  const ledger::OpenedBody body{.type = sent.type(), .fields = sent.fields()};
  ledger.take(test::first_entry(), hash, &body);
  ASSERT_TRUE(ledger.entries.back().event);
  EXPECT_EQ(ledger::fields_of(*ledger.entries.back().event), sent.fields());
}

}  // namespace
}  // namespace rogatory::registry
