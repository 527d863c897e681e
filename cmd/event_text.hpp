// What an entry says, in one line for people.
#pragma once

#include <string>

#include "ledger/body.hpp"

namespace rogatory::cmd {

/// "opened: Operation Nordlicht (Js 12/26)"; of an event that this version does not know, its type alone. Foreign text:
/// who shows it makes it safe.
std::string text_of_event(const ledger::OpenedBody& body);

}  // namespace rogatory::cmd
