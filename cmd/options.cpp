#include "cmd/options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

// Stands before a word that CLI11 would not take as it is; the setters take it away.
constexpr char k_guard = '\x1f';

bool needs_guard(const std::string& word) {
  return word == "++" || word.starts_with(k_guard) || (word.starts_with('[') && word.ends_with(']'));
}

std::string unguarded(std::string word) {
  if (word.starts_with(k_guard)) {
    word.erase(0, 1);
  }
  return word;
}

OptionInfo argument_info(std::string_view name, std::string_view help, Need need, bool several) {
  return {.names = std::string(name),
          .value = {},
          .help = std::string(help),
          .choices = {},
          .is_argument = true,
          .is_required = need == Need::required,
          .is_repeatable = several};
}

OptionInfo option_info(std::string_view names, std::string_view value, std::string_view help) {
  OptionInfo info;
  info.names = names;
  info.value = value;
  info.help = help;
  return info;
}

/// Takes an answer for the text itself.
std::function<Result<void>(const std::string&)> literal(FreeText& into) {
  return [&into](const std::string& value) -> Result<void> {
    into = FreeText{.given = value, .is_literal = true};
    return {};
  };
}

}  // namespace

Options::Options() : m_app(std::make_unique<CLI::App>()) {
  m_app->set_help_flag("-h,--help");
  m_app->set_version_flag("--version", "");
  m_app->allow_extras();  // what is left over is named by left_over()
}

Options::~Options() = default;

void Options::flag(std::string_view names, bool& into, std::string_view help) {
  m_infos.push_back(option_info(names, {}, help));
  add_flag(names, into);
}

void Options::add_flag(std::string_view names, bool& into) {
  m_app->add_flag(std::string(names), into)->disable_flag_override();
}

void Options::text(std::string_view names, std::string& into, std::string_view value, std::string_view help,
                   Need need) {
  OptionInfo info = option_info(names, value, help);
  info.is_required = need == Need::required;
  add(std::move(info), [&into](Values values) -> Result<void> {
    into = std::move(values.front());
    return {};
  });
}

void Options::text(std::string_view names, std::optional<std::string>& into, std::string_view value,
                   std::string_view help) {
  add(option_info(names, value, help), [&into](Values values) -> Result<void> {
    into = std::move(values.front());
    return {};
  });
}

void Options::text(std::string_view names, FreeText& into, std::string_view help) {
  text(names, into.given, "TEXT|@FILE|-", help);
  answer_with(names, literal(into));
}

void Options::choice(std::string_view names, std::string& into, std::vector<std::string> choices,
                     std::string_view value, std::string_view help) {
  OptionInfo info = option_info(names, value, help);
  info.choices = choices;
  add(std::move(info),
      [&into, names = std::string(names), choices = std::move(choices)](Values values) -> Result<void> {
        if (std::find(choices.begin(), choices.end(), values.front()) == choices.end()) {
          return fail(Error(ErrorCode::usage, option_names(names).back() + " does not know '" + values.front() + "'")
                          .next("one of: " + base::join(choices, ", ")));
        }
        into = std::move(values.front());
        return {};
      });
}

void Options::list(std::string_view names, std::vector<std::string>& into, std::string_view value,
                   std::string_view help) {
  OptionInfo info = option_info(names, value, help);
  info.is_repeatable = true;
  add(std::move(info), [&into](Values values) -> Result<void> {
    into = std::move(values);
    return {};
  });
}

void Options::number(std::string_view names, std::optional<std::uint64_t>& into, std::uint64_t least,
                     std::uint64_t most, std::string_view value, std::string_view help) {
  add(option_info(names, value, help),
      [&into, least, most, what = option_names(names).back()](Values values) -> Result<void> {
        ROG_TRY_ASSIGN(into, parse_number(values.front(), least, most, what));
        return {};
      });
}

void Options::argument(std::string_view name, std::string& into, std::string_view help, Need need) {
  add(argument_info(name, help, need, false), [&into](Values values) -> Result<void> {
    into = std::move(values.front());
    return {};
  });
}

void Options::argument(std::string_view name, FreeText& into, std::string_view help, Need need) {
  add(argument_info(name, help, need, false), [&into](Values values) -> Result<void> {
    into.given = std::move(values.front());
    return {};
  });
  answer_with(name, literal(into));
}

void Options::arguments(std::string_view name, std::vector<std::string>& into, std::string_view help, Need need) {
  add(argument_info(name, help, need, true), [&into](Values values) -> Result<void> {
    into = std::move(values);
    return {};
  });
}

void Options::globals(GlobalOptions& into) {
  for (const GlobalOptionRow& row : global_options()) {
    if (row.flag != nullptr) {
      add_flag(row.name, into.*row.flag);
    } else if (row.text != nullptr) {
      bind(option_info(row.name, row.value, row.help), [&target = into.*row.text, &row](Values values) -> Result<void> {
        if (values.front().empty()) {
          // An empty shell variable, say: taking the default instead would act in another home or for another officer.
          return fail(Error(ErrorCode::usage, std::string(row.name) + " is empty")
                          .next("give " + std::string(row.name) + " " + std::string(row.value) + ", or leave it out"));
        }
        target = std::move(values.front());
        return {};
      });
    }
  }
}

void Options::add(OptionInfo info, Setter setter) {
  bind(info, std::move(setter));
  m_infos.push_back(std::move(info));
}

void Options::bind(const OptionInfo& info, Setter setter) {
  // The name of an argument is a label for people; CLI11 wants one without dashes and dots.
  const bool several = info.is_repeatable;
  const std::string label = option_names(info.names).back();
  answer_with(info.names, [setter](const std::string& value) { return setter({value}); });
  auto take = [this, several, label, names = info.names, setter = std::move(setter)](const CLI::results_t& raw) {
    Values values;
    for (const std::string& word : raw) {
      values.push_back(unguarded(word));
    }
    note(names, values.back());
    Result<void> set = !several && values.size() > 1
                           ? Result<void>(fail(ErrorCode::usage, label + " is given more than once"))
                           : setter(std::move(values));
    if (!set && !m_error) {
      m_error = std::move(set).error();
    }
    return true;
  };
  CLI::Option* option = m_app->add_option(info.names, CLI::callback_t(std::move(take)));
  option->type_size(1)->expected(several ? -1 : 1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  option->allow_extra_args(several && info.is_argument);
  option->required(info.is_required);
}

void Options::answer_with(std::string_view names, const Answer& answer) {
  for (const std::string& name : option_names(names)) {
    m_answers.insert_or_assign(name, answer);
  }
}

void Options::note(const std::string& names, const std::string& value) {
  if (m_given != nullptr) {
    for (const std::string& name : option_names(names)) {
      m_given->insert_or_assign(name, value);
    }
  }
}

Result<void> Options::put(std::string_view name, const std::string& value) {
  const auto answer = m_answers.find(name);
  ROG_ASSERT(answer != m_answers.end());
  ROG_TRY(answer->second(value));
  for (const OptionInfo& info : m_infos) {
    const std::vector<std::string> names = option_names(info.names);
    if (std::ranges::find(names, name) != names.end()) {
      note(info.names, value);
    }
  }
  return {};
}

bool Options::takes_value(std::string_view name) const {
  if (const GlobalOptionRow* row = find_global_option(name)) {
    return !row->value.empty();
  }
  for (const OptionInfo& info : m_infos) {
    const std::vector<std::string> names = option_names(info.names);
    if (!info.value.empty() && std::find(names.begin(), names.end(), name) != names.end()) {
      return true;
    }
  }
  return false;
}

std::vector<std::string> Options::guarded(const std::vector<std::string>& arguments) const {
  std::vector<std::string> words;
  bool only_arguments = false;
  for (const std::string& word : arguments) {
    const bool is_empty_value = !only_arguments && word.starts_with("--") && word.ends_with('=') &&
                                word.find('=') == word.size() - 1 && takes_value(word.substr(0, word.size() - 1));
    if (is_empty_value) {
      words.push_back(word.substr(0, word.size() - 1));
      words.emplace_back();
    } else {
      words.push_back(needs_guard(word) ? k_guard + word : word);
    }
    only_arguments = only_arguments || word == "--";
  }
  return words;
}

Error Options::unexpected(const std::string& word) const {
  if (!word.starts_with('-') || word == "-") {
    return {ErrorCode::usage, "unexpected argument '" + word + "'"};
  }
  const std::string name = word.substr(0, word.find('='));
  Error error(ErrorCode::usage, "unknown option '" + name + "'");
  std::vector<std::string> known;
  for (const OptionInfo& info : m_infos) {
    if (!info.is_argument) {
      std::ranges::copy(option_names(info.names), std::back_inserter(known));
    }
  }
  for (const GlobalOptionRow& row : global_options()) {
    known.emplace_back(row.name);
  }
  for (const std::string& candidate : known) {
    if (candidate.starts_with("--") && base::is_close(name, candidate)) {
      return std::move(error).because("did you mean " + candidate + "?");
    }
  }
  return error;
}

std::optional<Error> Options::left_over() const {
  for (const std::string& word : m_app->remaining()) {
    if (word != "--") {
      return unexpected(unguarded(word));
    }
  }
  return {};
}

Result<Options::Asked> Options::parse(const std::vector<std::string>& arguments) {
  std::vector<std::string> words = guarded(arguments);
  std::ranges::reverse(words);  // CLI11 takes them from the back
  try {
    m_app->parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    return Asked::help;
  } catch (const CLI::CallForVersion&) {
    return Asked::version;
  } catch (const CLI::RequiredError& error) {
    // A misspelled option explains a missing one.
    std::optional<Error> word = left_over();
    return fail(m_error ? *m_error : word ? *std::move(word) : Error(ErrorCode::usage, error.what()));
  } catch (const CLI::ParseError& error) {
    return fail(ErrorCode::usage, error.what());
  } catch (const CLI::Error& error) {
    return fail(ErrorCode::failed, std::string("a command's options clash: ") + error.what());
  }
  if (std::optional<Error> word = left_over()) {
    return fail(*std::move(word));
  }
  if (m_error) {
    return fail(*m_error);
  }
  return Asked::run;
}

std::vector<std::string> option_names(std::string_view names) {
  std::vector<std::string> out;
  for (const std::string_view name : base::split(names, ',')) {
    out.emplace_back(name);
  }
  return out;
}

Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t least, std::uint64_t most,
                                   std::string_view what) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  const bool spelled = whole && (text == "0" || !text.starts_with('0'));
  if (!spelled || number < least || number > most) {
    return fail(ErrorCode::usage, std::string(what) + " takes a whole number from " + std::to_string(least) + " to " +
                                      std::to_string(most) + ", not '" + std::string(text) + "'");
  }
  return number;
}

}  // namespace rogatory::cmd
