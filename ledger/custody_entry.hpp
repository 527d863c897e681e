// From an entry of a log to what the fold takes (ledger/custody.hpp).
#pragma once

#include "ledger/body.hpp"
#include "ledger/custody.hpp"

namespace rogatory::ledger {

/// An event of an exhibit, as it is put into an entry.
using ExhibitEvent = std::variant<ExhibitRegistered, CustodyEvent, CustodyCorrection, ExhibitLinked>;
/// The type and the fields of its body.
std::string type_of(const ExhibitEvent& event);
Json::Object fields_of(const ExhibitEvent& event);

/// What `entry` tells of an exhibit; without an event where its body is absent (null), of another kind, or not of the
/// form of its type, which verify names.
CustodyEntry custody_entry(const Entry& entry, const OpenedBody* body);

/// The exhibit whose story it is part of; nothing where it has no event.
std::optional<ExhibitId> exhibit_of(const CustodyEntry& entry);

}  // namespace rogatory::ledger
