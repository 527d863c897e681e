// A machine as JSON: what parse_machine reads back as the same table.
#include "base/json.hpp"
#include "request/machine_file.hpp"

namespace rogatory::request {
namespace {

Json document_of(const State& state) {
  Json::Object object{{"name", state.name}, {"text", state.text}};
  if (state.turn) {
    object["turn"] = text_of(*state.turn);
  }
  if (state.end) {
    object["end"] = true;
  }
  return object;
}

template <class Word>
Json::Array words_in(const std::vector<Word>& words) {
  Json::Array array;
  for (const Word word : words) {
    array.emplace_back(text_of(word));
  }
  return array;
}

Json row_of(const Transition& row, Json states) {
  Json::Object object{
      {"state", std::move(states)},   {"event", row.event}, {"next", row.next}, {"side", text_of(row.side)},
      {"roles", words_in(row.roles)}, {"ref", row.ref},     {"text", row.text}};
  if (!row.needs.empty()) {
    object["needs"] = words_in(row.needs);
  }
  if (row.by) {
    object["by"] = text_of(*row.by);
  }
  if (row.precedence != 0) {
    object["precedence"] = row.precedence;
  }
  return object;
}

bool differ_in_state_only(Transition one, const Transition& other) {
  one.state = other.state;
  return one == other;
}

/// Neighbours that differ in the state only are one row with a list, as people write them.
Json rows_of(const std::vector<Transition>& transitions) {
  Json::Array rows;
  for (auto row = transitions.begin(); row != transitions.end();) {
    Json::Array states;
    const Transition& first = *row;
    while (row != transitions.end() && differ_in_state_only(*row, first)) {
      states.emplace_back(row->state);
      ++row;
    }
    const bool alone = states.size() == 1;
    rows.push_back(row_of(first, alone ? Json(first.state) : Json(std::move(states))));
  }
  return rows;
}

}  // namespace

Json document_of(const Machine& machine) {
  Json::Array states;
  for (const State& state : machine.states) {
    states.push_back(document_of(state));
  }
  return Json::Object{{"format", k_machine_format},  {"id", machine.id},
                      {"title", machine.title},      {"start", machine.start},
                      {"states", std::move(states)}, {"transitions", rows_of(machine.transitions)}};
}

}  // namespace rogatory::request
