// A step of a request, as an entry of one of its logs tells it, and all that the fold needs of it
// (request/history.hpp). Whoever reads the ledgers makes these; only entries that verify belong in here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "request/act.hpp"
#include "request/machine.hpp"

namespace rogatory::request {

/// An entry of a log: `<log>:<seq>`.
struct StepRef {
  std::string log;
  std::uint64_t seq = 0;
  [[nodiscard]] std::string text() const { return log + ":" + std::to_string(seq); }
  auto operator<=>(const StepRef&) const = default;
};

/// How many entries of each log somebody had.
using LogSizes = std::map<std::string, std::uint64_t>;

enum class StepKind : std::uint8_t {
  made,       ///< by the side whose step it is; request.filed too
  reported,   ///< what the other side did, as told to the author
  confirmed,  ///< the other side's entry is so: agreed, and applied where it was not
  disputed,   ///< the other side's entry is not so
  corrected   ///< an entry of the author's own side was wrong: another time, or not done at all
};
std::string_view text_of(StepKind kind);

/// An authority on one side of a request, with or without a card.
struct RequestParty {
  std::string id;
  std::string state;  ///< ISO 3166-1 alpha-2; other authorities of this State act on its side
  bool operator==(const RequestParty&) const = default;
};

struct Parties {
  RequestParty requesting;
  RequestParty requested;
  std::optional<RequestParty> provider;  ///< who is addressed by an order, if anybody is
};

struct Step {
  StepRef entry;
  std::string authority;    ///< whose log it is
  std::string officer;      ///< who signed it: an id on the authority's card
  std::string state;        ///< of its card; empty: not known
  bool by_service = false;  ///< by a service officer, which makes nothing agreed
  UtcTime made_at;
  LogSizes seen;  ///< its heads, without its own log
  ProvenInterval proven;

  StepKind kind = StepKind::made;
  std::string event;   ///< of made and reported: a name of the machine
  int occurrence = 1;  ///< of made and reported: the first, second … time
  std::optional<Role> role;
  bool role_allowed = true;  ///< the author's card lets him enter in that role
  UtcTime happened_at;       ///< of made and reported
  std::optional<std::string> zone;
  std::vector<Need> brings;            ///< what it has with it, of what a transition may need
  std::vector<StepRef> names;          ///< what it confirms, disputes or corrects; of made also the reports it answers
  std::optional<UtcTime> instead;      ///< of corrected: when it happened
  std::optional<std::string> zone_of;  ///< of corrected: with `instead`
  bool withdraws = false;              ///< of corrected: it did not happen
};

/// On whose side an authority acts: by its id, else by its State where that belongs to one of them only; nothing for a
/// stranger.
std::optional<Side> side_of(const Parties& parties, const Step& step);

/// Whether who acts for `side` may have this role at all; a report needs one of the reporter's side.
bool is_role_of(Side side, Role role);

}  // namespace rogatory::request
