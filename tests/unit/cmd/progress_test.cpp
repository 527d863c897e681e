#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "base/text.hpp"
#include "cmd/progress_bar.hpp"

namespace rogatory::cmd {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint64_t k_mib = 1024 * 1024;

TEST(ProgressMeter, KnowsRateAndTimeLeft) {
  const Moment start{};
  ProgressMeter meter("sealing", 100 * k_mib, start);
  EXPECT_EQ(meter.percent(), 0U);
  EXPECT_FALSE(meter.time_left().has_value());
  for (int i = 1; i <= 10; ++i) {
    EXPECT_FALSE(meter.observe(static_cast<std::uint64_t>(i) * 5 * k_mib, start + seconds(i)));
  }
  EXPECT_EQ(meter.percent(), 50U);
  EXPECT_DOUBLE_EQ(meter.rate(), 5.0 * k_mib);
  EXPECT_EQ(meter.time_left(), seconds(10));
  EXPECT_EQ(bar_text(meter, 100), "sealing  [##########----------]   50%  50 MiB of 100 MiB  5 MiB/s  10 s left");
  EXPECT_EQ(line_text(meter), "sealing: 50%, 50 MiB of 100 MiB  5 MiB/s  10 s left");
}

TEST(ProgressMeter, SaysHundredOnlyWhenAllIsDone) {
  ProgressMeter meter("x", 1000000, Moment{});
  meter.observe(999999, Moment{} + seconds(1));
  EXPECT_EQ(meter.percent(), 99U);
  meter.observe(1000000, Moment{} + seconds(2));
  EXPECT_EQ(meter.percent(), 100U);
}

TEST(ProgressMeter, SaysAStallOnce) {
  const Moment start{};
  ProgressMeter meter("x", 1000, start);
  meter.observe(10, start + seconds(1));
  EXPECT_FALSE(meter.observe(10, start + seconds(30)));
  EXPECT_TRUE(meter.observe(10, start + seconds(31)));
  EXPECT_FALSE(meter.observe(10, start + seconds(90)));
  EXPECT_FALSE(meter.time_left().has_value());
  EXPECT_FALSE(meter.observe(11, start + seconds(91)));
  EXPECT_TRUE(meter.observe(11, start + seconds(121)));
}

TEST(ProgressMeter, DoesNotCallAFinishedJobStalled) {
  ProgressMeter meter("x", 10, Moment{});
  meter.observe(10, Moment{});
  EXPECT_FALSE(meter.observe(10, Moment{} + seconds(60)));
}

TEST(ProgressMeter, CopesWithAnUnknownTotal) {
  ProgressMeter meter("reading", 0, Moment{});
  meter.observe(3 * k_mib, Moment{} + seconds(1));
  EXPECT_FALSE(meter.percent().has_value());
  EXPECT_EQ(line_text(meter), "reading: 3 MiB  3 MiB/s");
}

TEST(ProgressMeter, KeepsTheBarOnOneLine) {
  ProgressMeter meter("日本語の長い名前", 100 * k_mib, Moment{});
  meter.observe(50 * k_mib, Moment{} + seconds(1));
  for (std::size_t width = 1; width < 120; ++width) {
    EXPECT_LT(base::display_width(bar_text(meter, width)), width);
    EXPECT_TRUE(base::is_utf8(bar_text(meter, width)));
  }
}

/// A bar whose thread never gets to draw: its own first look is at the time it started.
struct Stage {
  base::BufferSink err;
  Screen screen;
  ProgressBar bar;
  Stage(Screen::Options options, bool quiet) : screen(err, options), bar(screen, quiet) {}
  std::string said() const { return std::string(base::as_text(err.bytes)); }
};

TEST(ProgressBar, WritesALineEveryTenSecondsToAFile) {
  Stage stage({}, false);
  stage.bar.start("sealing", 4 * k_mib);
  const Moment start = std::chrono::steady_clock::now();
  stage.bar.advance(k_mib);
  stage.bar.tick(start + seconds(5));
  stage.bar.tick(start + seconds(11));
  stage.bar.tick(start + seconds(12));
  stage.bar.finish();
  EXPECT_TRUE(stage.said().starts_with("sealing: 25%, 1 MiB of 4 MiB")) << stage.said();
  EXPECT_EQ(std::ranges::count(stage.said(), '\n'), 1);
}

TEST(ProgressBar, WritesJsonLinesWhereAsked) {
  Stage stage({.json_events = true}, false);
  stage.bar.start("sealing", 4);
  stage.bar.advance(3);
  stage.bar.tick(std::chrono::steady_clock::now() + seconds(11));
  stage.bar.finish();
  EXPECT_EQ(stage.said(), "{\"done\":3,\"event\":\"progress\",\"phase\":\"sealing\",\"total\":4}\n");
}

TEST(ProgressBar, SaysAStall) {
  Stage stage({}, false);
  stage.bar.start("sealing", 4);
  stage.bar.tick(std::chrono::steady_clock::now() + seconds(40));
  stage.bar.finish();
  EXPECT_TRUE(stage.said().starts_with("sealing: no progress for 30 s\n")) << stage.said();
}

TEST(ProgressBar, IsSilentWhenQuiet) {
  Stage stage({.is_terminal = true}, true);
  stage.bar.start("sealing", 4);
  stage.bar.advance(4);
  stage.bar.tick(std::chrono::steady_clock::now() + seconds(40));
  stage.bar.finish();
  EXPECT_EQ(stage.said(), "");
}

TEST(ProgressBar, DrawsAtMostTenTimesASecondAndTakesTheBarAway) {
  Stage stage({.is_terminal = true, .width = 100}, false);
  stage.bar.start("sealing", 1000);
  std::vector<std::jthread> workers;
  for (int i = 0; i < 4; ++i) {
    workers.emplace_back([&stage] {
      for (int n = 0; n < 100; ++n) {
        stage.bar.advance(1);
        std::this_thread::sleep_for(milliseconds(5));
      }
    });
  }
  workers.clear();
  stage.bar.finish();
  const std::string said = stage.said();
  std::size_t redraws = 0;
  for (std::size_t at = said.find("sealing"); at != std::string::npos; at = said.find("sealing", at + 1)) {
    ++redraws;
  }
  EXPECT_GE(redraws, 2U);
  EXPECT_LE(redraws, 200U);  // 10 a second; a loaded machine takes longer, not more often than that
  EXPECT_TRUE(said.ends_with("\r\x1b[K"));
}

}  // namespace
}  // namespace rogatory::cmd
