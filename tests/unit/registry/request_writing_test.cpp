#include "registry/request_writing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/requests.hpp"
#include "tests/support/written_case.hpp"

namespace rogatory::registry {
namespace {

using ledger::RequestEvent;
using ledger::RequestFiled;
using ledger::RequestStepEvent;
using Requests = std::vector<CaseRequest>;

class RequestWriting : public ::testing::Test, protected test::WrittenCase {
 protected:
  [[nodiscard]] RequestFiled filing(const request::RuleSet& under = test::surrender_rules()) const {
    return test::surrender_request(kit.clock.time, under);
  }
  [[nodiscard]] RequestStepEvent step(const std::string& request, const char* event) const {
    return test::request_step(request, event, kit.clock.time);
  }
  Result<WrittenRequest> write(const RequestEvent& event) {
    return write_request(writer, "main", kit.clock, [&](const Requests&) -> Result<RequestEvent> { return event; });
  }
  RequestLedger ledger() { return read_request_ledger(*writer.source().value(), writer.held().identities).value(); }
  Requests told() {
    RuleBook book;
    return tell_requests(ledger(), book);
  }
};

TEST_F(RequestWriting, TellsWhatAFreshReadingTells) {
  const Result<WrittenRequest> filed = write(filing());
  ASSERT_TRUE(filed) << filed.error().sentence();
  const std::string id = filed->request.id;
  EXPECT_EQ(filed->request.name(), "R-" + id.substr(0, 10));
  const Result<WrittenRequest> sent = write(step(id, "sent"));
  ASSERT_TRUE(sent) << sent.error().sentence();
  const CaseRequest fresh = told().front();
  const CaseRequest& kept = sent->request;
  EXPECT_EQ(kept.id, fresh.id);
  EXPECT_EQ(kept.filed.fields(), fresh.filed.fields());
  EXPECT_EQ(kept.history.own.name, fresh.history.own.name);
  ASSERT_EQ(kept.steps.size(), 2U);
  ASSERT_EQ(fresh.steps.size(), 2U);
  ASSERT_EQ(kept.events.size(), fresh.events.size());
  for (const auto& [entry, event] : kept.events) {
    EXPECT_EQ(ledger::fields_of(event), ledger::fields_of(fresh.events.at(entry)));
  }
  for (const request::Step& one : kept.steps) {
    const auto same = std::ranges::find(fresh.steps, one.entry, &request::Step::entry);
    ASSERT_NE(same, fresh.steps.end());
    EXPECT_EQ(same->made_at, one.made_at);
    EXPECT_EQ(same->seen, one.seen);
    EXPECT_EQ(same->state, one.state);
    EXPECT_EQ(same->officer, one.officer);
    EXPECT_FALSE(one.officer.empty());
    EXPECT_EQ(same->by_service, one.by_service);
    EXPECT_EQ(same->role_allowed, one.role_allowed);
  }
}

TEST(RequestRules, NameTheGroundsOfARefusalHoweverTheyAreWritten) {
  const request::InstrumentSet set = request::InstrumentSet::built_in();
  const auto grounds = [&](const char* base, std::vector<std::string> layers) {
    return named_grounds(
        request::resolve_rules(set, {.base = base, .layers = std::move(layers), .requesting = "FR", .requested = "CH"})
            .value());
  };
  const auto meant = [](const std::vector<request::Ground>& all, std::string_view said) {
    std::string text;
    for (const request::Ground* const one : grounds_meant(all, said)) {
      text += one->provision.ref + " " + one->ground + ";";
    }
    return text;
  };
  const std::vector<request::Ground> eaw = grounds("eaw", {});
  EXPECT_EQ(meant(eaw, "3(1)"), "eaw 3(1) amnesty;");
  EXPECT_EQ(meant(eaw, "eaw 3(1)"), "eaw 3(1) amnesty;");
  EXPECT_EQ(meant(eaw, "amnesty"), "eaw 3(1) amnesty;");
  EXPECT_EQ(meant(eaw, "(1)"), "");
  EXPECT_EQ(meant(eaw, "section 8 of the national law"), "");
  EXPECT_EQ(grounds_meant(eaw, "3(1)").front()->provision.url, "https://github.com/LegalMachineLab/FACILEX");
  const std::vector<request::Ground> ets24 = grounds("ets24", {"ets98"});
  EXPECT_EQ(meant(ets24, "9(1)"), "ets24 9(1) final_judgment;ets24 9(1) decision_not_to_prosecute;");
  EXPECT_EQ(meant(ets24, "ETS 98 4"), "ETS 98 4 amnesty;");
  EXPECT_EQ(meant(ets24, "4"), "ets24 4 military_offence;");
}

TEST_F(RequestWriting, IsToldByTheMachineThatWasFrozenAndNotByTheProgramsOwn) {
  request::RuleSet other = test::surrender_rules();
  other.machine.id = other.law.machine = "surrender_of_another_program";
  for (request::Transition& row : other.machine.transitions) {
    row.event = row.event == "sent" ? "despatched" : row.event;
  }
  const Result<WrittenRequest> filed = write(filing(other));
  ASSERT_TRUE(filed) << filed.error().sentence();
  EXPECT_EQ(filed->request.machine(), other.machine);
  EXPECT_EQ(write(step(filed->request.id, "sent")).error().code(), ErrorCode::not_allowed);
  EXPECT_TRUE(write(step(filed->request.id, "despatched")));
  EXPECT_EQ(told().front().history.steps.size(), 2U);
}

TEST_F(RequestWriting, PlansStepsOneAfterAnotherAndAppendsAllOrNone) {
  const std::string id = write(filing())->request.id;
  const auto plan_of = [&](const char* event, const char* role) -> RequestPlan {
    RequestStepEvent made = step(id, event);
    made.role = role;
    if (std::string_view(role) == "POL") {
      made.reported = ledger::ToldBy{.by = "BKA", .means = ledger::ToldMeans::telephone};
    }
    return [made](const Requests&) -> Result<RequestEvent> { return RequestEvent(made); };
  };
  const std::size_t before = ledger().entries.size();
  std::optional<std::size_t> failed;
  // The third does not fit behind the second: none is entered.
  const std::vector<RequestPlan> wrong{plan_of("sent", "ISS"), plan_of("arrest", "POL"), plan_of("sent", "ISS")};
  const auto refused = write_requests(writer, "main", kit.clock, wrong, failed);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::not_allowed);
  EXPECT_EQ(failed, std::optional<std::size_t>(2));
  EXPECT_EQ(ledger().entries.size(), before);
  // Two that are allowed only in this order.
  failed.reset();
  const std::vector<RequestPlan> right{plan_of("sent", "ISS"), plan_of("arrest", "POL")};
  const auto written = write_requests(writer, "main", kit.clock, right, failed);
  ASSERT_TRUE(written) << written.error().sentence();
  EXPECT_FALSE(failed);
  ASSERT_EQ(written->size(), 2U);
  EXPECT_EQ((*written)[0].written.appended.last + 1, (*written)[1].written.appended.last);
  EXPECT_EQ(ledger().entries.size(), before + 2);
  EXPECT_EQ(told().front().history.reported.name, "arrested");
  EXPECT_EQ((*written)[1].request.history.reported.name, "arrested");
}

TEST_F(RequestWriting, SharesOneReadingOfTheSameRules) {
  ASSERT_TRUE(write(filing()));
  ASSERT_TRUE(write(filing()));
  const Requests requests = told();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].rules, requests[1].rules);
}

TEST_F(RequestWriting, RefusesWhatItCannotJudgeAndWritesNothing) {
  const std::size_t before = ledger().entries.size();
  RequestFiled without = filing();
  without.rules = nullptr;
  EXPECT_EQ(write(without).error().code(), ErrorCode::refused);
  RequestFiled strange = filing();
  strange.machine = "mla";
  EXPECT_EQ(write(strange).error().code(), ErrorCode::refused);
  RequestFiled wrong = filing();
  wrong.rules_sha256 = std::string(64, 'a');
  EXPECT_EQ(write(wrong).error().code(), ErrorCode::usage);
  EXPECT_EQ(ledger().entries.size(), before);
}

TEST_F(RequestWriting, RefusesRulesThatDoNotFitIntoAnEntry) {
  const std::size_t before = ledger().entries.size();
  request::RuleSet large = test::surrender_rules();
  for (int row = 0; row < 270; ++row) {
    request::Rule rule = large.law.rules.front();
    rule.provision.text = std::string(4000, 'x');
    large.law.rules.push_back(std::move(rule));
  }
  const Result<WrittenRequest> written = write(filing(large));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code(), ErrorCode::refused);
  EXPECT_NE(written.error().sentence().find("does not fit into an entry"), std::string::npos);
  EXPECT_EQ(ledger().entries.size(), before);
}

TEST_F(RequestWriting, RefusesAStepOutOfOrderOrOfNoRequestAndWritesNothing) {
  const std::string id = write(filing())->request.id;
  const std::size_t before = ledger().entries.size();
  EXPECT_EQ(write(step(id, "surrendered")).error().code(), ErrorCode::not_allowed);
  EXPECT_EQ(write(step(std::string(64, 'f'), "sent")).error().code(), ErrorCode::not_found);
  EXPECT_EQ(ledger().entries.size(), before);
}

TEST_F(RequestWriting, TellsARequestWhoseRulesAreMissingWithAReason) {
  ledger::RequestFiled filed = filing();
  filed.rules = nullptr;
  ASSERT_TRUE(writer.append({.type = std::string(RequestFiled::k_type), .fields = filed.fields()}));
  const Requests requests = told();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_EQ(requests.front().rules, nullptr);
  EXPECT_NE(requests.front().problem.find("are not in its entry"), std::string::npos) << requests.front().problem;
}

TEST_F(RequestWriting, CountsABodyThatNoKeyOpens) {
  ASSERT_TRUE(write(filing()));
  const RequestLedger blind = read_request_ledger(*writer.source().value(), {}).value();
  EXPECT_EQ(blind.unread, blind.entries.size());
  RuleBook book;
  EXPECT_TRUE(tell_requests(blind, book).empty());
}

}  // namespace
}  // namespace rogatory::registry
