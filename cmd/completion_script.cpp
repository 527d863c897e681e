#include "cmd/completion_script.hpp"

#include "base/text.hpp"

namespace rogatory::cmd {

std::vector<CompletionEntry> completion_entries() {
  std::vector<CompletionEntry> entries;
  for (const CommandRow& row : commands()) {
    const std::unique_ptr<Command> command = row.make();
    Options options;
    command->setup(options);
    CompletionEntry entry{&row, {}};
    for (const OptionInfo& info : options.infos()) {
      if (!info.is_argument) {
        entry.options.push_back(info);
      }
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<OptionInfo> global_infos() {
  std::vector<OptionInfo> infos;
  for (const GlobalOptionRow& row : global_options()) {
    OptionInfo info;
    info.names = row.name;
    info.value = row.value;
    info.help = row.help;
    if (!row.choices.empty()) {
      for (const std::string_view choice : base::split(row.choices, '|')) {
        info.choices.emplace_back(choice);
      }
    }
    infos.push_back(std::move(info));
  }
  return infos;
}

std::string shell_quoted(std::string_view text, std::string_view quote) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += quote;
    } else {
      out += c;
    }
  }
  return out + "'";
}

}  // namespace rogatory::cmd
