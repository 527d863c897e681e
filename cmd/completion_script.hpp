// Completion scripts, written from the table and from the options of each command.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cmd/commands.hpp"

namespace rogatory::cmd {

/// One command with all that can be completed after it.
struct CompletionEntry {
  const CommandRow* row = nullptr;
  std::vector<OptionInfo> options;  ///< its own; no arguments
};
std::vector<CompletionEntry> completion_entries();
/// The options that every command takes, in the same form.
std::vector<OptionInfo> global_infos();

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

/// 'text' for the shells: single quotes, each quote in it written as `quote`.
std::string shell_quoted(std::string_view text, std::string_view quote);

}  // namespace rogatory::cmd
