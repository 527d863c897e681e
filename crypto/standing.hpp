// Whether an officer stood where he signed: entitled by the card in force, in time, and not taken back by a newer card.
// Pure; the sentences go on from "<officer> ".
#pragma once

#include <optional>
#include <string>

#include "crypto/card.hpp"

namespace rogatory::crypto {

/// Why the officer of the card in force could not do `may` at that time; empty where he could.
std::string objection(const Card& card, const Officer& officer, May may, UtcTime at);

/// The first second from which a newer card takes the officer's word back: revoked, or his time cut short at its end. A
/// time within which the officer was entitled in the old card does not help then: who has the key can write any time.
std::optional<UtcTime> withdrawn_at(const Officer& in_force, const Officer& newest);

/// What a newer card takes back without a time from which on: the right to do `may`, or a first day that it moved past
/// this act. Then nothing says which of his acts were made before. Empty where the newer card takes neither back.
std::string withdrawn_altogether(const Officer& newest, May may, UtcTime at);

}  // namespace rogatory::crypto
