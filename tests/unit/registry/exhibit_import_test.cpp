#include "registry/exhibit_import.hpp"

#include <gtest/gtest.h>

namespace rogatory::registry {
namespace {

const ImportDefaults& defaults() {
  static const ImportDefaults value{.authority = "fr-ca",
                                    .officer = "registry-2",
                                    .zone = "Europe/Paris",
                                    .now = UtcTime::parse("2026-11-24T09:00:00Z").value()};
  return value;
}

ExhibitImport import_of(const std::string& text) {
  Result<ExhibitImport> import = read_exhibits(base::as_bytes(text), defaults());
  EXPECT_TRUE(import) << import.error().sentence();
  return import ? *std::move(import) : ExhibitImport{};
}

/// "2: why" of each fault.
std::vector<std::string> faults_of(const ExhibitImport& import) {
  std::vector<std::string> faults;
  for (const base::CsvFault& fault : import.faults) {
    faults.push_back(std::to_string(fault.line) + ": " + fault.why);
  }
  return faults;
}

using Names = std::vector<std::string>;

TEST(ExhibitImport, ReadsWhatALineSaysAndFillsInTheRest) {
  const ExhibitImport import = import_of(
      "title,kind,number,parent,event,by,at,place,seal,warrant,from,hashes,witness\n"
      "Telephone,physical,7,,seized,Lt. Martin,2026-11-23T09:00:00Z,Lyon,4471,CR 17/26,,,M. Petit\n"
      "Image,digital,,7,acquired,,,,,,,media:md5:0cc175b9c0f1b6a831c399e269772661 "
      "file:md5:92eb5ffee6ae2fec3ad71c777531578f,\n"
      "Note,,,,,,,,,,,,\n");
  ASSERT_EQ(faults_of(import), Names());
  ASSERT_EQ(import.rows.size(), 3U);
  const ledger::CustodyEvent& seized = import.rows[0].event;
  EXPECT_EQ(seized.type(), "custody.seized");
  EXPECT_EQ(seized.actor.name, "Lt. Martin");
  EXPECT_EQ(seized.happened_at.at.text(), "2026-11-23T09:00:00Z");
  EXPECT_EQ(seized.happened_at.known, ledger::TimeKnown::document) << "the list says so";
  EXPECT_EQ(seized.seal->after, "4471");
  EXPECT_EQ(import.rows[0].item.exhibit.number, 7U);
  EXPECT_EQ(import.rows[1].item.parent->text(), "fr-ca:7");
  EXPECT_EQ(import.rows[1].event.hashes.size(), 2U);
  EXPECT_EQ(import.rows[2].event.type(), "custody.identified");
  EXPECT_EQ(import.rows[2].event.actor.name, "registry-2");
  EXPECT_EQ(import.rows[2].event.happened_at.at, defaults().now);
  EXPECT_EQ(import.rows[2].line, 4U);
}

TEST(ExhibitImport, NamesEachLineThatIsWrong) {
  const ExhibitImport import = import_of(
      "title,kind,number,event,at,hashes,from,parent\n"
      ",,,,,,,\n"
      "a,liquid,,,,,,\n"
      "a,,0,,,,,\n"
      "a,,,stored,,,,\n"
      "a,,,,yesterday,,,\n"
      "a,,,,,file:md5:zz,,\n"
      "a,,,received_from_third_party,,,,\n"
      "a,,,,,,,none\n"
      "a,b\n"
      "right,,,,,,,\n");
  ASSERT_EQ(import.faults.size(), 9U);
  for (std::size_t i = 0; i < import.faults.size(); ++i) {
    EXPECT_EQ(import.faults[i].line, i + 2) << import.faults[i].why;
  }
  EXPECT_EQ(import.rows.size(), 1U);
}

TEST(ExhibitImport, IsOfATableWithItsColumns) {
  for (const char* wrong : {"", "name\nTelephone\n", "kind\nphysical\n", "title;kind\nTelephone;physical\n",
                            "title,colour\nTelephone,red\n", "title,title\na,b\n"}) {
    const Result<ExhibitImport> import = read_exhibits(base::as_bytes(wrong), defaults());
    ASSERT_FALSE(import) << wrong;
    EXPECT_EQ(import.error().code(), ErrorCode::malformed) << wrong;
  }
}

ledger::CustodyTable table_with(const std::vector<std::string>& exhibits) {
  ledger::CustodyTable table;
  for (const std::string& exhibit : exhibits) {
    table[*ledger::ExhibitId::parse(exhibit)];
  }
  return table;
}

TEST(ExhibitImport, NumbersWhatHasNoneBehindTheHighest) {
  ExhibitImport import = import_of("title,number,parent\na,,\nb,40,\nc,,40\nd,,de-ca:9\n");
  const std::vector<ledger::ExhibitEvent> events = number_exhibits(import, table_with({"fr-ca:3", "de-ca:9"}), "fr-ca");
  EXPECT_EQ(faults_of(import), Names());
  ASSERT_EQ(events.size(), 8U) << "two entries each";
  Names numbers;
  for (const ImportedExhibit& row : import.rows) {
    EXPECT_EQ(row.event.exhibit, row.item.exhibit);
    numbers.push_back(row.item.exhibit.text());
  }
  EXPECT_EQ(numbers, (Names{"fr-ca:41", "fr-ca:40", "fr-ca:42", "fr-ca:43"}));
}

TEST(ExhibitImport, EntersNothingWhereANumberIsTakenOrAParentIsMissing) {
  ExhibitImport import = import_of("title,number,parent\na,3,\nb,5,\nc,5,\nd,,6\n");
  EXPECT_TRUE(number_exhibits(import, table_with({"fr-ca:3"}), "fr-ca").empty());
  EXPECT_EQ(faults_of(import),
            (Names{"2: there is an exhibit fr-ca:3 already", "4: there is an exhibit fr-ca:5 already",
                   "5: parent: there is no exhibit fr-ca:6"}))
      << "6 is the number that line 5 itself gets";
}

}  // namespace
}  // namespace rogatory::registry
