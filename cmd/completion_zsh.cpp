#include "base/text.hpp"
#include "cmd/completion_script.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::string_view k_quote = "'\\''";

constexpr std::string_view k_start = R"(#compdef rogatory
# Completion of rogatory for zsh: put it into a folder of $fpath as _rogatory.
_rogatory() {
  local noun='' verb='' i
  local -a list options
  for ((i = 2; i < CURRENT; i++)); do
    case ${words[i]} in
)";

constexpr std::string_view k_after_words = R"( ((i += 1)) ;;
      -*) ;;
      *) if [[ -z $noun ]]; then noun=${words[i]}; else verb=${words[i]}; break; fi ;;
    esac
  done
  case $noun in
)";

constexpr std::string_view k_end = R"(  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o option options
  elif (( $#list )); then
    _describe command list
  else
    _files
  fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _rogatory "$@"; else compdef _rogatory rogatory; fi
)";

std::string item(std::string_view name, std::string_view help) {
  return " " + shell_quoted(std::string(name) + ":" + std::string(help), k_quote);
}

std::string option_items(const std::vector<OptionInfo>& options) {
  std::string text;
  for (const OptionInfo& info : options) {
    for (const std::string& name : option_names(info.names)) {
      text += item(name, info.help);
    }
  }
  return text;
}

std::string list_line(const std::string& key, const std::string& items) {
  return "    '" + key + "') list=(" + items + " ) ;;\n";
}

std::string word_lines() {
  std::string text;
  std::string first;
  for (const NounRow& noun : nouns()) {
    const std::span<const CommandRow> rows = commands_of(noun.noun);
    if (rows.empty()) {
      continue;
    }
    first += item(noun.noun, noun.summary.empty() ? rows.front().summary : noun.summary);
    std::string verbs;
    for (const CommandRow& row : rows) {
      verbs += row.verb.empty() ? "" : item(row.verb, row.summary);
    }
    if (!verbs.empty()) {
      text += list_line(std::string(noun.noun) + " ", verbs);
    }
  }
  return text + list_line(" ", first);
}

}  // namespace

std::string zsh_completion() {
  const std::vector<CompletionEntry> entries = completion_entries();
  const std::vector<OptionInfo> globals = global_infos();
  std::vector<std::string> with_value;
  for (const OptionInfo& info : globals) {
    if (!info.value.empty()) {
      with_value.push_back(info.names);
    }
  }
  std::vector<std::string> single;
  std::string options;
  for (const CompletionEntry& entry : entries) {
    if (entry.row->verb.empty()) {
      single.emplace_back(entry.row->noun);
    }
    const std::string key = std::string(entry.row->noun) + " " + std::string(entry.row->verb);
    options += "    '" + key + "') options+=(" + option_items(entry.options) + " ) ;;\n";
  }
  std::string text = std::string(k_start) + "      " + base::join(with_value, " | ") + ")";
  text.append(k_after_words).append("    ").append(base::join(single, " | ")).append(") verb='' ;;\n  esac\n");
  text += "  options=(" + option_items(globals) + " )\n  case \"$noun $verb\" in\n" + word_lines();
  return text.append(options).append(k_end);
}

}  // namespace rogatory::cmd
