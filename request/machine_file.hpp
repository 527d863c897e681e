// A machine from its JSON file, format rogatory-machine/1 (schemas/machine-1.schema.json):
//
//     {"format", "id", "title", "start", "states": [{"name", "text", "turn"?, "end"?}…],
//      "transitions": [{"state": NAME | [NAME…], "event", "next", "side", "roles": […], "needs"?: […], "by"?,
//                       "precedence"?, "ref", "text"}…]}
//
// A row whose state is a list stands for one row of each. A request freezes it with its rules (layers.hpp), so it may
// come from another party: a table of that size is read in time that grows with it.
#pragma once

#include <span>
#include <string_view>

#include "base/json.hpp"
#include "request/machine.hpp"

namespace rogatory::request {

constexpr std::size_t k_machine_size = std::size_t{1} << 20U;
constexpr int k_precedence_limit = 100;
constexpr std::size_t k_most_states = 128;
constexpr std::size_t k_most_transitions = 2048;  ///< lists of states written out
constexpr std::string_view k_machine_format = "rogatory-machine/1";

/// Malformed, with the path of the key, unless it has no more than the above and the whole table holds together: names
/// are names and used once; every state and next is a state of it; a row has a role; one state, event and side have one
/// row; the start has the one row `filed` by the requesting side; each state is reachable from there; each that is no
/// end leads somewhere else; an end has no turn.
Result<Machine> parse_machine(ByteView json);
Result<Machine> parse_machine(const Json& value);
/// The whole: parse_machine reads it back as the same.
Json document_of(const Machine& machine);

/// The machines that the program brings, by id. Built on first use; thread-safe; lives as long as the program.
std::span<const Machine> built_in_machines();
/// Null where the program brings none of that id.
const Machine* find_machine(std::string_view id);

/// Whether the machine has a row of that event.
bool has_event(const Machine& machine, std::string_view event);

}  // namespace rogatory::request
