#include "cmd/prompt.hpp"

#include "base/text.hpp"
#include "cmd/terminal.hpp"

namespace rogatory::cmd {
namespace {

base::Fd open_terminal(const std::string& path) {
  base::SysResult<base::Fd> tty = FileSystem::real().open(AT_FDCWD, path, O_RDWR | O_NOCTTY);
  return tty ? *std::move(tty) : base::Fd();
}

Error nobody_to_ask(bool no_input) {
  return Error(ErrorCode::usage, "a question cannot be asked")
      .because(no_input ? "--no-input was given" : "there is no terminal");
}

}  // namespace

bool Prompt::can_ask() const { return !m_options.no_input && static_cast<bool>(open_terminal(m_options.terminal)); }

Result<crypto::SecretBytes> Prompt::ask(std::string_view question, bool echo) {
  const base::Fd tty = m_options.no_input ? base::Fd() : open_terminal(m_options.terminal);
  if (!tty) {
    return fail(nobody_to_ask(m_options.no_input));
  }
  m_screen.clear_status();
  return read_terminal_line(tty, question, echo);
}

Result<crypto::SecretBytes> Prompt::secret(std::string_view question) { return ask(question, false); }

Result<std::string> Prompt::text(std::string_view question) {
  ROG_TRY_ASSIGN(const crypto::SecretBytes typed, ask(question, true));
  std::string answer(typed.expose_text());
  if (!base::is_utf8(answer)) {
    return fail(ErrorCode::malformed, "the answer is not UTF-8 text");
  }
  return answer;
}

Result<void> Prompt::confirm(std::string_view question, Presumed presumed) {
  if (m_options.yes) {
    return {};
  }
  const bool is_yes_presumed = presumed == Presumed::yes;
  Result<std::string> answer = text(std::string(question) + (is_yes_presumed ? " [Y/n]" : " [y/N]"));
  if (!answer) {
    Error error = std::move(answer).error();
    return fail(error.code() == ErrorCode::usage ? std::move(error).next("give --yes if the answer is yes")
                                                 : std::move(error));
  }
  if (*answer != "y" && *answer != "yes" && *answer != "Y" && !(is_yes_presumed && answer->empty())) {
    return fail(ErrorCode::refused, "nothing was done: the question was not answered with yes");
  }
  return {};
}

}  // namespace rogatory::cmd
