// What an entry says, in one line for people.
#pragma once

#include <string>

#include "ledger/body.hpp"
#include "ledger/exhibit_link_event.hpp"

namespace rogatory::cmd {

/// "opened: Operation Nordlicht (Js 12/26)"; of an event that this version does not know, its type alone. Foreign text:
/// who shows it makes it safe.
std::string text_of_event(const ledger::OpenedBody& body);

/// "transferred out".
std::string spoken(ledger::CustodyAct act);

/// "linked from case 3f9a00112233 exhibit fr-ca:3", "linked into …".
std::string text_of_link(const ledger::ExhibitLinked& event);

/// "Lt. Martin", "eingang-1 of de-ca", "de-ca". Foreign text.
std::string name_of(const ledger::Person& person);

}  // namespace rogatory::cmd
