#include <set>

#include "base/text.hpp"
#include "cmd/completion_script.hpp"

namespace rogatory::cmd {
namespace {

// Finds noun and verb among the words before the cursor. bash splits --home=DIR at the equals sign.
constexpr std::string_view k_head = R"(# Completion of rogatory for bash.
# rogatory completion bash > ~/.local/share/bash-completion/completions/rogatory
_rogatory() {
  local IFS=$' \t\n'
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} noun='' verb='' words='' i
  COMPREPLY=()
  if [[ $cur == '=' ]]; then cur=''; elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      @VALUES@)
        if [[ ${COMP_WORDS[i+1]} == '=' ]]; then ((i += 2)); else ((i += 1)); fi ;;
      -* | '=') ;;
      *) if [[ -z $noun ]]; then noun=${COMP_WORDS[i]}; else verb=${COMP_WORDS[i]}; break; fi ;;
    esac
  done
  case $noun in
    @SINGLE@) verb='' ;;
  esac
)";

constexpr std::string_view k_tail = R"(  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -F _rogatory rogatory
)";

std::string replaced(std::string text, std::string_view mark, const std::string& by) {
  const std::size_t at = text.find(mark);
  return text.replace(at, mark.size(), by);
}

std::string all_names(const std::vector<OptionInfo>& options) {
  std::vector<std::string> names;
  for (const OptionInfo& info : options) {
    const std::vector<std::string> own = option_names(info.names);
    names.insert(names.end(), own.begin(), own.end());
  }
  return base::join(names, " ");
}

/// Lines that complete the value of an option: its choices, or files.
std::string value_cases(const std::string& command, const std::vector<OptionInfo>& options) {
  std::string text;
  for (const OptionInfo& info : options) {
    if (info.value.empty()) {
      continue;
    }
    std::vector<std::string> patterns;
    for (const std::string& name : option_names(info.names)) {
      patterns.push_back(command.empty() ? "*' " + name + "'" : "'" + command + " " + name + "'");
    }
    text += "    " + base::join(patterns, " | ") + ") ";
    text +=
        info.choices.empty() ? "compopt -o default; return ;;\n" : "words='" + base::join(info.choices, " ") + "' ;;\n";
  }
  return text;
}

std::string word_cases(const std::vector<CompletionEntry>& entries) {
  std::set<std::string> first;
  std::string text;
  for (const NounRow& noun : nouns()) {
    std::vector<std::string> verbs;
    for (const CommandRow& row : commands_of(noun.noun)) {
      first.insert(std::string(row.noun));
      if (!row.verb.empty()) {
        verbs.emplace_back(row.verb);
      }
    }
    if (!verbs.empty()) {
      text += "      '" + std::string(noun.noun) + " ') words='" + base::join(verbs, " ") + "' ;;\n";
    }
  }
  text += "      ' ') words='" + base::join({first.begin(), first.end()}, " ") + "' ;;\n";
  for (const CompletionEntry& entry : entries) {
    const std::string key = std::string(entry.row->noun) + " " + std::string(entry.row->verb);
    text += "      '" + key + "') words='" + all_names(entry.options) + "' ;;\n";
  }
  return text;
}

}  // namespace

std::string bash_completion() {
  const std::vector<CompletionEntry> entries = completion_entries();
  const std::vector<OptionInfo> globals = global_infos();
  std::vector<std::string> with_value;
  for (const OptionInfo& info : globals) {
    if (!info.value.empty()) {
      with_value.push_back(info.names);
    }
  }
  std::vector<std::string> single;
  std::string values = value_cases("", globals);
  for (const CompletionEntry& entry : entries) {
    if (entry.row->verb.empty()) {
      single.emplace_back(entry.row->noun);
    }
    values += value_cases(std::string(entry.row->noun) + " " + std::string(entry.row->verb), entry.options);
  }
  std::string text = replaced(std::string(k_head), "@VALUES@", base::join(with_value, " | "));
  text = replaced(std::move(text), "@SINGLE@", base::join(single, " | "));
  text += "  case \"$noun $verb $prev\" in\n" + values;
  text += "    *)\n      case \"$noun $verb\" in\n" + word_cases(entries) + "      esac\n";
  text += "      if [[ $cur == -* ]]; then words+=' " + all_names(globals) + "'\n";
  text += "      elif [[ $words == -* || -z $words ]]; then compopt -o default; return; fi ;;\n  esac\n";
  return text.append(k_tail);
}

}  // namespace rogatory::cmd
