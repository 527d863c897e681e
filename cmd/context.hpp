// What a running command works with. All of it outlives the command; tests set each part.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "base/progress.hpp"
#include "cmd/global_options.hpp"
#include "cmd/prompt.hpp"
#include "cmd/ui.hpp"
#include "registry/passphrase.hpp"

namespace rogatory::cmd {

struct Context {
  const GlobalOptions& options;
  Ui& ui;
  Prompt& prompt;
  registry::PassphraseSource& passphrases;
  Progress& progress;
  FileSystem& fs;
  const Clock& clock;
  int standard_input = 0;
  bool standard_input_was_read = false;  ///< by a text option given as -; a second one is a usage error

  /// The home to work in; usage where nothing names one.
  [[nodiscard]] Result<std::string> home() const;
  /// Where a command without a home records what it makes; usage where nothing says.
  [[nodiscard]] Result<std::string> records() const;
};

}  // namespace rogatory::cmd
