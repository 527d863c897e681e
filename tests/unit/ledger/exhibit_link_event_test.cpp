#include "ledger/exhibit_link_event.hpp"

#include <gtest/gtest.h>

#include "ledger/event.hpp"
#include "tests/support/entries.hpp"
#include "tests/unit/ledger/custody_world.hpp"

namespace rogatory::ledger {
namespace {

LinkedFrom whole_from() {
  LinkedFrom from;
  from.case_id = test::test_case();
  from.entry = *EntryHash::from_bytes(test::digest("entry").bytes);
  from.exhibit = test::exhibit(3);
  from.custody = {.custodian = test::person("Dr. Weber"),
                  .hashes = {{HashScope::media, HashAlgorithm::sha256, std::string(64, 'a')},
                             {HashScope::file, HashAlgorithm::md5, std::string(32, 'b')}},
                  .loan = true,
                  .place = "laboratory",
                  .seal = "4471",
                  .working_copy = true};
  from.custody.custodian->authority = "de-ca";
  return from;
}

Json::Object fields_of(const LinkedFrom& from) {
  return ExhibitLinked{.exhibit = test::exhibit(1), .other = from}.fields();
}

TEST(ExhibitLinked, ComesBackAsItWasWritten) {
  LinkedFrom least = whole_from();
  least.custody = {};
  const LinkedInto into{.case_id = test::test_case(), .exhibit = test::exhibit(3)};
  const std::initializer_list<decltype(ExhibitLinked::other)> halves{whole_from(), least, into};
  for (const auto& half : halves) {
    const ExhibitLinked event{.exhibit = test::exhibit(1), .other = half};
    const Result<ExhibitLinked> parsed = ExhibitLinked::parse(event.fields());
    ASSERT_TRUE(parsed) << parsed.error().sentence();
    EXPECT_EQ(parsed->exhibit, event.exhibit);
    EXPECT_EQ(parsed->other, event.other);
    EXPECT_EQ(parsed->fields(), event.fields());
    EXPECT_EQ(check_event("exhibit.linked", event.fields()), true);
  }
}

void expect_refused(const Json::Object& fields, const char* why) {
  const Result<ExhibitLinked> parsed = ExhibitLinked::parse(fields);
  ASSERT_FALSE(parsed) << why;
  EXPECT_EQ(parsed.error().code(), ErrorCode::malformed) << why;
}

TEST(ExhibitLinked, IsOneHalfAndNotTwoOrNone) {
  const Json::Object from = fields_of(whole_from());
  const Json::Object into =
      ExhibitLinked{.exhibit = test::exhibit(1),
                    .other = LinkedInto{.case_id = test::test_case(), .exhibit = test::exhibit(3)}}
          .fields();
  Json::Object both = from;
  both.merge(Json::Object(into));
  expect_refused(both, "both");
  Json::Object with_custody = into;
  with_custody["custody"] = from.at("custody");
  expect_refused(with_custody, "what went on there is told in the other case");
  for (const char* key : {"exhibit", "from", "custody"}) {
    Json::Object less = from;
    less.erase(key);
    expect_refused(less, key);
  }
  Json::Object more = into;
  more["title"] = "Telephone";
  expect_refused(more, "an unknown key");
}

TEST(ExhibitLinked, TellsOfCustodyWhatTheFoldCanGoOnFrom) {
  LinkedFrom from = whole_from();
  from.custody.custodian.reset();
  expect_refused(fields_of(from), "on loan to nobody");
  from = whole_from();
  from.custody.loan = false;
  expect_refused(fields_of(from), "held by another authority than links it");
  from = whole_from();
  from.custody.hashes = {{HashScope::chunk, HashAlgorithm::md5, std::string(32, 'a')}};
  expect_refused(fields_of(from), "a chunk's");
  from = whole_from();
  from.custody.place = "";
  expect_refused(fields_of(from), "an empty text");
  Json::Object wrong = fields_of(whole_from());
  wrong["from"] = Json::Object{{"case", "x"}, {"entry", std::string(64, 'a')}, {"exhibit", "fr-ca:3"}};
  expect_refused(wrong, "no case");
  wrong["from"] =
      Json::Object{{"case", test::test_case().text()}, {"entry", std::string(64, 'A')}, {"exhibit", "fr-ca:3"}};
  expect_refused(wrong, "another spelling of a hash");
}

}  // namespace
}  // namespace rogatory::ledger
