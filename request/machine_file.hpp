// A machine from its JSON file, format rogatory-machine/1 (schemas/machine-1.schema.json):
//
//     {"format", "id", "title", "start", "states": [{"name", "text", "turn"?, "end"?}…],
//      "transitions": [{"state": NAME | [NAME…], "event", "next", "side", "roles": […], "needs"?: […], "precedence"?,
//                       "ref", "text"}…]}
//
// A row whose state is a list stands for one row of each.
#pragma once

#include <span>
#include <string_view>

#include "base/bytes.hpp"
#include "request/machine.hpp"

namespace rogatory::request {

constexpr std::size_t k_machine_size = std::size_t{1} << 20U;
constexpr int k_precedence_limit = 100;

/// Malformed, with the path of the key, unless the whole table holds together: names are names and used once; every
/// state and next is a state of it; a row has a role; one state, event and side have one row; the start has the one
/// row `filed` by the requesting side; each state is reachable from there; each that is no end leads somewhere else;
/// an end has no turn.
Result<Machine> parse_machine(ByteView json);

/// The machines that the program brings, by id. Built on first use; thread-safe; lives as long as the program.
std::span<const Machine> built_in_machines();
/// Null where the program brings none of that id.
const Machine* find_machine(std::string_view id);

/// Whether the machine has a row of that event.
bool has_event(const Machine& machine, std::string_view event);

}  // namespace rogatory::request
