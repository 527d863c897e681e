// Results, errors and the one table code -> exit status -> word.
//
// A check that ran and found something returns findings; a check that could not run returns an Error.
// Nothing here throws; exceptions of libraries stop at the door that called them.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace rogatory::base {

/// What went wrong, as a closed list (design: names.md). Only ever added to: the word of a code is also its name in
/// --json and on the wire, and its number is the exit status.
enum class ErrorCode : std::uint8_t {
  failed,
  usage,
  partial,
  denied,
  retry,
  not_found,
  locked,
  wrong_key,
  altered,
  incomplete,
  untrusted,
  fork,
  malformed,
  findings,
  not_allowed,
  refused,
  unreachable,
  peer_refused,
  no_space,
  interrupted,
};

/// The exit status of `code`, 1..130.
int exit_status(ErrorCode code);

/// The word of `code`, e.g. "wrong_key". Static storage.
std::string_view word(ErrorCode code);

/// One failure, told in three parts: what went wrong, why, and the command that helps.
/// The sentence grows on the way up: each caller says what it was doing with while_(). It may hold foreign text (names
/// of files, words of peers) as it is: what shows it, the Ui, makes it safe, once.
class [[nodiscard]] Error {
 public:
  Error(ErrorCode code, std::string sentence) : m_code(code), m_sentence(std::move(sentence)) {}

  /// Puts what was being done before the sentence: "sealing exhibit 4: reading phone.dd: permission denied".
  Error while_(std::string_view doing) &&;
  /// Sets the reason, one sentence; shown below the error.
  Error because(std::string why) &&;
  /// Sets the next step, a command or a short instruction; an inner next step is kept, since it knows more.
  Error next(std::string next_step) &&;

  [[nodiscard]] ErrorCode code() const { return m_code; }
  [[nodiscard]] const std::string& sentence() const { return m_sentence; }
  [[nodiscard]] const std::string& why() const { return m_why; }
  [[nodiscard]] const std::string& next_step() const { return m_next; }

 private:
  ErrorCode m_code;
  std::string m_sentence;
  std::string m_why;
  std::string m_next;
};

/// A value or an Error. Must be looked at.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using std::expected<T, Error>::expected;
};

/// Shorthand for returning an Error from a function that returns Result<T>.
inline std::unexpected<Error> fail(ErrorCode code, std::string sentence) {
  return std::unexpected<Error>(Error(code, std::move(sentence)));
}
inline std::unexpected<Error> fail(Error error) { return std::unexpected<Error>(std::move(error)); }

/// An Error made from errno: ENOSPC and EDQUOT are no_space, ENOENT not_found, EEXIST refused, EINTR retry, all others
/// failed. `doing` is e.g. "writing bundle.rog". Takes the number, so that nothing between the call and this changes
/// it.
Error errno_error(int number, std::string_view doing);

[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace rogatory::base

namespace rogatory {
using base::Error;
using base::ErrorCode;
using base::fail;
using base::Result;
}  // namespace rogatory

// For what only our own bug can break. Always compiled in.
#define ROG_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::rogatory::base::assertion_failed(#condition, __FILE__, __LINE__))

#define ROG_CONCAT_INNER(a, b) a##b
#define ROG_CONCAT(a, b) ROG_CONCAT_INNER(a, b)

// ROG_TRY(expression): returns the Error of a Result, else goes on.
#define ROG_TRY(expression)                                                             \
  do {                                                                                  \
    if (auto rog_result = (expression); !rog_result.has_value()) {                      \
      return ::std::unexpected<::rogatory::base::Error>(std::move(rog_result).error()); \
    }                                                                                   \
  } while (false)

// ROG_TRY_ASSIGN(auto x, expression): returns the Error, else declares or assigns x from the value.
#define ROG_TRY_ASSIGN(declaration, expression) \
  ROG_TRY_ASSIGN_INNER(ROG_CONCAT(rog_value_, __LINE__), declaration, expression)
#define ROG_TRY_ASSIGN_INNER(temporary, declaration, expression)                     \
  auto temporary = (expression);                                                     \
  if (!temporary.has_value()) {                                                      \
    return ::std::unexpected<::rogatory::base::Error>(std::move(temporary).error()); \
  }                                                                                  \
  declaration = *std::move(temporary)

// ROG_TRY_DOING(expression, "reading x"): as ROG_TRY, and says what was being done.
#define ROG_TRY_DOING(expression, doing)                                                              \
  do {                                                                                                \
    if (auto rog_result = (expression); !rog_result.has_value()) {                                    \
      return ::std::unexpected<::rogatory::base::Error>(std::move(rog_result).error().while_(doing)); \
    }                                                                                                 \
  } while (false)
