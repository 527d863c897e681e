#include "request/machine_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "request/data_rows.hpp"
#include "request/machine_rules.hpp"

namespace rogatory::request {
namespace {

using base::JsonReader;

Result<State> read_state(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  State state;
  state.name = reader.parsed<std::string>("name", parse_name);
  state.text = reader.parsed<std::string>("text", parse_plain);
  state.turn = reader.optional_parsed<Side>("turn", parse_side);
  if (reader.optional_value("end") != nullptr) {
    state.end = reader.boolean("end");
  }
  ROG_TRY(reader.finish());
  return state;
}

/// "state" is one name or a list of names.
std::vector<std::string> states_of_row(JsonReader& reader) {
  if (reader.value("state").as_array() != nullptr) {
    return parsed_texts<std::string>(reader, "state", parse_name);
  }
  return {reader.text("state")};
}

Result<std::vector<Transition>> read_transition(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  const std::vector<std::string> states = states_of_row(reader);
  Transition row;
  row.event = reader.parsed<std::string>("event", parse_name);
  row.next = reader.text("next");
  row.side = reader.parsed<Side>("side", parse_side);
  row.roles = parsed_texts<Role>(reader, "roles", parse_role);
  row.needs = optional_parsed_texts<Need>(reader, "needs", parse_need);
  row.by = reader.optional_parsed<By>("by", parse_by);
  row.precedence = static_cast<int>(reader.optional_integer("precedence", 0, k_precedence_limit).value_or(0));
  row.ref = reader.parsed<std::string>("ref", parse_plain);
  row.text = reader.parsed<std::string>("text", parse_plain);
  if (row.roles.empty()) {
    reader.reject("roles", "is empty: somebody has to make the step");
  }
  std::vector<Transition> rows;
  if (states.size() > k_most_states) {
    reader.reject("state", "is a list of more than " + std::to_string(k_most_states));
  }
  ROG_TRY(reader.finish());
  for (const std::string& state : states) {
    rows.push_back(row);
    rows.back().state = state;
  }
  return rows;
}

/// Counted as lists are written out, so that no few bytes become very many rows.
Result<std::vector<Transition>> read_transitions(const Json::Array& array, const std::string& what) {
  std::vector<Transition> all;
  for (std::size_t index = 0; index < array.size(); ++index) {
    ROG_TRY_ASSIGN(std::vector<Transition> rows,
                   read_transition(array[index], what + "[" + std::to_string(index) + "]"));
    if (all.size() + rows.size() > k_most_transitions) {
      return fail(ErrorCode::malformed,
                  what + " are more than " + std::to_string(k_most_transitions) + ", lists of states written out");
    }
    std::ranges::move(rows, std::back_inserter(all));
  }
  return all;
}

}  // namespace

Result<Machine> parse_machine(ByteView json) {
  ROG_TRY_ASSIGN(const Json value, base::parse_json(json, k_machine_size));
  return parse_machine(value);
}

Result<Machine> parse_machine(const Json& value) {
  JsonReader reader(value, "machine");
  if (reader.text("format") != k_machine_format) {
    reader.reject("format", "is not " + std::string(k_machine_format));
  }
  Machine machine;
  machine.id = reader.parsed<std::string>("id", parse_name);
  machine.title = reader.parsed<std::string>("title", parse_plain);
  machine.start = reader.text("start");
  const Json::Array& states = reader.array("states");
  const Json::Array& transitions = reader.array("transitions");
  if (states.size() > k_most_states) {
    reader.reject("states", "are more than " + std::to_string(k_most_states));
  }
  ROG_TRY(reader.finish());
  const std::string what = "machine " + machine.id;
  ROG_TRY_ASSIGN(machine.states, read_rows<State>(states, what + ": states", read_state));
  ROG_TRY_ASSIGN(machine.transitions, read_transitions(transitions, what + ": transitions"));
  ROG_TRY_DOING(check_machine(machine), what);
  return machine;
}

bool has_event(const Machine& machine, std::string_view event) {
  return std::ranges::find(machine.transitions, event, &Transition::event) != machine.transitions.end();
}

}  // namespace rogatory::request
