#include "base/text.hpp"
#include "cmd/completion_script.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::string_view k_start = R"(# Completion of rogatory for fish.
# rogatory completion fish > ~/.config/fish/completions/rogatory.fish
function __rogatory_words
    set -l found
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case )";

constexpr std::string_view k_after_values = R"(
                set skip 1
            case '-*'
            case '*'
                set -a found $word
        end
    end
    string join ' ' -- $found
end
function __rogatory_at
    test (__rogatory_words | string collect -a) = "$argv[1]"
end
function __rogatory_in
    string match -q -- "$argv[1] *" (__rogatory_words | string collect -a)' '
end
)";

std::string quoted(std::string_view text) { return shell_quoted(text, "\\'"); }

std::string word_line(const std::string& after, std::string_view word, std::string_view help) {
  return "complete -c rogatory -f -n " + quoted("__rogatory_at '" + after + "'") + " -a " + quoted(word) + " -d " +
         quoted(help) + "\n";
}

std::string option_line(const OptionInfo& info, const std::string& condition) {
  std::string text = "complete -c rogatory" + condition;
  for (const std::string& name : option_names(info.names)) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!info.choices.empty()) {
    text += " -x -a " + quoted(base::join(info.choices, " "));
  } else if (!info.value.empty()) {
    text += " -r";
  }
  return text + " -d " + quoted(info.help) + "\n";
}

}  // namespace

std::string fish_completion() {
  std::string text(k_start);
  std::vector<std::string> with_value;
  std::string options;
  for (const OptionInfo& info : global_infos()) {
    if (!info.value.empty()) {
      with_value.push_back(info.names);
    }
    options += option_line(info, "");
  }
  text += base::join(with_value, " ");
  text += k_after_values;
  for (const NounRow& noun : nouns()) {
    for (const CommandRow& row : commands_of(noun.noun)) {
      if (&row == &commands_of(noun.noun).front()) {
        text += word_line("", noun.noun, noun.summary.empty() ? row.summary : noun.summary);
      }
      text += row.verb.empty() ? "" : word_line(std::string(noun.noun), row.verb, row.summary);
    }
  }
  text += options;
  for (const CompletionEntry& entry : completion_entries()) {
    for (const OptionInfo& info : entry.options) {
      text += option_line(info, " -n " + quoted("__rogatory_in '" + spoken_name(*entry.row) + "'"));
    }
  }
  return text;
}

}  // namespace rogatory::cmd
