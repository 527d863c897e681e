#include "registry/authority_import.hpp"

#include <gtest/gtest.h>

#include "tests/support/fault_file_system.hpp"
#include "tests/support/files.hpp"
#include "tests/support/home.hpp"

namespace rogatory::registry {
namespace {

constexpr std::string_view k_table =
    "id,country,role,source,zone,languages,as_of\n"
    "fr-paris,FR,court,EJN,Europe/Paris,fr,2026-05-01\n"
    "de-bw,DE,prosecution,EJN,Europe/Berlin,de en,2026-05-01\n";

class AuthorityImport : public testing::Test {
 protected:
  Result<ImportReport> import(std::string_view table) {
    return import_authorities(home, base::as_bytes(table), at.clock);
  }
  /// What is wrong with a table whose header reads, one line of text for each fault.
  std::string faults_of(std::string_view table) {
    const Result<ImportReport> report = import(table);
    if (!report) {
      return "refused: " + report.error().sentence();
    }
    EXPECT_EQ(report->faults.empty(), !report->lines.empty());
    std::string text;
    for (const base::CsvFault& fault : report->faults) {
      text += std::to_string(fault.line) + ": " + fault.why + "\n";
    }
    return text;
  }
  [[nodiscard]] std::size_t known() const { return list_authorities(home).value().size(); }

  test::TestHome at;
  Home home = at.open();
};

TEST_F(AuthorityImport, RefusesTablesOfOtherThings) {
  EXPECT_EQ(faults_of(""), "refused: is empty: the first line names the columns");
  EXPECT_EQ(faults_of("id,country,role\n"), "refused: line 1: the column source is missing");
  EXPECT_EQ(faults_of("id,country,role,source,phone\n"), "refused: line 1: there is no column phone");
  EXPECT_EQ(faults_of("id;country;role;source\n"),
            "refused: line 1: the cells are separated by semicolons, not commas");
  EXPECT_EQ(faults_of("id,country,role,source\nx\"\n"),
            "refused: line 2: a quotation mark stands inside a cell that does not begin with one");
  EXPECT_EQ(known(), 0U);
}

TEST_F(AuthorityImport, NamesEachWrongLineAndKeepsNothing) {
  EXPECT_EQ(faults_of("id,country,role,source,zone\n"
                      "fr-paris,FR,court,EJN,Europe/Paris\n"
                      "FR,FR,court,EJN,Europe/Paris\n"
                      "fr-lyon,FR,court,EJN\n"
                      "fr-lille,FR,kourt,EJN,Europe/Paris\n"
                      "fr-paris,FR,court,EJN,Europe/Paris\n"
                      "fr-home,FR,court,EJN,Europe/Paris\n"
                      "fr-metz,FR,court,,Europe/Paris\n"),
            "3: id is not a small letter followed by 1 to 30 of a-z, 0-9 and -\n"
            "4: has 4 cells, the first line has 5\n"
            "5: role is none of auditor, central-authority, court, expert, ministry, police, prosecution, provider and "
            "registry\n"
            "6: fr-paris stands in line 2 already\n"
            "7: fr-home is the authority of this home itself\n"
            "8: source is empty or longer than 1000 bytes\n");
  EXPECT_EQ(known(), 0U);
}

TEST_F(AuthorityImport, KeepsWhatTheTableSays) {
  const Result<ImportReport> report = import(k_table);
  ASSERT_TRUE(report.has_value()) << report.error().sentence();
  ASSERT_EQ(report->lines.size(), 2U);
  EXPECT_EQ(report->lines[1].line, 3U);
  EXPECT_EQ(report->lines[1].id, "de-bw");
  EXPECT_EQ(report->lines[1].kept, Kept::added);
  const Authority authority = load_authority(home, "de-bw").value();
  EXPECT_EQ(authority.languages, (std::vector<std::string>{"de", "en"}));
  EXPECT_EQ(authority.calendar, "DE");
  EXPECT_EQ(authority.as_of, "2026-05-01");
  EXPECT_EQ(authority.address, std::nullopt);
}

TEST_F(AuthorityImport, TakesTheDayOfTheImportWhereNoneIsSaid) {
  ASSERT_TRUE(import("id,country,role,source,zone,as_of\nfr-paris,FR,court,EJN,Europe/Paris,\n"));
  EXPECT_EQ(load_authority(home, "fr-paris")->as_of, "2026-06-01");
}

TEST_F(AuthorityImport, ChangesNothingASecondTime) {
  ASSERT_TRUE(import(k_table));
  const Result<ImportReport> again = import(k_table);
  ASSERT_TRUE(again.has_value());
  for (const ImportedLine& line : again->lines) {
    EXPECT_EQ(line.kept, Kept::unchanged) << line.id;
  }
}

TEST_F(AuthorityImport, ReplacesWhatIsOlderAndRefusesToGoBack) {
  ASSERT_TRUE(import(k_table));
  std::string newer(k_table);
  newer.replace(newer.find("fr,2026-05-01"), 13, "en,2026-06-01");
  const Result<ImportReport> report = import(newer);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->lines[0].kept, Kept::replaced);
  EXPECT_EQ(report->lines[1].kept, Kept::unchanged);
  EXPECT_EQ(faults_of(k_table), "2: fr-paris is of 2026-05-01 here, and of 2026-06-01 in this home\n");
  EXPECT_EQ(load_authority(home, "fr-paris")->as_of, "2026-06-01");
}

constexpr std::string_view k_unknown_calendars =
    "id,country,role,source,calendar,as_of\n"
    "it-roma,IT,court,EJN,,2026-05-01\n"
    "it-bari,IT,court,EJN,IT-75,2026-05-01\n"
    "pl-krakow,PL,court,EJN,,2026-05-01\n"
    "it-lecce,IT,court,EJN,IT-75,2026-05-01\n";

TEST_F(AuthorityImport, NamesEachCalendarThatIsNotAtHandWithItsLines) {
  // The second time no row changes anything: its dates are counted without that calendar all the same.
  for (int time = 0; time < 2; ++time) {
    const Result<ImportReport> report = import(k_unknown_calendars);
    ASSERT_TRUE(report.has_value()) << report.error().sentence();
    EXPECT_TRUE(report->faults.empty());
    ASSERT_EQ(report->gaps.size(), 2U);
    EXPECT_EQ(report->gaps[0].gap, (CalendarGap{.calendar = "IT-75", .instead = "IT"}));
    EXPECT_EQ(report->gaps[0].lines, (std::vector<std::size_t>{3, 5}));
    EXPECT_EQ(report->gaps[1].gap, (CalendarGap{.calendar = "PL", .instead = ""}));
    EXPECT_EQ(report->gaps[1].lines, (std::vector<std::size_t>{4}));
  }
  EXPECT_EQ(known(), 4U);
}

TEST_F(AuthorityImport, NamesNoCalendarOfATableThatIsNotTaken) {
  const Result<ImportReport> report = import(std::string(k_unknown_calendars) + "PL,PL,court,EJN,,2026-05-01\n");
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->faults.size(), 1U);
  EXPECT_TRUE(report->gaps.empty());
}

TEST_F(AuthorityImport, RefusesAZoneThatThereIsNotOrThatTheStateDoesNotSayAlone) {
  EXPECT_EQ(faults_of("id,country,role,source,zone\n"
                      "de-koeln,DE,court,EJN,Europe/Cologne\n"
                      "us-doj,US,court,EJN,\n")
                .substr(0, 73),
            "2: there is no time zone Europe/Cologne\n3: the time zone of US must be sa");
  EXPECT_EQ(known(), 0U);
}

TEST_F(AuthorityImport, KeepsTheAuthoritiesThatWereThere) {
  ASSERT_TRUE(import(k_table));
  ASSERT_TRUE(import("id,country,role,source,zone\nit-roma,IT,court,EJN,Europe/Rome\n"));
  EXPECT_EQ(known(), 3U);
  EXPECT_FALSE(base::exists(home.fs(), at / "authorities.next").value());
}

TEST_F(AuthorityImport, GoesOnAfterAKilledOne) {
  ASSERT_TRUE(base::make_directories(home.fs(), at / "authorities.next"));
  test::write_file(at / "authorities.next/fr-paris.json", "half");
  ASSERT_TRUE(import(k_table));
  EXPECT_EQ(known(), 2U);
}

std::vector<test::FaultFileSystem::Fault> faults_of_importing() {
  const test::TestHome at;
  EXPECT_TRUE(import_authorities(at.open(), base::as_bytes(k_table), at.clock));
  test::FaultFileSystem fs;
  EXPECT_TRUE(import_authorities(at.open(fs),
                                 base::as_bytes("id,country,role,source,zone\n"
                                                "fr-paris,FR,court,new,Europe/Paris\n"
                                                "it-roma,IT,court,new,Europe/Rome\n"),
                                 at.clock));
  return fs.every_fault();
}

TEST(AuthorityImportFaults, ChangeAllOrNothing) {
  for (const test::FaultFileSystem::Fault& fault : faults_of_importing()) {
    SCOPED_TRACE(test::describe(fault));
    const test::TestHome at;
    ASSERT_TRUE(import_authorities(at.open(), base::as_bytes(k_table), at.clock));
    const std::vector<Authority> before = list_authorities(at.open()).value();
    test::FaultFileSystem fs(fault);
    const Result<Home> home = Home::open(fs, at.path());
    const bool done = home && import_authorities(*home,
                                                 base::as_bytes("id,country,role,source,zone\n"
                                                                "fr-paris,FR,court,new,Europe/Paris\n"
                                                                "it-roma,IT,court,new,Europe/Rome\n"),
                                                 at.clock);
    const std::vector<Authority> after = list_authorities(at.open()).value();
    if (done) {
      EXPECT_EQ(after.size(), 3U);
      EXPECT_EQ(load_authority(at.open(), "fr-paris")->source, "new");
    } else {
      EXPECT_EQ(after, before);
    }
  }
}

}  // namespace
}  // namespace rogatory::registry
