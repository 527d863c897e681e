#include "registry/authorities.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <thread>

#include "base/text.hpp"
#include "registry/zones.hpp"
#include "tests/support/files.hpp"
#include "tests/support/home.hpp"

namespace rogatory::registry {
namespace {

Authority stuttgart() {
  return {.address = "Olgastraße 7, 70182 Stuttgart",
          .as_of = "2026-05-31",
          .calendar = "DE-BW",
          .country = "DE",
          .id = "de-bw-pros",
          .languages = {"de", "en"},
          .role = "prosecution",
          .source = "EJN Atlas",
          .zone = "Europe/Berlin"};
}

class Authorities : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(base::make_directories(home.fs(), at / "authorities")); }

  test::TestHome at;
  Home home = at.open();
};

TEST_F(Authorities, AreNobodyAtFirst) {
  EXPECT_TRUE(list_authorities(home).value().empty());
  for (const char* id : {"de-bw-pros", "", "../peers/x", "DE"}) {
    const Result<Authority> nobody = load_authority(home, id);
    ASSERT_FALSE(nobody.has_value()) << id;
    EXPECT_EQ(nobody.error().code(), ErrorCode::not_found) << id;
    EXPECT_NE(nobody.error().next_step(), "") << id;
  }
}

TEST_F(Authorities, AreKeptInOneSpelling) {
  EXPECT_EQ(add_authority(home, stuttgart(), Existing::refuse).value(), Kept::added);
  EXPECT_EQ(test::read_file(at / "authorities/de-bw-pros.json"),
            R"({"address":"Olgastraße 7, 70182 Stuttgart","as_of":"2026-05-31","calendar":"DE-BW","country":"DE",)"
            R"("id":"de-bw-pros","languages":["de","en"],"role":"prosecution","source":"EJN Atlas",)"
            R"("type":"rogatory-authority/1","zone":"Europe/Berlin"})");
  EXPECT_EQ(load_authority(home, "de-bw-pros").value(), stuttgart());
  EXPECT_EQ(list_authorities(home).value(), std::vector{stuttgart()});
}

TEST_F(Authorities, AreReplacedOnlyWhenToldSo) {
  ASSERT_TRUE(add_authority(home, stuttgart(), Existing::refuse));
  EXPECT_EQ(add_authority(home, stuttgart(), Existing::refuse).value(), Kept::unchanged);
  Authority moved = stuttgart();
  moved.address.reset();
  const Result<Kept> refused = add_authority(home, moved, Existing::refuse);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::refused);
  EXPECT_NE(refused.error().next_step().find("--force"), std::string::npos);
  EXPECT_EQ(load_authority(home, "de-bw-pros").value(), stuttgart());
  EXPECT_EQ(add_authority(home, moved, Existing::replace).value(), Kept::replaced);
  EXPECT_EQ(load_authority(home, "de-bw-pros").value(), moved);
}

TEST_F(Authorities, AreNeverOurselves) {
  Authority own = stuttgart();
  own.id = "fr-home";
  const Result<Kept> refused = add_authority(home, own, Existing::replace);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::refused);
}

TEST_F(Authorities, ReplaceADamagedRecordByForce) {
  test::write_file(at / "authorities/de-bw-pros.json", "damaged");
  const Result<Authority> damaged = load_authority(home, "de-bw-pros");
  ASSERT_FALSE(damaged.has_value());
  EXPECT_EQ(damaged.error().code(), ErrorCode::malformed);
  EXPECT_FALSE(add_authority(home, stuttgart(), Existing::refuse));
  EXPECT_EQ(add_authority(home, stuttgart(), Existing::replace).value(), Kept::replaced);
}

TEST_F(Authorities, RefuseARecordUnderAnotherName) {
  test::write_file(at / "authorities/de-be-pros.json", stuttgart().serialize());
  EXPECT_EQ(load_authority(home, "de-be-pros").error().code(), ErrorCode::malformed);
}

struct WrongCase {
  const char* field;
  std::function<void(Authority&)> spoil;
};

TEST_F(Authorities, NameTheFieldThatIsWrong) {
  const std::vector<WrongCase> cases{
      {"id", [](Authority& a) { a.id = "DE"; }},
      {"id", [](Authority& a) { a.id = "x"; }},
      {"country", [](Authority& a) { a.country = "DEU"; }},
      {"country", [](Authority& a) { a.country = "de"; }},
      {"role", [](Authority& a) { a.role = "prosecutor"; }},
      {"calendar", [](Authority& a) { a.calendar = "DE_BW"; }},
      {"zone", [](Authority& a) { a.zone = ""; }},
      {"zone", [](Authority& a) { a.zone = "Europe/../etc"; }},
      {"languages", [](Authority& a) { a.languages = {"german"}; }},
      {"languages", [](Authority& a) { a.languages = {"de", "de"}; }},
      {"address", [](Authority& a) { a.address = ""; }},
      {"address", [](Authority& a) { a.address = std::string(1001, 'x'); }},
      {"source", [](Authority& a) { a.source = ""; }},
      {"source", [](Authority& a) { a.source = "\xFF"; }},
      {"as_of", [](Authority& a) { a.as_of = "2026-02-30"; }},
      {"as_of", [](Authority& a) { a.as_of = "31.05.2026"; }},
  };
  for (const WrongCase& wrong : cases) {
    Authority authority = stuttgart();
    wrong.spoil(authority);
    const Result<void> checked = check_authority(home.fs(), authority);
    ASSERT_FALSE(checked.has_value()) << wrong.field;
    EXPECT_EQ(checked.error().code(), ErrorCode::usage);
    EXPECT_TRUE(checked.error().sentence().starts_with(wrong.field)) << checked.error().sentence();
    if (base::is_utf8(authority.source)) {
      const Result<Authority> parsed = Authority::parse(base::as_bytes(authority.serialize()));
      ASSERT_FALSE(parsed.has_value()) << wrong.field;
      EXPECT_EQ(parsed.error().code(), ErrorCode::malformed);
      EXPECT_NE(parsed.error().sentence().find(wrong.field), std::string::npos) << parsed.error().sentence();
    }
  }
  EXPECT_TRUE(check_authority(home.fs(), stuttgart()));
}

TEST_F(Authorities, RefuseRecordsThatAreNotCanonical) {
  const std::string good = stuttgart().serialize();
  ASSERT_TRUE(Authority::parse(base::as_bytes(good)));
  std::vector<std::string> wrong{"", "[]", good + "\n", good.substr(0, good.size() - 1)};
  std::string other_type = good;
  other_type.replace(other_type.find("authority/1"), 11, "authority/2");
  wrong.push_back(other_type);
  std::string more = good;
  more.insert(1, R"("a":1,)");
  wrong.push_back(more);
  for (const std::string& record : wrong) {
    const Result<Authority> parsed = Authority::parse(base::as_bytes(record));
    ASSERT_FALSE(parsed.has_value()) << record;
    EXPECT_EQ(parsed.error().code(), ErrorCode::malformed) << record;
  }
}

TEST_F(Authorities, AreAllThereAfterManyAtOnce) {
  constexpr int k_many = 8;
  std::vector<std::jthread> programs;
  for (int i = 0; i < k_many; ++i) {
    programs.emplace_back([this, i] {
      Authority authority = stuttgart();
      authority.id = "de-" + std::to_string(i);
      EXPECT_TRUE(add_authority(at.open(), authority, Existing::refuse));
    });
  }
  programs.clear();
  EXPECT_EQ(list_authorities(home).value().size(), static_cast<std::size_t>(k_many));
}

class Zones : public testing::Test {
 protected:
  void SetUp() override {
    test::write_file(directory / "zone.tab",
                     "# country\tcoordinates\tzone\tcomment\n"
                     "DE\t+5230+01322\tEurope/Berlin\tmost of Germany\n"
                     "DE\t+4742+00841\tEurope/Busingen\tBusingen\n"
                     "FR\t+4852+00220\tEurope/Paris\n");
    ASSERT_TRUE(base::make_directories(fs, directory / "Europe"));
    test::write_file(directory / "Europe/Paris", "TZif");
  }

  test::TemporaryDirectory directory;
  FileSystem& fs = FileSystem::real();
};

TEST_F(Zones, AreGuessedOnlyWhereThereIsNoChoice) {
  EXPECT_EQ(only_zone_of_country(fs, "FR", directory.path()).value(), "Europe/Paris");
  const Result<std::string> several = only_zone_of_country(fs, "DE", directory.path());
  ASSERT_FALSE(several.has_value());
  EXPECT_EQ(several.error().code(), ErrorCode::usage);
  EXPECT_EQ(several.error().why(), "it has several: Europe/Berlin, Europe/Busingen");
  EXPECT_EQ(only_zone_of_country(fs, "XX", directory.path()).error().code(), ErrorCode::usage);
  EXPECT_EQ(only_zone_of_country(fs, "FR", directory / "nowhere").error().code(), ErrorCode::usage);
}

TEST_F(Zones, AreKnownWhereTheSystemHasThem) {
  EXPECT_TRUE(check_zone(fs, "Europe/Paris", directory.path()));
  for (const char* zone : {"Europe/Pariss", "Europe", "", "/Europe/Paris", "Europe/Paris/x", "Europe/../Paris"}) {
    EXPECT_EQ(check_zone(fs, zone, directory.path()).error().code(), ErrorCode::usage) << zone;
  }
}

TEST_F(Zones, AreNotDoubtedWhereTheSystemKnowsNone) {
  EXPECT_TRUE(check_zone(fs, "Europe/Pariss", directory / "nowhere"));
  EXPECT_FALSE(check_zone(fs, "Europe Paris", directory / "nowhere"));
}

TEST_F(Zones, AreNotReadFromADamagedTable) {
  test::write_file(directory / "zone.tab", "FR\t+4852+00220\n");
  EXPECT_EQ(zones_of_country(fs, "FR", directory.path()).error().code(), ErrorCode::malformed);
}

}  // namespace
}  // namespace rogatory::registry
