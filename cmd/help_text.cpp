#include "cmd/help_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::size_t k_width = 80;

struct Entry {
  std::string left;
  std::string right;
};

/// Two columns: the names, and beside them what they mean.
std::string entries(const std::vector<Entry>& list) {
  std::size_t left = 0;
  for (const Entry& entry : list) {
    left = std::max(left, std::min<std::size_t>(base::display_width(entry.left), 24));
  }
  std::string text;
  for (const Entry& entry : list) {
    std::string right = wrapped(entry.right, left + 4, k_width);
    if (const std::size_t width = base::display_width(entry.left); width <= left) {
      right.replace(0, left + 4, "  " + entry.left + std::string(left - width + 2, ' '));
      text += right;
    } else {
      text += "  " + entry.left + "\n" + right;
    }
  }
  return text;
}

std::string heading(std::string_view title, const Painter& painter) {
  return "\n" + painter.paint(title, Tone::strong) + "\n";
}

std::string usage_line(const CommandRow& row, const Options& options) {
  std::string line = "rogatory " + spoken_name(row);
  for (const OptionInfo& info : options.infos()) {
    if (info.is_argument) {
      const std::string name = info.names + (info.is_repeatable ? "..." : "");
      line += info.is_required ? " " + name : " [" + name + "]";
    } else if (info.is_required) {
      line += " " + option_names(info.names).back() + " " + info.value;
    }
  }
  return line + " [OPTIONS]";
}

std::string option_left(const OptionInfo& info) {
  std::string left = base::join(option_names(info.names), ", ");
  if (!info.value.empty()) {
    left += " " + info.value;
  }
  return left + (info.is_repeatable ? "..." : "");
}

std::string option_right(const OptionInfo& info) {
  return info.choices.empty() ? info.help : info.help + " (" + base::join(info.choices, ", ") + ")";
}

std::string option_lists(const Options& options, const Painter& painter) {
  std::vector<Entry> arguments;
  std::vector<Entry> named;
  for (const OptionInfo& info : options.infos()) {
    (info.is_argument ? arguments : named).push_back({option_left(info), option_right(info)});
  }
  std::string text;
  if (!arguments.empty()) {
    text += heading("ARGUMENTS", painter) + entries(arguments);
  }
  text += heading("OPTIONS", painter) + entries(named);
  std::vector<std::string> globals;
  for (const GlobalOptionRow& row : global_options()) {
    globals.push_back(std::string(row.name) + (row.value.empty() ? "" : " " + std::string(row.value)));
  }
  return text + wrapped("Every command also takes " + base::join(globals, ", ") + ": see rogatory(1).", 2, k_width);
}

std::string examples(const Help& help, const Painter& painter) {
  if (help.examples.empty()) {
    return {};
  }
  std::string text = heading("EXAMPLES", painter);
  for (const Example& example : help.examples) {
    text += "  " + std::string(example.line) + "\n" + wrapped(example.does, 6, k_width);
  }
  return text;
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  for (const std::string_view paragraph : base::split(text, '\n')) {
    std::string line(indent, ' ');
    bool is_first = true;
    for (const std::string_view word : base::split(paragraph, ' ')) {
      if (!is_first && base::display_width(line) + 1 + base::display_width(word) > width) {
        out += line + "\n";
        line.assign(indent, ' ');
        is_first = true;
      }
      line += is_first ? std::string(word) : " " + std::string(word);
      is_first = false;
    }
    out += line.erase(line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

std::vector<ExitLine> exit_lines(const Help& help) {
  std::vector<ExitLine> lines = help.exits;
  for (const ExitLine& common : {ExitLine{0, "done"}, ExitLine{1, "anything else went wrong"},
                                 ExitLine{2, "the command line is wrong"}, ExitLine{130, "interrupted"}}) {
    if (std::ranges::find(lines, common.status, &ExitLine::status) == lines.end()) {
      lines.push_back(common);
    }
  }
  std::ranges::stable_sort(lines, {}, &ExitLine::status);
  return lines;
}

std::string overview_help(const Painter& painter) {
  std::string text =
      "rogatory seals evidence for authorities abroad, so that they can open it and anybody can check it.\n";
  text += heading("USAGE", painter) + "  rogatory NOUN VERB [ARGUMENTS] [OPTIONS]\n";
  std::string_view group;
  std::vector<Entry> list;
  const auto end_group = [&] {
    if (!list.empty()) {
      text += heading(group, painter) + entries(list);
      list.clear();
    }
  };
  for (const NounRow& noun : nouns()) {
    if (noun.group != group) {
      end_group();
      group = noun.group;
    }
    if (const std::span<const CommandRow> rows = commands_of(noun.noun); !rows.empty()) {
      list.push_back({std::string(noun.noun), std::string(noun.summary.empty() ? rows.front().summary : noun.summary)});
    }
  }
  end_group();
  return text + "\n'rogatory help NOUN' and 'rogatory help NOUN VERB' tell more; the manual is rogatory(1).\n";
}

std::string noun_help(std::string_view noun, const Painter& painter) {
  std::string text = heading("USAGE", painter).substr(1) + "  rogatory " + std::string(noun) + " VERB\n";
  text += heading("VERBS", painter);
  std::vector<Entry> list;
  for (const CommandRow& row : commands_of(noun)) {
    list.push_back({std::string(row.verb), std::string(row.summary)});
  }
  return text + entries(list) + "\n'rogatory help " + std::string(noun) + " VERB' tells more; the manual is " +
         std::string(commands_of(noun).front().page) + ".\n";
}

std::string command_help(const CommandRow& row, const Painter& painter) {
  const std::unique_ptr<Command> command = row.make();
  Options options;
  command->setup(options);
  const Help help = command->help();
  std::string text = heading("USAGE", painter).substr(1) + "  " + usage_line(row, options) + "\n\n";
  text += wrapped(help.about, 0, k_width) + option_lists(options, painter) + examples(help, painter);
  std::vector<Entry> exits;
  for (const ExitLine& line : exit_lines(help)) {
    exits.push_back({std::to_string(line.status), std::string(line.meaning)});
  }
  return text + heading("EXIT STATUS", painter) + entries(exits) + "\nThe manual is " + std::string(row.page) + ".\n";
}

}  // namespace rogatory::cmd
