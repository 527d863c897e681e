// The one table of subcommands: dispatch, help, completion and the test of the man pages read it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cmd/command.hpp"

namespace rogatory::cmd {

struct CommandRow {
  std::string_view noun;  ///< or the whole command, where `verb` is empty ("init")
  std::string_view verb;
  std::string_view summary;  ///< one line, lower case, no full stop
  std::string_view page;     ///< the man page with its section: "rogatory-bundle(1)"
  CommandFactory* make;
};

/// Sorted by noun, then verb; checked when compiled.
std::span<const CommandRow> commands();
/// The row of exactly these words, or null.
const CommandRow* find_command(std::string_view noun, std::string_view verb);
/// The rows of one noun; empty where it has none.
std::span<const CommandRow> commands_of(std::string_view noun);
/// "bundle seal", "init".
std::string spoken_name(const CommandRow& row);

/// How the first words are grouped in help; in the order they are shown.
struct NounRow {
  std::string_view group;
  std::string_view noun;
  std::string_view summary;  ///< of the noun; empty for a single word, whose own summary is shown
};
std::span<const NounRow> nouns();

}  // namespace rogatory::cmd
