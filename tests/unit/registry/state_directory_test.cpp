#include "registry/state_directory.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using ledger::CaseId;
using test::HomeKit;

CaseId case_of(char digit) { return CaseId::parse(std::string(32, digit)).value(); }

class State : public ::testing::Test {
 protected:
  StateDirectory open() const { return StateDirectory::open(kit.home, root()).value(); }
  Error refusal() const {
    Result<StateDirectory> opened = StateDirectory::open(kit.home, root());
    EXPECT_FALSE(opened.has_value());
    return opened ? Error(ErrorCode::failed, "") : std::move(opened).error();
  }
  [[nodiscard]] std::string root() const { return kit.directory / "states"; }
  void add_case(char digit) const {
    std::filesystem::create_directories(kit.home.file("cases/" + case_of(digit).text()));
  }
  HomeKit kit;
};

TEST_F(State, IsMadeAtFirstUseInTheDefaultPlace) {
  EXPECT_FALSE(std::filesystem::exists(kit.home.file("state")));
  const StateDirectory state = open();
  EXPECT_EQ(state.path(), root() + "/" + kit.home.id());
  EXPECT_EQ(StateRecord::parse(base::load_file(FileSystem::real(), kit.home.file("state"), 4096).value())->directory,
            state.path());
  EXPECT_FALSE(state.is_restored(case_of('a')));
}

TEST_F(State, StaysWhereItIsAlthoughTheDefaultMoves) {
  const std::string path = open().path();
  EXPECT_EQ(StateDirectory::open(kit.home, kit.directory / "elsewhere")->path(), path);
  EXPECT_EQ(StateDirectory::open(kit.home, "")->path(), path);
}

TEST_F(State, IsSweptOfWhatKilledProgramsLeft) {
  const StateDirectory state = open();
  test::write_file(state.file(".clock.json.0123456789abcdef.tmp"), "{");
  test::write_file(state.file("somebody.tmp"), "of the user");
  ASSERT_TRUE(state.sweep());
  EXPECT_EQ(test::names_of(state.path()), (std::vector<std::string>{"id", "somebody.tmp"}));
}

TEST_F(State, NeedsAPlace) { EXPECT_EQ(StateDirectory::open(kit.home, "").error().code(), ErrorCode::usage); }

TEST_F(State, KnowsNothingOfTheCasesOfAHomeWhoseStateIsGone) {
  static_cast<void>(open());
  add_case('a');
  EXPECT_FALSE(open().is_restored(case_of('a'))) << "the state is the one that the home names";
  std::filesystem::remove_all(root());
  EXPECT_TRUE(open().is_restored(case_of('a')));
  EXPECT_TRUE(open().is_restored(case_of('a'))) << "until somebody settles it";
  add_case('b');
  EXPECT_FALSE(open().is_restored(case_of('b'))) << "opened since";
  StateDirectory state = open();
  ASSERT_TRUE(state.settle(kit.home, case_of('a')));
  EXPECT_FALSE(state.is_restored(case_of('a')));
  EXPECT_FALSE(open().is_restored(case_of('a')));
}

TEST_F(State, KnowsNothingWhereTheHomeNamesAnotherOne) {
  static_cast<void>(open());
  const Bytes old_name = base::load_file(FileSystem::real(), kit.home.file("state"), 4096).value();
  add_case('a');
  std::filesystem::remove_all(root());
  StateDirectory state = open();
  ASSERT_TRUE(state.settle(kit.home, case_of('a')));
  test::write_file(kit.home.file("state"), base::as_text(old_name));  // the home of before
  EXPECT_TRUE(open().is_restored(case_of('a')));
}

TEST_F(State, OfAnotherHomeIsLeftAlone) {
  const StateDirectory state = open();
  const HomeKit other(test::new_home("de-ca"));
  ASSERT_TRUE(name_state_directory(FileSystem::real(), other.home.path(), state.path()));
  const Result<StateDirectory> opened = StateDirectory::open(other.home, "");
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code(), ErrorCode::refused);
}

TEST_F(State, IsNamedByAnAbsolutePathOnly) {
  EXPECT_EQ(name_state_directory(FileSystem::real(), kit.home.path(), "states").error().code(), ErrorCode::usage);
  EXPECT_EQ(name_state_directory(FileSystem::real(), kit.home.path(), "/not-utf8-\xff").error().code(),
            ErrorCode::usage);
}

TEST_F(State, IsRefusedWhereAFileDoesNotRead) {
  const StateDirectory state = open();
  for (const std::string& path : {kit.home.file("state"), state.file("id")}) {
    const Bytes good = base::load_file(FileSystem::real(), path, 4096).value();
    const std::string text(base::as_text(good));
    const std::vector<std::string> bad{"",
                                       "{}",
                                       text + "\n",                                    // not canonical
                                       text.substr(0, text.size() - 1) + ",\"x\":1}",  // a key that nobody knows
                                       "{\"directory\":\"here\",\"id\":\"" + std::string(32, '0') +
                                           "\",\"type\":\"rogatory-state/1\"}",  // not absolute
                                       "{\"home\":\"x\",\"id\":\"x\",\"restored\":[],\"type\":\"rogatory-stateid/1\"}",
                                       "{\"home\":\"" + std::string(32, '0') + "\",\"id\":\"" + std::string(32, '0') +
                                           "\",\"restored\":[\"x\"],\"type\":\"rogatory-stateid/1\"}"};
    for (const std::string& one : bad) {
      test::write_file(path, one);
      EXPECT_EQ(refusal().code(), ErrorCode::malformed) << one;
    }
    test::write_file(path, text);
    EXPECT_TRUE(StateDirectory::open(kit.home, root()).has_value());
  }
}

TEST(CaseIds, AreTheNamesOfWholeCases) {
  const HomeKit kit;
  EXPECT_TRUE(case_ids(kit.home)->empty());
  for (const std::string& name : {case_of('b').text(), case_of('a').text(), "." + case_of('c').text() + ".x.tmp"}) {
    std::filesystem::create_directories(kit.home.file("cases/" + name));
  }
  EXPECT_EQ(case_ids(kit.home).value(), (std::vector{case_of('a'), case_of('b')}));
}

}  // namespace
}  // namespace rogatory::registry
