#include "cmd/custody_guide.hpp"

#include "base/text.hpp"

namespace rogatory::cmd {

Result<void> CustodyGuide::take(const std::string& answer, const CustodyQuestion& question, const Empty& empty) {
  if (!answer.empty()) {
    return m_take(question.option, answer);
  }
  if (!empty.is_allowed) {
    return fail(ErrorCode::usage, "this is needed");
  }
  if (empty.means.empty()) {
    m_left_out.emplace_back(question.option);
  }
  return {};
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
  const auto taken =
      ask_until_taken(m_prompt, text, [&](const std::string& answer) { return take(answer, question, empty); });
  if (!taken && taken.error().code() == ErrorCode::usage) {
    return fail(Error(ErrorCode::usage, "nothing was recorded: " + taken.error().sentence())
                    .next("give " + std::string(question.option) + " on the line"));
  }
  return taken;
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
