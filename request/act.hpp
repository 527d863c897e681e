// What the clock needs to know of a step: which event, when, how that is known. The fold of a request makes these.
#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "request/side.hpp"

namespace rogatory::request {

/// How far a step is believed (design: requests.md): the side's own entry; the same, confirmed by the other side; what
/// one side says that the other did.
enum class Standing : std::uint8_t { reported, claimed, agreed };
std::string_view text_of(Standing standing);

/// What the ledgers prove of when an entry was made: after the latest head of another authority that its author held,
/// before the first entry of another authority that covers it.
struct ProvenInterval {
  std::optional<UtcTime> not_before;
  std::optional<UtcTime> not_after;
};

struct Act {
  std::string event;   ///< a name of the instrument's machine
  int occurrence = 1;  ///< the first, second … time that this event happened
  Side side = Side::requested;
  UtcTime at;                       ///< happened_at, as signed
  std::optional<std::string> zone;  ///< IANA, as entered beside it; shown, not counted by
  Standing standing = Standing::claimed;
  ProvenInterval proven;  ///< of a reported act: of the report
  std::string entry;      ///< `<log>:<seq>`, for people
};

}  // namespace rogatory::request
