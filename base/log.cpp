#include "base/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace rogatory::base {
namespace {

spdlog::level::level_enum spdlog_level(LogLevel level) {
  switch (level) {
    case LogLevel::error:
      return spdlog::level::err;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::debug:
      return spdlog::level::debug;
  }
  return spdlog::level::err;
}

std::string_view level_word(LogLevel level) {
  switch (level) {
    case LogLevel::error:
      return "error";
    case LogLevel::warning:
      return "warning";
    case LogLevel::info:
      return "info";
    case LogLevel::debug:
      return "debug";
  }
  return "error";
}

struct Log {
  // Synchronous: an asynchronous queue loses the last lines before a crash and all of them after a fork.
  spdlog::logger logger{"rogatory", std::make_shared<spdlog::sinks::stderr_sink_mt>()};
  LogFormat format = LogFormat::text;

  Log() {
    logger.set_pattern("%v");  // the line is made below, one way for both formats
    logger.set_level(spdlog::level::warn);
  }
};

Log& the_log() {
  static Log log;
  return log;
}

std::string line(LogFormat format, LogLevel level, std::string_view event, std::string_view text) {
  const std::string at = Clock::system().now().text();
  const std::string safe_event = safe_text(event);
  const std::string safe = safe_text(text);
  if (format == LogFormat::json) {
    const Json::Object members{{"at", at}, {"event", safe_event}, {"level", level_word(level)}, {"text", safe}};
    return Json(members).canonical();
  }
  return at + " " + std::string(level_word(level)) + " " + safe_event + ": " + safe;
}

}  // namespace

void set_log(LogLevel level, LogFormat format) {
  the_log().logger.set_level(spdlog_level(level));
  the_log().format = format;
}

void log(LogLevel level, std::string_view event, std::string_view text) {
  Log& log = the_log();
  if (log.logger.should_log(spdlog_level(level))) {
    log.logger.log(spdlog_level(level), line(log.format, level, event, text));
  }
}

}  // namespace rogatory::base
