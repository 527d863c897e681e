#include "request/instrument_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "request/instruments.hpp"
#include "request/machine_file.hpp"

namespace rogatory::request {
namespace {

constexpr std::string_view k_bilateral = R"({"format": "rogatory-instrument/1", "id": "aa-bb", "title": "A treaty",
  "kind": "extradition", "citation": "Treaty", "signed": "2001-02-03", "text_url": "https://example.org/t",
  "as_of": "2026-01-02", "machine": "extradition",
  "contents": [{"ref": "1", "name": "facts", "force": "must", "text": "the facts", "verified": "text"},
               {"ref": "2", "name": "person", "force": "should", "text": "who", "verified": "unverified"}],
  "documents": [{"ref": "3", "name": "warrant", "types": ["warrant"], "form": "copy", "force": "must", "text": "it",
                 "verified": "text"}],
  "limits": [{"ref": "9", "id": "arrest", "n": 60, "unit": "day", "from": "provisional_arrest", "to": ["released"],
              "on": "requested", "effect": "may_release", "counting": "national", "text": "sixty days",
              "verified": "secondary", "url": "https://example.org/9"}]})";

std::string with(std::string_view from, std::string_view to) {
  std::string text(k_bilateral);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

/// The sentence of the refusal when `from` is replaced.
std::string refusal_with(std::string_view from, std::string_view to) {
  const Result<Instrument> instrument = parse_instrument(base::as_bytes(with(from, to)));
  if (instrument) {
    return "accepted";
  }
  EXPECT_EQ(instrument.error().code(), ErrorCode::malformed);
  return instrument.error().sentence();
}

TEST(InstrumentFile, RefusesWhatIsNoInstrument) {
  EXPECT_EQ(refusal_with("instrument/1", "instrument/2"), "instrument: format: is not rogatory-instrument/1");
  EXPECT_EQ(refusal_with("\"id\": \"aa-bb\"", "\"id\": \"AA\""),
            "instrument: id: is no id: 2 to 31 small letters, digits and -, a letter first");
  EXPECT_EQ(refusal_with("\"extradition\", \"citation\"", "\"magic\", \"citation\""),
            "instrument: kind: is none of extradition, mla, surrender, order, preservation, jit, scheme and comity");
  EXPECT_EQ(refusal_with("2001-02-03", "2001-02-30"), "instrument: signed: is no day: YYYY-MM-DD");
  EXPECT_EQ(refusal_with("https://example.org/t", "javascript:x"),
            "instrument: text_url: is no address: https:// and printable ASCII");
  EXPECT_EQ(refusal_with("\"as_of\"", "\"asof\""), "instrument: as_of is missing");
}

TEST(InstrumentFile, NamesTheKeyThatIsWrongWithItsPath) {
  EXPECT_EQ(refusal_with("\"force\": \"should\"", "\"force\": \"could\""),
            "instrument aa-bb.contents[1]: force: no duty is called could");
  EXPECT_EQ(refusal_with("\"secondary\"", "\"certain\""),
            "instrument aa-bb.limits[0]: verified: no verified status is called certain");
  EXPECT_EQ(refusal_with("\"form\": \"copy\"", "\"form\": \"fax\""),
            "instrument aa-bb.documents[0]: form: is none of original, authenticated_copy and copy");
  EXPECT_EQ(refusal_with("\"n\": 60", "\"n\": 3651"),
            "instrument aa-bb.limits[0]: n is not an integer from -3650 to 3650");
  EXPECT_EQ(refusal_with("\"text\": \"who\"", "\"text\": \"two\\nlines\""),
            "instrument aa-bb.contents[1]: text: holds a control character or a line break");
}

TEST(InstrumentFile, RefusesAFieldOrALimitThatStandsTwice) {
  EXPECT_EQ(refusal_with("\"ref\": \"2\"", "\"ref\": \"1\""),
            "instrument aa-bb: contents: 1: the ref stands twice: a field is known by it");
}

TEST(InstrumentFile, RefusesARefThatCannotBeAKeyOfADraft) {
  EXPECT_EQ(refusal_with("\"ref\": \"2\"", "\"ref\": \"§\""),
            "instrument aa-bb: contents: §: a ref is at most 64 characters of ASCII");
  EXPECT_EQ(refusal_with("\"ref\": \"3\"", "\"ref\": \"§\""),
            "instrument aa-bb: documents: §: a ref is at most 64 characters of ASCII");
  const std::string longest(64, 'x');
  EXPECT_EQ(refusal_with("\"ref\": \"2\"", "\"ref\": \"" + longest + "\""), "accepted");
  EXPECT_NE(refusal_with("\"ref\": \"2\"", "\"ref\": \"" + longest + "x\""), "accepted");
}

TEST(InstrumentFile, RefusesLimitsBetweenEventsThatTheMachineLacks) {
  EXPECT_EQ(refusal_with("\"from\": \"provisional_arrest\"", "\"from\": \"eclipse\""),
            "instrument aa-bb: limits: arrest: machine extradition has no event eclipse");
  EXPECT_EQ(refusal_with("[\"released\"]", "[\"released\", \"eclipse\"]"),
            "instrument aa-bb: limits: arrest: machine extradition has no event eclipse");
  EXPECT_EQ(refusal_with("\"n\": 60",
                         "\"n\": 60, \"suspends\": [{\"from\": \"released\", \"to\": \"dawn\", \"ref\": \"1\"}]"),
            "instrument aa-bb: limits: arrest: machine extradition has no event dawn");
  EXPECT_EQ(refusal_with("\"machine\": \"extradition\"", "\"machine\": \"alchemy\""),
            "instrument aa-bb: machine: there is none called alchemy");
}

TEST(InstrumentFile, RefusesALimitWithoutANumberOrSomebodyWhoFixesIt) {
  EXPECT_EQ(refusal_with("\"n\": 60, ", ""), "instrument aa-bb: limits: arrest: has either n or n_by");
  EXPECT_EQ(refusal_with("\"n\": 60, ", "\"n\": 60, \"n_by\": \"the parties\", "),
            "instrument aa-bb: limits: arrest: has either n or n_by");
  EXPECT_EQ(refusal_with("\"n\": 60, ", "\"n_by\": \"the parties\", "), "accepted");
  EXPECT_EQ(refusal_with("\"n\": 60, ", "\"n\": 60, \"extends\": \"arrest\", "),
            "instrument aa-bb: limits: arrest: extends no other limit of this instrument: arrest");
}

TEST(InstrumentFile, ReplacesOnlyWhatItIsLayeredOn) {
  EXPECT_EQ(refusal_with("\"contents\"", "\"replaces\": [\"1\"], \"contents\""),
            "instrument aa-bb: replaces: only an instrument that is layered on another replaces its articles");
  EXPECT_EQ(refusal_with("\"contents\"", "\"layered_on\": \"aa-bb\", \"contents\""),
            "instrument aa-bb: layered_on: is the instrument itself");
}

TEST(InstrumentFile, IsRefusedWhenItIsLargerThanAMebibyte) {
  std::string text(k_bilateral);
  text.append(k_instrument_size, ' ');
  EXPECT_FALSE(parse_instrument(base::as_bytes(text)));
}

TEST(InstrumentFile, IsWrittenAsItWasRead) {
  const InstrumentSet set = InstrumentSet::built_in();
  for (const Instrument& instrument : set.all()) {
    const Result<Instrument> again = parse_instrument(base::as_bytes(document_of(instrument).canonical()));
    ASSERT_TRUE(again) << again.error().sentence();
    EXPECT_EQ(document_of(*again), document_of(instrument)) << instrument.id;
  }
}

TEST(BuiltInInstruments, AreReadFromEveryFileAndLoseNothing) {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(ROGATORY_SOURCE_DIR "/schemas/instruments")) {
    files.insert(entry.path().stem().string());
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Result<Instrument> instrument = parse_instrument(base::as_bytes(text));
    ASSERT_TRUE(instrument) << instrument.error().sentence();
    EXPECT_EQ(document_of(*instrument), *base::parse_json(base::as_bytes(text), k_instrument_size)) << entry.path();
  }
  std::set<std::string> built_in;
  const InstrumentSet set = InstrumentSet::built_in();
  for (const Instrument& instrument : set.all()) {
    built_in.insert(instrument.id);
  }
  EXPECT_EQ(built_in, files);
  for (const char* id : {"untoc-mla", "ets24", "ets86", "ets98", "cets209", "cets212", "eaw"}) {
    EXPECT_TRUE(built_in.contains(id)) << id;
  }
}

/// The row of that ground; the test fails where there is none.
Ground ground_of(const char* instrument, std::string_view ground) {
  const InstrumentSet set = InstrumentSet::built_in();
  for (const Ground& one : set.find(instrument)->grounds) {
    if (one.ground == ground) {
      return one;
    }
  }
  ADD_FAILURE() << instrument << " has no ground " << ground;
  return {};
}

Limit limit_of(const char* instrument, std::string_view id) {
  const InstrumentSet set = InstrumentSet::built_in();
  for (const Limit& one : set.find(instrument)->limits) {
    if (one.id == id) {
      return one;
    }
  }
  ADD_FAILURE() << instrument << " has no limit " << id;
  return {};
}

TEST(BuiltInInstruments, KeepToTheCorrectionsOfTheLaw) {
  EXPECT_EQ(ground_of("ets98", "amnesty").force, Force::shall);
  EXPECT_EQ(ground_of("ets98", "in_absentia").force, Force::may_unless_then_shall_grant);
  EXPECT_EQ(ground_of("ets24", "military_offence").force, Force::out_of_scope);
  EXPECT_EQ(ground_of("ets24", "fiscal_offence").force, Force::out_of_scope);
  EXPECT_EQ(ground_of("ets86", "third_state_judgment").force, Force::shall);
  ASSERT_EQ(limit_of("cets209", "provisional_arrest").suspends.size(), 1U);
  EXPECT_EQ(limit_of("cets209", "provisional_arrest_most").suspends.front().from, "consent_notified");
  EXPECT_EQ(limit_of("eaw", "decision_after_third_state").from, "third_state_speciality_ended");
  EXPECT_NE(limit_of("untoc-mla", "safe_conduct").text.find("any other period"), std::string::npos);
  EXPECT_EQ(limit_of("untoc-mla", "safe_conduct").counting, Counting::calendar_days);
}

TEST(BuiltInInstruments, HaveTheNumbersOfTheArticles) {
  EXPECT_EQ(limit_of("ets24", "provisional_arrest").n, 18);
  EXPECT_EQ(limit_of("ets24", "provisional_arrest").effect, Effect::may_release);
  EXPECT_EQ(limit_of("ets24", "provisional_arrest_most").n, 40);
  EXPECT_EQ(limit_of("ets24", "provisional_arrest_most").effect, Effect::must_release);
  EXPECT_EQ(limit_of("ets24", "taking_over").n, 15);
  EXPECT_EQ(limit_of("ets24", "taking_over_most").n, 30);
  EXPECT_EQ(limit_of("cets209", "say_consent").n, 10);
  EXPECT_EQ(limit_of("cets209", "say_decision").n, 20);
  EXPECT_EQ(limit_of("cets212", "speciality_consent").n, 90);
  EXPECT_EQ(limit_of("eaw", "decision_consent").n, 10);
  EXPECT_EQ(limit_of("eaw", "decision").n, 60);
  EXPECT_EQ(limit_of("eaw", "decision_extension").extends, "decision");
  EXPECT_EQ(limit_of("eaw", "surrender").n, 10);
  EXPECT_EQ(limit_of("eaw", "leave").n, 45);
  EXPECT_EQ(limit_of("eaw", "speciality_consent").n, 30);
}

TEST(InstrumentSet, TakesAMinistrysOwnAndReplacesNone) {
  InstrumentSet set = InstrumentSet::built_in();
  const Result<Instrument> own = parse_instrument(base::as_bytes(k_bilateral));
  ASSERT_TRUE(own);
  EXPECT_TRUE(set.add(*own));
  ASSERT_NE(set.find("aa-bb"), nullptr);
  EXPECT_NE(set.find("ets24"), nullptr);
  const Result<void> again = set.add(*own);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code(), ErrorCode::refused);
  EXPECT_EQ(set.get("ets2").error().why(), "did you mean ets24?");
}

TEST(InstrumentSet, RefusesALayerOnNothing) {
  InstrumentSet set = InstrumentSet::built_in();
  const Result<Instrument> layer =
      parse_instrument(base::as_bytes(with("\"contents\"", "\"layered_on\": \"nothing\", \"contents\"")));
  ASSERT_TRUE(layer);
  const Result<void> added = set.add(*layer);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().sentence(), "instrument aa-bb: layered_on: there is no instrument nothing that stands alone");
}

}  // namespace
}  // namespace rogatory::request
