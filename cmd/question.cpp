#include "cmd/question.hpp"

#include <unistd.h>

#include <algorithm>

namespace rogatory::cmd {
namespace {

constexpr int k_attempts = 3;

std::string trimmed(const std::string& text) {
  constexpr std::string_view k_blank = " \t\r";
  const std::size_t first = text.find_first_not_of(k_blank);
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(k_blank) + 1 - first);
}

/// What arrow keys and their like leave in a line.
bool has_controls(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// Why the answer cannot be taken; empty where it was.
Result<std::string> fault_of(const Result<std::string>& answer, const TakeAnswer& take) {
  if (!answer) {
    return answer.error().code() == ErrorCode::malformed ? Result<std::string>(answer.error().sentence())
                                                         : Result<std::string>(fail(answer.error()));
  }
  if (has_controls(trimmed(*answer))) {
    return std::string("the answer has control characters in it, as an arrow key leaves them");
  }
  const Result<void> taken = take(trimmed(*answer));
  if (taken) {
    return std::string();
  }
  const std::string& next = taken.error().next_step();
  return taken.error().sentence() + (next.empty() ? "" : "; " + next);
}

}  // namespace

bool is_guided(const Context& context) {
  const GlobalOptions& options = context.options;
  return !options.yes && !options.json && ::isatty(context.standard_input) == 1 && context.ui.out_is_terminal() &&
         context.ui.screen().is_terminal() && context.prompt.can_ask();
}

Result<void> ask_until_taken(Prompt& prompt, const std::string& question, const TakeAnswer& take) {
  std::string fault;
  for (int attempt = 0; attempt < k_attempts; ++attempt) {
    ROG_TRY_ASSIGN(fault, fault_of(prompt.text(question), take));
    if (fault.empty()) {
      return {};
    }
    prompt.say("  " + fault);
  }
  return fail(ErrorCode::usage, fault);
}

}  // namespace rogatory::cmd
