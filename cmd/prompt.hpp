// Questions to the person at the terminal: asked on /dev/tty, so that stdin and stdout stay free for data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cmd/screen.hpp"
#include "crypto/secret.hpp"

namespace rogatory::cmd {

/// What an empty answer to a question of yes or no means.
enum class Presumed : std::uint8_t { no, yes };

class Prompt {
 public:
  struct Options {
    bool no_input = false;  ///< --no-input: as if there were no terminal
    bool yes = false;       ///< --yes
    std::string terminal = "/dev/tty";
  };
  Prompt(Screen& screen, Options options) : m_screen(screen), m_options(std::move(options)) {}

  /// Whether somebody can be asked.
  [[nodiscard]] bool can_ask() const;

  /// One line without echo; the newline is not part of it. usage: nobody can be asked, or nothing was typed;
  /// interrupted; the terminal is restored in each case, by a second signal too.
  Result<crypto::SecretBytes> secret(std::string_view question);
  /// One line as typed, UTF-8 (else malformed). Errors as above; an empty line is an answer.
  Result<std::string> text(std::string_view question);
  /// Goes on after y or yes, where yes is presumed also after an empty line, or at once with --yes. refused: any other
  /// answer; usage: nobody can be asked.
  Result<void> confirm(std::string_view question, Presumed presumed = Presumed::no);

  /// Says something on the terminal between questions.
  void say(std::string_view text) { m_screen.line({{std::string(text)}}); }

 private:
  Result<crypto::SecretBytes> ask(std::string_view question, bool echo);

  Screen& m_screen;
  const Options m_options;
};

}  // namespace rogatory::cmd
