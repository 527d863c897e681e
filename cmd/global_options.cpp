#include "cmd/global_options.hpp"

#include <array>
#include <charconv>
#include <cstdlib>

namespace rogatory::cmd {
namespace {

constexpr std::array k_rows{
    GlobalOptionRow{"--home", "DIR", "the home to work in", nullptr, &GlobalOptions::home},
    GlobalOptionRow{"--as", "OFFICER", "the officer who acts", nullptr, &GlobalOptions::officer},
    GlobalOptionRow{"--json", "", "one JSON document on stdout", &GlobalOptions::json},
    GlobalOptionRow{"--quiet", "", "no notes and no progress", &GlobalOptions::quiet},
    GlobalOptionRow{"--verbose", "", "more notes; with --json, events as JSON lines on stderr",
                    &GlobalOptions::verbose},
    GlobalOptionRow{"--no-input", "", "never ask at the terminal", &GlobalOptions::no_input},
    GlobalOptionRow{"--yes", "", "answer yes to questions", &GlobalOptions::yes},
    GlobalOptionRow{"--clock-ok", "", "the clock is right although it looks wrong", &GlobalOptions::clock_ok},
    GlobalOptionRow{"--color", "WHEN", "colours: auto, never or always", nullptr, &GlobalOptions::color_text,
                    "auto|never|always"},
    GlobalOptionRow{"--passphrase-file", "FILE", "read passphrases from a file", nullptr,
                    &GlobalOptions::passphrase_file},
    GlobalOptionRow{"--passphrase-fd", "N", "read passphrases from an open descriptor", nullptr,
                    &GlobalOptions::passphrase_fd_text},
    GlobalOptionRow{"--version", "", "show the version"},
    GlobalOptionRow{"--help", "", "show help"},
};

/// The value of a variable; an empty one counts as none.
std::string variable(const Environment& environment, const char* name) {
  const char* value = environment(name);
  return value == nullptr ? std::string() : std::string(value);
}

/// A directory of ours by the XDG base directory specification: below what the variable says (a relative path is to be
/// ignored), else below HOME; empty where neither says.
std::string xdg_directory(const Environment& environment, const char* name, const std::string& below_home) {
  if (std::string base = variable(environment, name); base.starts_with('/')) {
    return base + "/rogatory";
  }
  const std::string user = variable(environment, "HOME");
  return user.empty() ? std::string() : user + "/" + below_home + "/rogatory";
}

std::string default_home(const Environment& environment) {
  std::string home = variable(environment, "ROGATORY_HOME");
  return home.empty() ? xdg_directory(environment, "XDG_DATA_HOME", ".local/share") : home;
}

Result<ColorChoice> parse_color(std::string_view text) {
  if (text.empty() || text == "auto") {
    return ColorChoice::automatic;
  }
  if (text == "never") {
    return ColorChoice::never;
  }
  if (text == "always") {
    return ColorChoice::always;
  }
  return fail(Error(ErrorCode::usage, "--color does not know '" + std::string(text) + "'")
                  .next("use --color auto, --color never or --color always"));
}

Result<std::optional<int>> parse_descriptor(std::string_view text) {
  if (text.empty()) {
    return std::optional<int>();
  }
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0 || text.starts_with('-')) {
    return fail(ErrorCode::usage,
                "--passphrase-fd takes the number of an open descriptor, not '" + std::string(text) + "'");
  }
  return std::optional<int>(number);
}

}  // namespace

std::span<const GlobalOptionRow> global_options() { return k_rows; }

const GlobalOptionRow* find_global_option(std::string_view name) {
  if (name == "-h") {
    name = "--help";
  }
  for (const GlobalOptionRow& row : k_rows) {
    if (row.name == name) {
      return &row;
    }
  }
  return nullptr;
}

const char* process_environment(const char* name) { return std::getenv(name); }

Result<void> settle(GlobalOptions& options, const Environment& environment) {
  ROG_TRY_ASSIGN(options.color, parse_color(options.color_text));
  ROG_TRY_ASSIGN(options.passphrase_fd, parse_descriptor(options.passphrase_fd_text));
  if (options.passphrase_fd && !options.passphrase_file.empty()) {
    return fail(ErrorCode::usage, "--passphrase-file and --passphrase-fd exclude each other");
  }
  if (options.quiet && options.verbose) {
    return fail(ErrorCode::usage, "--quiet and --verbose exclude each other");
  }
  options.home_is_named = !options.home.empty() || !variable(environment, "ROGATORY_HOME").empty();
  if (options.home.empty()) {
    options.home = default_home(environment);
  }
  options.states = xdg_directory(environment, "XDG_STATE_HOME", ".local/state");
  options.records = options.states.empty() ? std::string() : options.states + "/unfinished";
  if (options.officer.empty()) {
    options.officer = variable(environment, "ROGATORY_OFFICER");
  }
  return {};
}

bool wants_color(ColorChoice choice, bool is_terminal, const Environment& environment) {
  switch (choice) {
    case ColorChoice::never:
      return false;
    case ColorChoice::always:
      return true;
    case ColorChoice::automatic:
      break;
  }
  if (!variable(environment, "NO_COLOR").empty()) {
    return false;
  }
  if (const std::string force = variable(environment, "CLICOLOR_FORCE"); !force.empty() && force != "0") {
    return true;
  }
  const std::string term = variable(environment, "TERM");
  return is_terminal && !term.empty() && term != "dumb";
}

}  // namespace rogatory::cmd
