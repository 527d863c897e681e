// What a subcommand is. One file each, cmd/<noun>_<verb>.cpp, with five parts in this order: options (the members),
// setup, help with EXIT STATUS, checks, run; and a row in cmd/commands.cpp.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "cmd/context.hpp"
#include "cmd/options.hpp"

namespace rogatory::cmd {

/// A line to type and what it does.
struct Example {
  std::string_view line;
  std::string_view does;
};

/// One line of EXIT STATUS.
struct ExitLine {
  int status = 0;
  std::string_view meaning;
};

/// What --help adds to the options. The lines of EXIT STATUS are this command's own; those that hold for every command
/// (1 failed, 2 wrong usage, 130 interrupted) are added where they are missing.
struct Help {
  std::string_view about;  ///< one or a few paragraphs
  std::vector<Example> examples;
  std::vector<ExitLine> exits;
};

/// One subcommand, made for one run: setup, then check and run, or help alone.
class Command {
 public:
  Command() = default;
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;
  virtual ~Command() = default;

  /// Names options and arguments; their targets are members.
  virtual void setup(Options& options) = 0;
  [[nodiscard]] virtual Help help() const = 0;
  /// What the options alone can show to be wrong (usage). Opens and asks nothing.
  virtual Result<void> check() { return {}; }
  /// Does the work. The value is the exit status of a run that got its answer: 0, or that of findings. An Error is a
  /// run that did not.
  virtual Result<int> run(Context& context) = 0;
};

/// Makes a command; declared and named in the table of cmd/commands.cpp.
using CommandFactory = std::unique_ptr<Command>();

}  // namespace rogatory::cmd
