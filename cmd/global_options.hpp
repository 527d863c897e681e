// The options that every command takes, wherever they stand on the line.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace rogatory::cmd {

enum class ColorChoice : std::uint8_t { automatic, never, always };

/// As read from the line, then completed from the environment by settle().
struct GlobalOptions {
  std::string home;
  std::string officer;  ///< empty: the home's only officer
  bool json = false;
  bool quiet = false;
  bool verbose = false;
  bool no_input = false;
  bool yes = false;
  bool clock_ok = false;
  std::string color_text;
  std::string passphrase_file;
  std::string passphrase_fd_text;

  // What settle() makes of them.
  bool home_is_named = false;  ///< by --home or ROGATORY_HOME: then it must be there
  std::string states;          ///< where homes keep their state outside of themselves; empty: no variable says
  std::string records;         ///< where programs without a home record what they make; empty: no variable says
  ColorChoice color = ColorChoice::automatic;
  std::optional<int> passphrase_fd;
};

/// One row for each of them: dispatch, parsing, help and completion all read this table.
/// A row sets a flag or a text; --help and --version set neither and are answered before a command runs.
struct GlobalOptionRow {
  std::string_view name;   ///< "--home"
  std::string_view value;  ///< "DIR"; empty for a flag
  std::string_view help;
  bool GlobalOptions::* flag = nullptr;
  std::string GlobalOptions::* text = nullptr;
  std::string_view choices = {};  ///< separated by |
};
std::span<const GlobalOptionRow> global_options();
/// The row of "--home" and "-h", or null.
const GlobalOptionRow* find_global_option(std::string_view name);

/// Looks up an environment variable: its value or null.
using Environment = std::function<const char*(const char*)>;
/// That of the process.
const char* process_environment(const char* name);

/// Fills what the line left open from the environment (an empty variable counts as none) and checks the values.
/// `home` stays empty where neither --home, ROGATORY_HOME, XDG_DATA_HOME nor HOME says, `states` and `records`
/// where neither XDG_STATE_HOME nor HOME does. usage: --color or
/// --passphrase-fd has a value it does not know, both passphrase options, or --quiet with --verbose.
Result<void> settle(GlobalOptions& options, const Environment& environment);

/// Whether colours go to a stream: --color first, then NO_COLOR, CLICOLOR_FORCE, the stream, TERM=dumb.
bool wants_color(ColorChoice choice, bool is_terminal, const Environment& environment);

}  // namespace rogatory::cmd
