// rogatory completion bash|zsh|fish
#include "cmd/command.hpp"
#include "cmd/completion_script.hpp"

namespace rogatory::cmd {
namespace {

class CompletionCommand : public Command {
 public:
  void setup(Options& options) override { options.argument("SHELL", m_shell, "bash, zsh or fish"); }

  [[nodiscard]] Help help() const override {
    return {.about = "Writes a script to stdout that lets a shell complete nouns, verbs and options.",
            .examples = {{"source <(rogatory completion bash)", "in this shell, until it ends"},
                         {"rogatory completion zsh > ~/.zfunc/_rogatory", "for zsh, where ~/.zfunc is in $fpath"}},
            .exits = {}};
  }

  Result<void> check() override {
    if (m_shell != "bash" && m_shell != "zsh" && m_shell != "fish") {
      return fail(Error(ErrorCode::usage, "no completion for '" + m_shell + "'").next("one of: bash, zsh, fish"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    const std::string script = m_shell == "bash"  ? bash_completion()
                               : m_shell == "zsh" ? zsh_completion()
                                                  : fish_completion();
    ROG_TRY(context.ui.bytes(base::as_bytes(script)));
    return 0;
  }

 private:
  std::string m_shell;
};

}  // namespace

std::unique_ptr<Command> make_completion() { return std::make_unique<CompletionCommand>(); }

}  // namespace rogatory::cmd
