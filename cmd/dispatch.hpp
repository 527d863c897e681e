// From the words of the command line to the row of the table, before any option is parsed.
#pragma once

#include <string>
#include <vector>

#include "cmd/commands.hpp"

namespace rogatory::cmd {

struct Dispatched {
  enum class Kind : std::uint8_t { command, version, overview, noun };
  Kind kind = Kind::command;
  const CommandRow* row = nullptr;     ///< of a command
  std::string noun;                    ///< whose verbs are to be shown
  bool asked_for_help = false;         ///< overview and noun: asked for, or shown because words are missing
  std::vector<std::string> arguments;  ///< all words but the command's own, for Options::parse
};

/// Skips the global options that stand before and between the words of the command. usage: an unknown word (with those
/// that may have been meant), an unknown option before the command, an option without its value.
Result<Dispatched> dispatch(const std::vector<std::string>& words);

/// Whether --json is among the words: how an error is told before, or because, the options cannot be parsed.
bool asks_for_json(const std::vector<std::string>& words);

}  // namespace rogatory::cmd
