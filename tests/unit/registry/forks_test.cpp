#include "registry/forks.hpp"

#include <filesystem>

#include "registry/case_open.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using ledger::ForkProof;
using ledger::LogName;
using test::HomeKit;

const LogName k_log{"de-ca", 1};

class ForkRecords : public ::testing::Test {
 protected:
  ForkRecords()
      : case_id(open_case(kit.home, kit.keys, {.title = "Hesperus", .reference = {}, .under = {}, .with = {}},
                          {.state_root = kit.directory / "states", .officer = {}, .clock_ok = true}, kit.clock)
                    ->id) {}
  [[nodiscard]] std::string directory() const { return case_paths(kit.home, case_id).directory + "/forks"; }
  [[nodiscard]] std::string path() const { return directory() + "/de-ca.json"; }
  void save(const LogName& log, const ForkProof& proof) {
    const Result<void> saved = save_fork(kit.home, case_id, log, proof);
    EXPECT_TRUE(saved.has_value()) << (saved ? "" : saved.error().sentence());
  }
  Result<Forks> load() { return load_forks(kit.home, case_id); }

  HomeKit kit;
  ledger::CaseId case_id;
  ForkProof fork{.here = "one note\n", .offered = "another note\n", .common = 7};
};

TEST_F(ForkRecords, AreNoneWhereNoneWasSeen) { EXPECT_TRUE(load()->empty()); }

TEST_F(ForkRecords, ComeBackAsTheyWereKept) {
  save(k_log, fork);
  const ForkProof other{.here = "a\n", .offered = "b\n", .common = 0};
  save({"de-ca", 2}, other);
  EXPECT_EQ(load().value(), (Forks{{k_log, fork}, {{"de-ca", 2}, other}}));
  EXPECT_EQ(std::filesystem::status(path()).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(ForkRecords, OfOneLogTheFirstStays) {
  save(k_log, fork);
  save(k_log, {.here = "later\n", .offered = "later still\n", .common = 1});
  EXPECT_EQ(load()->at(k_log), fork);
}

TEST_F(ForkRecords, PassOverFilesThatAreNone) {
  save(k_log, fork);
  test::write_file(directory() + "/notes.txt", "x");
  test::write_file(directory() + "/Not-A-Log.json", "{}");
  test::write_file(directory() + "/.de-ca.json.x.tmp", "half of it");
  EXPECT_EQ(load()->size(), 1U);
}

TEST_F(ForkRecords, ThatDoNotReadAreNamed) {
  save(k_log, fork);
  const std::string good = test::read_file(path());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return text.replace(place, from.size(), to);
  };
  for (const std::string& damaged : {
           std::string(),
           good.substr(0, good.size() / 2),               // cut off
           good + "\n",                                   // trailing bytes
           with(R"("type")", R"("type2":1,"type")"),      // an unknown member
           with(R"("common":7,)", ""),                    // one that is missing
           with(R"("common":7)", R"("common":-1)"),       // no number of entries
           with(R"("common":7)", R"("common":1000001)"),  // more than a log has
           with(R"("log":"de-ca")", R"("log":"fr-ca")"),  // of another log than its file
           with("rogatory-fork/1", "rogatory-fork/2"),    // a later version
           with(R"(["one note\n","another note\n"])", R"(["one note\n"])"),
           with(R"(["one note\n","another note\n"])", R"(["a","b","c"])"),
       }) {
    test::write_file(path(), damaged);
    const Result<Forks> loaded = load();
    ASSERT_FALSE(loaded.has_value()) << damaged;
    EXPECT_EQ(loaded.error().code(), ErrorCode::malformed) << damaged;
    EXPECT_NE(loaded.error().sentence().find(path()), std::string::npos) << "it does not say which file";
  }
}

TEST_F(ForkRecords, OfOurLogStopItsWriting) {
  save(k_log, fork);
  EXPECT_TRUE(check_not_forked(kit.home, case_id, {"fr-ca", 1}).has_value()) << "another's is his";
  save({"fr-ca", 1}, fork);
  const Result<void> frozen = check_not_forked(kit.home, case_id, {"fr-ca", 1});
  ASSERT_FALSE(frozen.has_value());
  EXPECT_EQ(frozen.error().code(), ErrorCode::fork);
  EXPECT_NE(frozen.error().next_step().find("ledger reopen"), std::string::npos);
  EXPECT_TRUE(check_not_forked(kit.home, case_id, {"fr-ca", 2}).has_value()) << "the next log is another";
}

}  // namespace
}  // namespace rogatory::registry
