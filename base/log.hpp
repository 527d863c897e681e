// Logging for programs: one line an event to stderr. spdlog is used in log.cpp only, synchronously.
#pragma once

#include <string_view>

namespace rogatory::base {

enum class LogLevel { error, warning, info, debug };
enum class LogFormat { text, json };

/// Call once at start, before any thread. Default: warnings as text.
void set_log(LogLevel level, LogFormat format);

/// Writes one line; the text passes safe_text. No personal data of a case, ever.
void log(LogLevel level, std::string_view event, std::string_view text);

}  // namespace rogatory::base
