// What help shows, made from the table and from what each command tells about itself.
#pragma once

#include <string>

#include "base/json.hpp"
#include "cmd/commands.hpp"
#include "cmd/text_piece.hpp"

namespace rogatory::cmd {

/// All nouns in their groups.
std::string overview_help(const Painter& painter);
/// The verbs of one noun.
std::string noun_help(std::string_view noun, const Painter& painter);
/// One command: usage, what it is for, options, examples, EXIT STATUS.
std::string command_help(const CommandRow& row, const Painter& painter);

/// The same as documents (schemas/help.json): the commands of a noun, or all of them; and one command.
Json commands_document(std::string_view noun);
Json command_document(const CommandRow& row);

/// The lines of EXIT STATUS: the command's own and those that hold for all, by number.
std::vector<ExitLine> exit_lines(const Help& help);

/// Breaks text into lines of at most `width` columns, each after `indent` spaces; a newline starts a new paragraph.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace rogatory::cmd
