// Which instruments may govern a request between two States, in which order and why, and what is not known of that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "request/instruments.hpp"

namespace rogatory::request {

/// Whether an instrument binds both States: both are listed as parties; the list is complete and one is not on it; or
/// the list says nothing of one of them.
enum class Bound : std::uint8_t { yes, no, not_known };
std::string_view text_of(Bound bound);

struct ApplicableLayer {
  const Instrument* instrument = nullptr;
  Bound bound = Bound::not_known;
};

struct Applicable {
  const Instrument* instrument = nullptr;
  Bound bound = Bound::not_known;       ///< yes or not_known
  std::vector<ApplicableLayer> layers;  ///< what is layered on it, in the order in which it is laid; none that is `no`
};

Bound bound_by(const Instrument& instrument, std::string_view one, std::string_view other);

/// The instruments of the set that stand alone and fit the measure (all of them without one), without those that do
/// not bind both; by rank, then id. They point into the set, which must outlive them.
std::vector<Applicable> instruments_between(const InstrumentSet& instruments, std::string_view one,
                                            std::string_view other, const std::optional<std::string>& measure);

/// Whether a measure is one of extradition or surrender: arrest, provisional_arrest, extradition, surrender,
/// simplified, speciality_consent.
bool is_of_surrender(std::string_view measure);

}  // namespace rogatory::request
