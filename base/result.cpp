#include "base/result.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace rogatory::base {
namespace {

struct CodeRow {
  ErrorCode code;
  int exit_status;
  std::string_view word;
};

// The one table (names.md). Rows stand in the order of the enum.
constexpr std::array k_codes{
    CodeRow{ErrorCode::failed, 1, "failed"},
    CodeRow{ErrorCode::usage, 2, "usage"},
    CodeRow{ErrorCode::partial, 3, "partial"},
    CodeRow{ErrorCode::denied, 4, "denied"},
    CodeRow{ErrorCode::retry, 5, "retry"},
    CodeRow{ErrorCode::not_found, 10, "not_found"},
    CodeRow{ErrorCode::locked, 11, "locked"},
    CodeRow{ErrorCode::wrong_key, 12, "wrong_key"},
    CodeRow{ErrorCode::altered, 20, "altered"},
    CodeRow{ErrorCode::incomplete, 21, "incomplete"},
    CodeRow{ErrorCode::untrusted, 22, "untrusted"},
    CodeRow{ErrorCode::fork, 23, "fork"},
    CodeRow{ErrorCode::malformed, 24, "malformed"},
    CodeRow{ErrorCode::findings, 25, "findings"},
    CodeRow{ErrorCode::not_allowed, 30, "not_allowed"},
    CodeRow{ErrorCode::refused, 31, "refused"},
    CodeRow{ErrorCode::unreachable, 40, "unreachable"},
    CodeRow{ErrorCode::peer_refused, 41, "peer_refused"},
    CodeRow{ErrorCode::no_space, 50, "no_space"},
    CodeRow{ErrorCode::interrupted, 130, "interrupted"},
};

constexpr bool rows_stand_in_order() {
  for (std::size_t i = 0; i < k_codes.size(); ++i) {
    if (static_cast<std::size_t>(k_codes[i].code) != i) {
      return false;
    }
  }
  return static_cast<std::size_t>(ErrorCode::interrupted) + 1 == k_codes.size();
}
static_assert(rows_stand_in_order());

const CodeRow& row(ErrorCode code) { return k_codes.at(static_cast<std::size_t>(code)); }

ErrorCode code_of_errno(int number) {
  switch (number) {
    case ENOSPC:
    case EDQUOT:
      return ErrorCode::no_space;
    case ENOENT:
      return ErrorCode::not_found;
    case EEXIST:
      return ErrorCode::refused;
    case EINTR:
      return ErrorCode::retry;
    default:
      return ErrorCode::failed;
  }
}

}  // namespace

int exit_status(ErrorCode code) { return row(code).exit_status; }

std::string_view word(ErrorCode code) { return row(code).word; }

Error Error::while_(std::string_view doing) && {
  m_sentence = std::string(doing) + ": " + m_sentence;
  return std::move(*this);
}

Error Error::because(std::string why) && {
  m_why = std::move(why);
  return std::move(*this);
}

Error Error::next(std::string next_step) && {
  if (m_next.empty()) {
    m_next = std::move(next_step);
  }
  return std::move(*this);
}

Error errno_error(int number, std::string_view doing) {
  char buffer[128];
  // The GNU strerror_r: returns the text, not always in the buffer.
  const char* text = ::strerror_r(number, buffer, sizeof buffer);
  Error error = Error(code_of_errno(number), text).while_(doing);
  if (error.code() == ErrorCode::no_space) {
    error = std::move(error).next("make room (df -h shows where) and run the command again");
  }
  return error;
}

void assertion_failed(const char* expression, const char* file, int line) {
  static_cast<void>(std::fprintf(stderr, "rogatory: internal error: %s (%s:%d)\n", expression, file, line));
  std::abort();
}

}  // namespace rogatory::base
