// The state machine of a request as data: `state | event | next | side | roles | needs | by | precedence | ref`
// (design: requests.md "Machines"; schemas/machines/<id>.json). A request freezes its table (layers.hpp). The engine
// knows no treaty by name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "request/side.hpp"

namespace rogatory::request {

/// What a step must bring with it, else it is refused where it is made (30).
enum class Need : std::uint8_t { reason, ground, document, date, conditions, consultation };
std::string_view text_of(Need need);
Result<Need> parse_need(std::string_view text);

/// Who has to make a step, beyond side and role.
enum class By : std::uint8_t {
  another_officer  ///< than the one who entered request.filed for this side: a second look, not a second signature
};
std::string_view text_of(By by);
Result<By> parse_by(std::string_view text);

struct Transition {
  std::string state;  ///< where it may be made; "*" is every state that is not an end
  std::string event;
  std::string next;  ///< the state it leads to; "=" stays
  Side side = Side::requesting;
  std::vector<Role> roles{};  ///< who may enter it, at least one
  std::vector<Need> needs{};
  std::optional<By> by{};  ///< who of those with a role; nothing: any of them
  int precedence = 0;      ///< of two concurrent steps that cannot both stand, the higher stands
  std::string ref{};       ///< article or "practice"
  std::string text{};      ///< in plain words: "the requested State acknowledges receipt"
  bool operator==(const Transition&) const = default;
};

struct State {
  std::string name;
  std::string text{};          ///< "received by the requested State"
  std::optional<Side> turn{};  ///< who has to move; nothing at an end or where both may
  bool end = false;
  bool operator==(const State&) const = default;
};

struct Machine {
  std::string id;  ///< mla, extradition, surrender …
  std::string title;
  std::string start;  ///< the state before request.filed
  std::vector<State> states;
  std::vector<Transition> transitions;
  bool operator==(const Machine&) const = default;
};

/// ", another officer than who filed it", or nothing: what follows the roles where a step is told.
std::string_view by_words(const Transition& transition);
/// Null where there is none.
const State* find_state(const Machine& machine, std::string_view name);
/// Every transition that `event` has from `state`, those of "*" last; two of one event differ in side.
std::vector<const Transition*> transitions_of(const Machine& machine, std::string_view state, std::string_view event);
/// All that may be made from `state`, in the order of the table: the next legal steps.
std::vector<const Transition*> transitions_from(const Machine& machine, std::string_view state);

}  // namespace rogatory::request
