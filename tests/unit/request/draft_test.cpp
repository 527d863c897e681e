#include "request/draft.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "request/lint.hpp"

namespace rogatory::request {
namespace {

std::string draft_text(const std::string& name) {
  std::ifstream file(ROGATORY_SOURCE_DIR "/tests/drafts/" + name + ".json");
  EXPECT_TRUE(file.good()) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

Draft draft_of(const std::string& name) {
  const std::string text = draft_text(name);
  Result<Draft> draft = parse_draft(base::as_bytes(text));
  EXPECT_TRUE(draft) << name << ": " << draft.error().sentence();
  return draft ? *std::move(draft) : Draft{};
}

/// What check says of a draft, a line each, to an authority that accepts these languages.
std::vector<std::string> said_of(const Draft& draft, Severity severity,
                                 const std::vector<std::string>& languages = {"de", "th"}) {
  const InstrumentSet set = InstrumentSet::built_in();
  const Result<RuleSet> rules = rules_of(set, draft);
  EXPECT_TRUE(rules) << rules.error().sentence();
  std::vector<std::string> lines;
  for (const DraftFinding& finding : check_draft(set, *rules, draft, languages)) {
    if (finding.severity == severity) {
      // Up to the words of the instrument: those are its own.
      lines.push_back(line_of(finding).substr(0, line_of(finding).find(": ", finding.rule.size() + 2)));
    }
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Drafts, ThatAreCompleteHaveNoErrors) {
  for (const char* name : {"untoc-mla-complete", "ets24-complete", "ets24-protocols-complete", "cets209-complete",
                           "ets24-arrest-complete", "eaw-complete"}) {
    EXPECT_EQ(said_of(draft_of(name), Severity::error), Lines{}) << name;
  }
}

TEST(Drafts, OfTheSimplifiedProcedureNeedNoPapersUnderTheThirdProtocolAlone) {
  Draft draft = draft_of("cets209-complete");
  draft.layers = {"cets209"};
  EXPECT_EQ(said_of(draft, Severity::error), Lines{});
  draft.measures = {"extradition"};
  EXPECT_EQ(said_of(draft, Severity::error),
            (Lines{"cets209 12(2)(b): missing", "cets209 12(2)(c): missing", "cets209 12(2)(a): not enclosed",
                   "cets209 12(2)(c): not enclosed"}));
}

TEST(Drafts, NameExactlyTheSubParagraphsThatTheyLack) {
  EXPECT_EQ(said_of(draft_of("untoc-mla-incomplete"), Severity::error),
            (Lines{"untoc-mla 18(15)(c): missing", "untoc-mla 18(15)(f): missing"}));
  EXPECT_EQ(
      said_of(draft_of("ets24-incomplete"), Severity::error),
      (Lines{"ets24 12(2)(c): missing", "ets24 12(2)(a): warrant.pdf is a copy, and authenticated_copy is asked for",
             "ets24 12(2)(c): not enclosed"}));
  EXPECT_EQ(said_of(draft_of("ets24-protocols-incomplete"), Severity::error),
            (Lines{"cets212 12(2)(b): missing", "cets212 12(2)(a): not enclosed"}));
  EXPECT_EQ(said_of(draft_of("cets209-incomplete"), Severity::error),
            (Lines{"cets209 CETS 209 2(1)(c): missing", "cets209 CETS 209 2(1)(e): missing"}));
  EXPECT_EQ(said_of(draft_of("ets24-arrest-incomplete"), Severity::error), (Lines{"ets24 16(2) intention: missing"}));
  EXPECT_EQ(said_of(draft_of("eaw-incomplete"), Severity::error),
            (Lines{"eaw 8(1)(b): missing", "eaw 8(1)(e): missing", "eaw 4a(1): missing"}));
}

TEST(Drafts, AreWarnedOfWhatShouldBeThere) {
  EXPECT_EQ(said_of(draft_of("untoc-mla-incomplete"), Severity::warning),
            (Lines{"untoc-mla 18(15)(e): missing",
                   "untoc-mla 18(24): a day is wanted (2026-12-18) and no reason is given for it",
                   "untoc-mla 18(14): no translation into a language that the requested authority accepts"}));
  EXPECT_EQ(said_of(draft_of("untoc-mla-complete"), Severity::warning), Lines{});
  EXPECT_EQ(said_of(draft_of("untoc-mla-complete"), Severity::warning, {}),
            (Lines{"untoc-mla 18(14): which languages the requested authority accepts is not known"}));
}

TEST(Drafts, SayWhatNoRuleAsksForAndWhoseRatificationIsNotKnown) {
  Draft draft = draft_of("eaw-complete");
  draft.fields["99(9)"] = "something";
  draft.documents.push_back(
      {.ref = "8(2)", .type = "poem", .form = "copy", .name = "p", .sha256 = std::string(64, '0')});
  draft.requested.state = "CH";
  EXPECT_EQ(said_of(draft, Severity::warning),
            (Lines{"eaw: field 99(9)", "eaw: document 8(2)", "eaw: whether CH is bound by eaw is not known here"}));
}

TEST(Drafts, OfSurrenderSayWhetherThePersonIsAccused) {
  Draft draft = draft_of("eaw-complete");
  draft.person.reset();
  draft.measures.clear();
  EXPECT_EQ(said_of(draft, Severity::error), (Lines{"eaw: measures", "eaw: person"}));
}

TEST(Drafts, DoNotNeedTheFactsForTheServiceOfDocumentsAlone) {
  Draft draft = draft_of("untoc-mla-complete");
  draft.fields.erase("18(15)(c)");
  draft.measures = {"service"};
  EXPECT_EQ(said_of(draft, Severity::error), Lines{});
  draft.measures = {"service", "search"};
  EXPECT_EQ(said_of(draft, Severity::error), (Lines{"untoc-mla 18(15)(c): missing"}));
}

TEST(Drafts, TellOfEachFindingWhereTheRuleIsReadAndHowSureItIs) {
  const InstrumentSet set = InstrumentSet::built_in();
  const Draft draft = draft_of("eaw-incomplete");
  const std::vector<DraftFinding> findings = check_draft(set, *rules_of(set, draft), draft, {});
  ASSERT_TRUE(has_errors(findings));
  EXPECT_EQ(findings.front().ref, "8(1)(b)");
  EXPECT_EQ(findings.front().verified, Verified::text);
  EXPECT_EQ(findings.front().url, "https://lexparency.org/eu/32002F0584/ART_8/");
}

TEST(Drafts, AreWrittenAsTheyWereRead) {
  for (const char* name : {"untoc-mla-complete", "ets24-protocols-incomplete", "eaw-incomplete"}) {
    const std::string text = draft_text(name);
    EXPECT_EQ(document_of(draft_of(name)), *base::parse_json(base::as_bytes(text), k_draft_size)) << name;
  }
}

TEST(Drafts, ExplainTheFieldsThatAreEmptyAndReadTheExplanationBackAsNothing) {
  const InstrumentSet set = InstrumentSet::built_in();
  Draft draft;
  draft.instrument = "ets24";
  draft.requesting.state = "FR";
  draft.requested.state = "CH";
  draft.measures = {"extradition"};
  draft.person = "accused";
  const RuleSet rules = *rules_of(set, draft);
  add_empty_fields(draft, rules);
  EXPECT_EQ(draft.fields.size(), 2U);
  const Json document = document_of(draft, rules);
  const Json::Object& help = *document.as_object()->at("help").as_object();
  EXPECT_TRUE(help.contains("12(2)(b)"));
  EXPECT_TRUE(help.contains("attach 12(2)(a)"));
  EXPECT_TRUE(help.at("12(2)(b)").as_string()->starts_with("must: a statement of the offences"));
  const Result<Draft> again = parse_draft(base::as_bytes(document.canonical()));
  ASSERT_TRUE(again) << again.error().sentence();
  EXPECT_EQ(document_of(*again), document_of(draft));
}

/// The sentence of the refusal when `from` is replaced in a draft that is complete.
std::string draft_refused(std::string_view from, std::string_view to) {
  std::string text = draft_text("ets24-complete");
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  const Result<Draft> draft = parse_draft(base::as_bytes(text));
  return draft ? "accepted" : draft.error().sentence();
}

TEST(Drafts, AreRefusedWithThePathOfTheKeyThatIsWrong) {
  EXPECT_EQ(draft_refused("rogatory-draft/1", "rogatory-draft/2"), "draft: format: is not rogatory-draft/1");
  EXPECT_EQ(draft_refused("\"accused\"", "\"king\""), "draft: person: is none of accused, convicted and in_absentia");
  EXPECT_EQ(draft_refused("\"CH\"", "\"Switzerland\""),
            "draft.requested: state: is no State: two capital letters (ISO 3166)");
  EXPECT_EQ(draft_refused("\"form\": \"copy\"", "\"form\": \"fax\""),
            "draft.documents[1]: form: is none of original, authenticated_copy and copy");
  EXPECT_EQ(draft_refused("\"documents\"", "\"papers\""), "draft: documents is missing");
  EXPECT_EQ(draft_refused("\"measures\"", "\"colour\": \"red\", \"measures\""), "draft: unknown key: colour");
}

TEST(Drafts, AreRefusedWhenTheyAreLargerThanFourMebibytes) {
  std::string text = draft_text("ets24-complete");
  text.append(k_draft_size, ' ');
  EXPECT_FALSE(parse_draft(base::as_bytes(text)));
}

}  // namespace
}  // namespace rogatory::request
