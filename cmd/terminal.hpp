// One line read from a terminal, with or without echo.
#pragma once

#include "base/file.hpp"
#include "crypto/secret.hpp"

namespace rogatory::cmd {

/// Shows `question` and reads one line of at most 4,096 bytes; the newline is not part of it. `tty` is open for reading
/// and writing. Without echo the terminal is restored when this returns, and by restore_terminal(). interrupted: a
/// signal came; usage: the end of the input came before a newline; failed: as the operating system says.
Result<crypto::SecretBytes> read_terminal_line(const base::Fd& tty, std::string_view question, bool echo);

/// Gives a terminal its echo back if a read is going on. Async-signal-safe: for the handler that ends the program.
void restore_terminal();

}  // namespace rogatory::cmd
