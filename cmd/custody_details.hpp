// What an event of custody says besides who did what when, piece by piece: for the form, and for who is about to sign.
#pragma once

#include <string>
#include <vector>

#include "ledger/exhibit_link_event.hpp"

namespace rogatory::cmd {

/// "at shelf 7", "seal 4471", "with Autopsy 4.21 (read only)". Foreign text.
std::vector<std::string> details_of(const ledger::CustodyEvent& event);
/// With which exhibit of which case, and what that one told.
std::vector<std::string> details_of(const ledger::ExhibitLinked& link);

/// What is about to be signed, a line each: what happened by whom, when, and its details; what an exhibit is. Foreign
/// text.
std::vector<std::string> summary_of(const ledger::CustodyEvent& event);
std::vector<std::string> summary_of(const ledger::ExhibitRegistered& item);

}  // namespace rogatory::cmd
