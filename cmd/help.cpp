// rogatory help [NOUN [VERB]]
#include "cmd/dispatch.hpp"
#include "cmd/help_text.hpp"

namespace rogatory::cmd {
namespace {

class HelpCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("NOUN", m_noun, "what to explain", Need::optional);
    options.argument("VERB", m_verb, "which of its commands", Need::optional);
  }

  [[nodiscard]] Help help() const override {
    return {.about = "Explains a command, a noun's commands, or shows all of them.",
            .examples = {{"rogatory help bundle seal", "what sealing takes and how it ends"},
                         {"rogatory help --json", "the table of all commands for programs"}},
            .exits = {}};
  }

  Result<int> run(Context& context) override {
    Ui& ui = context.ui;
    if (m_noun.empty()) {
      ui.own_text(overview_help(ui.painter()));
      ui.document(commands_document(""));
      return 0;
    }
    std::vector<std::string> words{m_noun};
    if (!m_verb.empty()) {
      words.push_back(m_verb);
    }
    ROG_TRY_ASSIGN(const Dispatched found, dispatch(words));
    if (found.row == nullptr) {
      ui.own_text(noun_help(m_noun, ui.painter()));
      ui.document(commands_document(m_noun));
    } else {
      ui.own_text(command_help(*found.row, ui.painter()));
      ui.document(command_document(*found.row));
    }
    return 0;
  }

 private:
  std::string m_noun;
  std::string m_verb;
};

}  // namespace

std::unique_ptr<Command> make_help() { return std::make_unique<HelpCommand>(); }

}  // namespace rogatory::cmd
