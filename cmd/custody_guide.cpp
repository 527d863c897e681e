#include "cmd/custody_guide.hpp"

#include <unistd.h>

#include <algorithm>

#include "base/text.hpp"

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

}  // namespace

bool is_guided(const Context& context) {
  const GlobalOptions& options = context.options;
  return !options.yes && !options.json && ::isatty(context.standard_input) == 1 && context.ui.out_is_terminal() &&
         context.ui.screen().is_terminal() && context.prompt.can_ask();
}

Result<std::string> CustodyGuide::fault_of(const Result<std::string>& answer, const CustodyQuestion& question,
                                           const Empty& empty) {
  if (!answer) {
    return answer.error().code() == ErrorCode::malformed ? Result<std::string>(answer.error().sentence())
                                                         : Result<std::string>(fail(answer.error()));
  }
  const std::string text = trimmed(*answer);
  if (text.empty()) {
    if (empty.is_allowed && empty.means.empty()) {
      m_left_out.emplace_back(question.option);
    }
    return std::string(empty.is_allowed ? "" : "this is needed");
  }
  if (has_controls(text)) {
    return std::string("the answer has control characters in it, as an arrow key leaves them");
  }
  const Result<void> taken = m_take(question.option, text);
  if (taken) {
    return std::string();
  }
  const std::string& next = taken.error().next_step();
  return taken.error().sentence() + (next.empty() ? "" : "; " + next);
}

Result<void> CustodyGuide::ask(const CustodyQuestion& question, const Empty& empty) {
  m_has_asked = true;
  if (std::string reason = why(question.want); reason != m_why) {
    m_prompt.say(reason);
    m_why = std::move(reason);
  }
  std::string text = "  " + std::string(question.text);
  if (empty.is_allowed) {
    text += " [" + (empty.means.empty() ? std::string("not recorded") : empty.means) + "]";
  }
  std::string fault;
  for (int attempt = 0; attempt < k_attempts; ++attempt) {
    ROG_TRY_ASSIGN(fault, fault_of(m_prompt.text(text), question, empty));
    if (fault.empty()) {
      return {};
    }
    m_prompt.say("  " + fault);
  }
  return fail(Error(ErrorCode::usage, "nothing was recorded: " + fault)
                  .next("give " + std::string(question.option) + " on the line"));
}

Result<void> CustodyGuide::confirm(const std::string& signer, const std::vector<std::string>& lines) {
  m_prompt.say("This will be signed by " + signer + ":");
  for (const std::string& line : lines) {
    m_prompt.say("  " + line);
  }
  if (!m_left_out.empty()) {
    m_prompt.say("  not recorded: " + base::join(m_left_out, ", "));
  }
  return m_prompt.confirm("Sign and record?", Presumed::yes);
}

}  // namespace rogatory::cmd
