// One question to the person at the terminal, asked until its answer can be taken.
#pragma once

#include <functional>
#include <string>

#include "cmd/context.hpp"

namespace rogatory::cmd {

/// Whether somebody sits there who wants to be asked: the three standard streams are a terminal, and none of
/// --no-input, --yes and --json was given.
bool is_guided(const Context& context);

/// Takes an answer: without blanks around it and without control characters; empty where nothing was typed. Its errors
/// are said and the question asked again; they change nothing.
using TakeAnswer = std::function<Result<void>(const std::string&)>;

/// Asks at most three times. usage: no answer could be taken, with why the last one was not, or the input ended;
/// interrupted.
Result<void> ask_until_taken(Prompt& prompt, const std::string& question, const TakeAnswer& take);

}  // namespace rogatory::cmd
