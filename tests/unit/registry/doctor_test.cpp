#include "registry/doctor.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "registry/officers.hpp"
#include "registry/state_directory.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using test::HomeKit;

std::vector<Examination> examined(const HomeKit& kit) {
  return examine(FileSystem::real(), kit.home.path(), kit.clock).value();
}

/// Whether a check of this name says so, with a text that holds `part`.
bool says(const std::vector<Examination>& all, std::string_view check, Health health, std::string_view part = "") {
  for (const Examination& one : all) {
    if (one.check == check && one.health == health && one.text.find(part) != std::string::npos) {
      return true;
    }
  }
  return false;
}

bool has_problem(const std::vector<Examination>& all) {
  return std::any_of(all.begin(), all.end(), [](const Examination& one) { return one.health == Health::problem; });
}

TEST(Doctor, FindsNoProblemInAFreshHome) {
  const HomeKit kit;
  const std::vector<Examination> all = examined(kit);
  for (const Examination& one : all) {
    EXPECT_NE(one.health, Health::problem) << one.check << ": " << one.text;
  }
  EXPECT_TRUE(says(all, "passphrases", Health::advice, "log.1"));
  EXPECT_TRUE(says(all, "root", Health::advice, "still in the home"));
}

TEST(Doctor, SeesEachStockTool) {
  const HomeKit kit;
  for (const char* tool :
       {"ssh-keygen: OpenSSH_", "age: ", "tar: tar (GNU tar)", "sha256sum: sha256sum (GNU coreutils)"}) {
    EXPECT_TRUE(says(examined(kit), "tools", Health::ok, tool)) << tool;
  }
}

TEST(Doctor, IsNotFoundWhereThereIsNoHome) {
  const test::TemporaryDirectory directory;
  const test::SetClock clock("2026-11-23T12:00:00Z");
  EXPECT_EQ(examine(FileSystem::real(), directory / "none", clock).error().code(), ErrorCode::not_found);
}

TEST(Doctor, NamesAHomeThatIsOpenToOthers) {
  const HomeKit kit;
  ASSERT_EQ(::chmod(kit.home.path().c_str(), 0755), 0);
  EXPECT_TRUE(says(examined(kit), "home", Health::problem, "open to other users"));
}

TEST(Doctor, NamesKeysThatAreMissingOrReadable) {
  const HomeKit kit;
  ASSERT_EQ(::unlink(kit.home.file("keys/transport.1.key").c_str()), 0);
  ASSERT_EQ(::chmod(kit.home.file("keys/log.1.key").c_str(), 0644), 0);
  const std::vector<Examination> all = examined(kit);
  EXPECT_TRUE(says(all, "keys", Health::problem, "the transport key"));
  EXPECT_TRUE(says(all, "keys", Health::problem, "log.1.key"));
}

TEST(Doctor, NamesOfficersThatExpireSoonOrHaveExpired) {
  HomeKit kit;
  const UtcTime until = kit.home.own_chain()->newest().officers.front().until;
  kit.clock.time.seconds = until.seconds - 29 * 24 * 3600;
  EXPECT_TRUE(says(examined(kit), "officers", Health::advice, "expires within 30 days"));
  EXPECT_FALSE(has_problem(examined(kit)));
  kit.clock.time.seconds = until.seconds - 31 * 24 * 3600;
  EXPECT_FALSE(says(examined(kit), "officers", Health::advice));
  kit.clock.time.seconds = until.seconds + 1;
  EXPECT_TRUE(says(examined(kit), "officers", Health::problem, "nobody may seal"));
}

TEST(Doctor, NamesAClockThatIsBehindTheCard) {
  HomeKit kit;
  kit.clock.time.seconds -= 3600;
  EXPECT_TRUE(says(examined(kit), "clock", Health::problem));
}

TEST(Doctor, NamesCardsThatAreDamaged) {
  const HomeKit kit;
  std::string bytes = test::read_file(kit.home.file("card.tar"));
  bytes[600] ^= 1;
  test::write_file(kit.home.file("card.tar"), bytes);
  EXPECT_TRUE(says(examined(kit), "cards", Health::problem));
}

TEST(Doctor, NamesAKeyThatNoCardKnows) {
  const HomeKit kit;
  for (const char* suffix : {".key", ".pub"}) {
    test::write_file(kit.home.file("keys/officer.ghost") + suffix,
                     test::read_file(kit.home.file("keys/officer.registry-1") + suffix));
  }
  EXPECT_TRUE(says(examined(kit), "keys", Health::advice, "officer.ghost"));
}

TEST(Doctor, NamesCasesWhoseLogNobodyKnows) {
  const HomeKit kit;
  EXPECT_TRUE(says(examined(kit), "state", Health::ok, "no case"));
  const std::string states = kit.directory / "states";
  const StateDirectory before = StateDirectory::open(kit.home, states).value();
  const ledger::CaseId case_id = ledger::CaseId::parse(std::string(32, 'a')).value();
  std::filesystem::create_directories(kit.home.file("cases/" + case_id.text()));
  EXPECT_TRUE(says(examined(kit), "state", Health::ok, "1 case is at " + before.path()));
  std::filesystem::remove_all(before.path());
  EXPECT_TRUE(says(examined(kit), "state", Health::problem, case_id.text()));
  EXPECT_FALSE(std::filesystem::exists(before.path())) << "the doctor changes nothing";
  StateDirectory after = StateDirectory::open(kit.home, states).value();
  EXPECT_TRUE(says(examined(kit), "state", Health::problem, case_id.text())) << "until it was settled";
  ASSERT_TRUE(after.settle(kit.home, case_id));
  EXPECT_TRUE(says(examined(kit), "state", Health::ok, "1 case"));
}

TEST(Doctor, NamesAStateThatIsBrokenOrAnothersOwn) {
  const HomeKit kit;
  const HomeKit other;
  const StateDirectory state = StateDirectory::open(kit.home, kit.directory / "states").value();
  const StateDirectory theirs = StateDirectory::open(other.home, other.directory / "states").value();
  test::write_file(state.file("id"), "{}");
  EXPECT_TRUE(says(examined(kit), "state", Health::problem, "state id"));
  std::filesystem::copy_file(theirs.file("id"), state.file("id"), std::filesystem::copy_options::overwrite_existing);
  EXPECT_TRUE(says(examined(kit), "state", Health::problem, "another home"));
}

}  // namespace
}  // namespace rogatory::registry
