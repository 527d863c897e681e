#include "base/log.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace rogatory::base {
namespace {

/// What `speak` writes to stderr.
template <class Speak>
std::string stderr_of(Speak speak) {
  std::FILE* file = std::tmpfile();
  EXPECT_NE(file, nullptr);
  std::fflush(stderr);
  const int before = ::dup(STDERR_FILENO);
  ::dup2(::fileno(file), STDERR_FILENO);
  speak();
  std::fflush(stderr);
  ::dup2(before, STDERR_FILENO);
  ::close(before);
  std::rewind(file);
  std::string text;
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) {
    text += static_cast<char>(c);
  }
  std::fclose(file);
  return text;
}

TEST(Log, WritesOneSafeLineAnEvent) {
  set_log(LogLevel::info, LogFormat::text);
  const std::string line = stderr_of([] { log(LogLevel::warning, "peer.unreachable", "de-ca\n\x1b[2J{} %s"); });
  EXPECT_TRUE(UtcTime::parse(line.substr(0, 20)).has_value()) << line;
  EXPECT_EQ(line.substr(20), " warning peer.unreachable: de-ca\\x0a\\x1b[2J{} %s\n");
}

TEST(Log, WritesJsonThatOurOwnReaderTakes) {
  set_log(LogLevel::debug, LogFormat::json);
  const std::string line = stderr_of([] { log(LogLevel::error, "disk.full", "quarantine \"\xff\""); });
  ASSERT_TRUE(line.ends_with('\n'));
  const Json value = parse_canonical_json(as_bytes(line.substr(0, line.size() - 1)), 4096).value();
  JsonReader r(value, "log line");
  r.parsed<UtcTime>("at", UtcTime::parse);
  EXPECT_EQ(r.text("event"), "disk.full");
  EXPECT_EQ(r.text("level"), "error");
  EXPECT_EQ(r.text("text"), "quarantine \"\\xff\"");
  EXPECT_TRUE(r.finish().has_value());
}

TEST(Log, LeavesOutWhatIsBelowItsLevel) {
  set_log(LogLevel::warning, LogFormat::text);
  const std::string lines = stderr_of([] {
    log(LogLevel::debug, "a", "");
    log(LogLevel::info, "b", "");
    log(LogLevel::warning, "c", "");
    log(LogLevel::error, "d", "");
  });
  EXPECT_EQ(split(lines, '\n').size(), 3U) << lines;
  EXPECT_NE(lines.find(" warning c: "), std::string::npos);
  EXPECT_NE(lines.find(" error d: "), std::string::npos);
}

}  // namespace
}  // namespace rogatory::base
