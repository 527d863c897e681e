// What every fuzz target defines. libfuzzer.cpp calls it in the preset fuzz, replay.cpp in the ordinary tests.
#pragma once

#include "base/bytes.hpp"

namespace rogatory::fuzz {

/// Gives `input` to a parser as a stranger could, and returns whether the parser took it. Ends the program (ROG_ASSERT)
/// where something does not hold that the parser promises. The same input always has the same answer.
bool accepts(ByteView input);

}  // namespace rogatory::fuzz
