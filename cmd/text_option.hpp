// Free text on the command line: TEXT as it stands, @FILE, or - for standard input, so that it need not enter the
// shell's history. A text that begins with @ is written with @@.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cmd/context.hpp"
#include "cmd/options.hpp"

namespace rogatory::cmd {

constexpr std::size_t k_longest_text = 1024 * 1024;  // a body's limit (names.md)

/// The text; where it was not given, asked for with `question` at the terminal. The last newline of a file is not part
/// of it. usage: not given and nobody to ask, or - twice; malformed: longer than 1 MiB, not UTF-8, or NUL in it; as
/// load_file for the file.
Result<std::string> read_text(Context& context, const FreeText& text, std::string_view question);

/// The same, never asked for: nothing where it was not given.
Result<std::optional<std::string>> read_optional_text(Context& context, const FreeText& text);

}  // namespace rogatory::cmd
