// Questions to the person who enters something about an exhibit: for what the act wants recorded and no option said,
// with the reason why. What is answered is taken as the option would be; an empty answer takes what stands in brackets.
// Nothing is written while questions are asked, so whoever stops here leaves the case as it was.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cmd/context.hpp"
#include "cmd/custody_questions.hpp"
#include "cmd/question.hpp"

namespace rogatory::cmd {

class CustodyGuide {
 public:
  /// Takes an answer as an option's value. Its errors are said and the question asked again; they change nothing.
  using Take = std::function<Result<void>(std::string_view option, const std::string& answer)>;
  CustodyGuide(Prompt& prompt, Take take) : m_prompt(prompt), m_take(std::move(take)) {}

  /// What an empty answer means, in brackets: a default. Empty: nothing is recorded then.
  struct Empty {
    std::string means = {};
    bool is_allowed = true;
  };
  /// Asks at most three times. usage: no answer was of the form that is wanted, or the input ended; interrupted.
  Result<void> ask(const CustodyQuestion& question, const Empty& empty);

  /// Whether anything was asked.
  [[nodiscard]] bool has_asked() const { return m_has_asked; }
  /// Shows what `signer` is about to sign, one line each, and what was asked and is not in it; asks whether to.
  /// refused.
  Result<void> confirm(const std::string& signer, const std::vector<std::string>& lines);

 private:
  Result<void> take(const std::string& answer, const CustodyQuestion& question, const Empty& empty);

  Prompt& m_prompt;
  Take m_take;
  bool m_has_asked = false;
  std::string m_why;  // as it was said last: said once for all questions that follow for the same reason
  std::vector<std::string> m_left_out;
};

}  // namespace rogatory::cmd
