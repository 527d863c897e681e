#include "registry/clock_guard.hpp"

#include <gtest/gtest.h>

#include "tests/support/files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::registry {
namespace {

constexpr std::int64_t k_hour = 3600;
const UtcTime k_noon = UtcTime::parse("2026-11-23T12:00:00Z").value();
const Uptime k_then{.boot = "first start", .elapsed = 1000};

UtcTime later(std::int64_t seconds) { return {k_noon.seconds + seconds}; }
Uptime after(std::int64_t seconds) { return {.boot = k_then.boot, .elapsed = k_then.elapsed + seconds}; }

class ClockGuard : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(remember_clock(fs, directory.path(), k_noon, k_then)); }
  Result<void> check(UtcTime now, const Uptime& uptime, bool clock_ok = false) {
    return check_clock_jump(fs, directory.path(), now, uptime, clock_ok);
  }
  FileSystem& fs = FileSystem::real();
  test::TemporaryDirectory directory;
};

TEST_F(ClockGuard, TakesAClockThatWentOnWithTheMachine) {
  EXPECT_TRUE(check(k_noon, k_then));
  EXPECT_TRUE(check(later(k_hour), after(k_hour)));
  EXPECT_TRUE(check(later(k_hour + 600), after(k_hour))) << "ten minutes are nothing";
  EXPECT_TRUE(check(later(k_hour - 600), after(k_hour)));
}

TEST_F(ClockGuard, AsksAboutAClockThatJumped) {
  for (const std::int64_t off : {std::int64_t{601}, std::int64_t{-601}, 365 * 24 * k_hour, -365 * 24 * k_hour}) {
    const Result<void> checked = check(later(k_hour + off), after(k_hour));
    ASSERT_FALSE(checked.has_value()) << off;
    EXPECT_EQ(checked.error().code(), ErrorCode::refused);
    EXPECT_NE(checked.error().sentence().find(later(k_hour + off).text()), std::string::npos) << "both readings";
    EXPECT_NE(checked.error().sentence().find(k_noon.text()), std::string::npos);
    EXPECT_NE(checked.error().sentence().find(off > 0 ? "later" : "earlier"), std::string::npos);
    EXPECT_NE(checked.error().next_step().find("--clock-ok"), std::string::npos);
    EXPECT_TRUE(check(later(k_hour + off), after(k_hour), true));
  }
}

TEST_F(ClockGuard, NoticesOnlyAClockThatWentBackAfterAStart) {
  const Uptime next{.boot = "second start", .elapsed = 5};
  EXPECT_TRUE(check(later(30 * 24 * k_hour), next));
  EXPECT_TRUE(check(later(-600), next));
  EXPECT_FALSE(check(later(-601), next));
  const Uptime unknown;  // a system without boot ids
  EXPECT_TRUE(check(later(k_hour), unknown));
  EXPECT_FALSE(check(later(-k_hour), unknown));
}

TEST_F(ClockGuard, MeasuresByTheLastRun) {
  ASSERT_TRUE(remember_clock(fs, directory.path(), later(10 * k_hour), after(0)));
  EXPECT_TRUE(check(later(11 * k_hour), after(k_hour)));
  EXPECT_FALSE(check(later(k_hour), after(k_hour)));
}

TEST_F(ClockGuard, TakesARecordThatDoesNotReadForNone) {
  for (const char* text :
       {"", "{}", "{\"boot\":\"x\",\"elapsed\":-1,\"type\":\"rogatory-clock/1\",\"wall\":\"now\"}"}) {
    test::write_file(directory / "clock.json", text);
    EXPECT_TRUE(check(later(-365 * k_hour), k_then)) << text;
  }
  EXPECT_TRUE(check_clock_jump(fs, directory / "absent", k_noon, k_then, false));
}

TEST(UptimeOfSystem, RisesWithinOneStart) {
  const Uptime first = Uptime::of_system(FileSystem::real());
  const Uptime second = Uptime::of_system(FileSystem::real());
  EXPECT_EQ(first.boot, second.boot);
  EXPECT_LE(first.elapsed, second.elapsed);
}

}  // namespace
}  // namespace rogatory::registry
