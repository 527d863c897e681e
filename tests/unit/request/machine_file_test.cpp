#include "request/machine_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace rogatory::request {
namespace {

constexpr std::string_view k_small =
    R"({"format": "rogatory-machine/1", "id": "small", "title": "Small", "start": "draft",
  "states": [{"name": "draft", "text": "a draft", "turn": "requesting"}, {"name": "sent", "text": "sent"},
             {"name": "closed", "text": "closed", "end": true}],
  "transitions": [
    {"state": "draft", "event": "filed", "next": "sent", "side": "requesting", "roles": ["ISS"], "ref": "1", "text": "filed"},
    {"state": ["sent", "closed"], "event": "noted", "next": "=", "side": "requested", "roles": ["EXE", "CA-Q"],
     "needs": ["reason"], "by": "another_officer", "precedence": 7, "ref": "2", "text": "noted"},
    {"state": "sent", "event": "closed", "next": "closed", "side": "requested", "roles": ["EXE"], "ref": "3", "text": "x"}]})";

Result<Machine> parse_with(std::string_view from, std::string_view to) {
  std::string text(k_small);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  return parse_machine(base::as_bytes(text));
}

/// The sentence of the refusal when `from` is replaced.
std::string refused_with(std::string_view from, std::string_view to) {
  const Result<Machine> machine = parse_with(from, to);
  if (machine) {
    return "accepted";
  }
  EXPECT_EQ(machine.error().code(), ErrorCode::malformed);
  return machine.error().sentence();
}

TEST(MachineFile, ReadsARowOfSeveralStatesAsOneRowOfEach) {
  const Result<Machine> machine = parse_machine(base::as_bytes(k_small));
  ASSERT_TRUE(machine) << machine.error().sentence();
  ASSERT_EQ(machine->transitions.size(), 4U);
  EXPECT_EQ(machine->transitions[1].state, "sent");
  EXPECT_EQ(machine->transitions[2].state, "closed");
  EXPECT_EQ(machine->transitions[2].precedence, 7);
  EXPECT_EQ(machine->transitions[2].needs, std::vector{Need::reason});
  EXPECT_EQ(machine->transitions[2].by, By::another_officer);
  EXPECT_EQ(machine->transitions[3].by, std::nullopt);
  EXPECT_EQ(machine->transitions[2].roles, (std::vector{Role::exe, Role::ca_q}));
  EXPECT_EQ(find_state(*machine, "draft")->turn, Side::requesting);
}

TEST(MachineFile, RefusesAnotherFormatAndKeysThatItDoesNotKnow) {
  EXPECT_EQ(refused_with("machine/1", "machine/2"), "machine: format: is not rogatory-machine/1");
  EXPECT_EQ(refused_with("\"title\"", "\"titel\""), "machine: title is missing");
  EXPECT_EQ(refused_with("\"ref\": \"1\",", "\"ref\": \"1\", \"why\": \"x\","),
            "machine small: transitions[0]: unknown key: why");
}

TEST(MachineFile, NamesTheKeyThatIsWrong) {
  EXPECT_EQ(refused_with("\"ISS\"", "\"KING\""),
            "machine small: transitions[0]: roles: no role in a request is called KING");
  EXPECT_EQ(refused_with("[\"ISS\"]", "[]"),
            "machine small: transitions[0]: roles: is empty: somebody has to make the step");
  EXPECT_EQ(refused_with("another_officer", "anybody"),
            "machine small: transitions[1]: by: no author of a step is called anybody");
  EXPECT_EQ(refused_with("\"precedence\": 7", "\"precedence\": 101"),
            "machine small: transitions[1]: precedence is not an integer from 0 to 100");
  EXPECT_EQ(refused_with("{\"name\": \"sent\"", "{\"name\": \"Sent\""),
            "machine small: states[1]: name: \"Sent\" is no name: small letters, digits and _, a letter first");
}

TEST(MachineFile, RefusesRowsOfStatesThatAreNotInTheList) {
  EXPECT_EQ(refused_with("[\"sent\", \"closed\"]", "[\"sent\", \"gone\"]"),
            "machine small: event noted: its state is not in the list: gone");
  EXPECT_EQ(refused_with("\"next\": \"closed\"", "\"next\": \"gone\""),
            "machine small: event closed: the state it leads to is not in the list: gone");
}

TEST(MachineFile, RefusesTwoRowsOfOneStateEventAndSide) {
  EXPECT_EQ(refused_with("[\"sent\", \"closed\"]", "[\"sent\", \"sent\"]"),
            "machine small: event noted: has two rows in state sent on one side");
}

TEST(MachineFile, RefusesAStartThatIsNotFiledOrUnknown) {
  EXPECT_EQ(refused_with("\"event\": \"filed\"", "\"event\": \"begun\""),
            "machine small: start draft: its only step has to be filed, by the requesting side");
  EXPECT_EQ(refused_with("[\"sent\", \"closed\"]", "[\"sent\", \"draft\"]"),
            "machine small: start draft: its only step has to be filed, by the requesting side");
  EXPECT_EQ(refused_with("\"start\": \"draft\"", "\"start\": \"begin\""),
            "machine small: start begin: is not in the list of states");
}

TEST(MachineFile, WritesTheTableThatItReads) {
  const Result<Machine> small = parse_machine(base::as_bytes(k_small));
  EXPECT_EQ(parse_machine(document_of(*small)), *small);
  const std::string text = document_of(*small).canonical();
  EXPECT_NE(text.find(R"("state":["sent","closed"])"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("state":"draft")"), std::string::npos) << text;
  for (const Machine& machine : built_in_machines()) {
    EXPECT_EQ(parse_machine(document_of(machine)), machine) << machine.id;
  }
}

TEST(MachineFile, RefusesMoreThanATableMayHave) {
  Machine machine = *parse_machine(base::as_bytes(k_small));
  const auto refusal = [&] {
    const Result<Machine> again = parse_machine(document_of(machine));
    return again ? "accepted" : again.error().sentence();
  };
  Machine full = machine;
  const Transition row{.state = "sent", .event = "e", .next = "=", .roles = {Role::iss}, .ref = "1", .text = "x"};
  while (machine.transitions.size() < k_most_transitions) {
    machine.transitions.push_back(row);
    machine.transitions.back().event += std::to_string(machine.transitions.size());
  }
  EXPECT_EQ(refusal(), "accepted");
  machine.transitions.push_back(row);
  EXPECT_EQ(refusal(), "machine small: transitions are more than 2048, lists of states written out");
  machine = full;
  while (machine.states.size() < k_most_states + 1) {
    machine.states.push_back({.name = "s" + std::to_string(machine.states.size()), .text = "x", .end = true});
  }
  EXPECT_EQ(refusal(), "machine: states: are more than 128");
  // A list stands for so many rows, however short it is written.
  std::string list = "\"sent\"";
  for (std::size_t i = 0; i < k_most_states; ++i) {
    list += ", \"sent\"";
  }
  EXPECT_EQ(refused_with("\"sent\", \"closed\"", list),
            "machine small: transitions[1]: state: is a list of more than 128");
}

TEST(MachineFile, RefusesStatesWithoutAWayToThemOrFromThem) {
  EXPECT_EQ(refused_with("\"states\": [", "\"states\": [{\"name\": \"lost\", \"text\": \"x\", \"end\": true}, "),
            "machine small: state lost: no step leads to it from the start");
  EXPECT_EQ(refused_with("\"next\": \"closed\"", "\"next\": \"=\""),
            "machine small: state sent: is no end, and no step leads on from it");
  EXPECT_EQ(refused_with("\"end\": true", "\"end\": true, \"turn\": \"requested\""),
            "machine small: state closed: is an end and has a turn");
  EXPECT_EQ(refused_with("{\"name\": \"sent\", \"text\"", "{\"name\": \"draft\", \"text\""),
            "machine small: state draft: stands twice in the list");
}

TEST(BuiltInMachines, AreReadFromEveryFile) {
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(ROGATORY_SOURCE_DIR "/schemas/machines")) {
    files.insert(entry.path().stem().string());
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Result<Machine> machine = parse_machine(base::as_bytes(text));
    EXPECT_TRUE(machine) << machine.error().sentence();
  }
  EXPECT_GE(files.size(), 3U);
  std::set<std::string> built_in;
  for (const Machine& machine : built_in_machines()) {
    built_in.insert(machine.id);
  }
  EXPECT_EQ(built_in, files);
  EXPECT_EQ(find_machine("alchemy"), nullptr);
}

/// The states that a walk from the start meets, by events that somebody may enter.
std::set<std::string> walk(const Machine& machine) {
  std::set<std::string> met{machine.start};
  std::vector<std::string> todo{machine.start};
  while (!todo.empty()) {
    const std::string state = todo.back();
    todo.pop_back();
    for (const Transition* row : transitions_from(machine, state)) {
      const std::string next = row->next == "=" ? state : row->next;
      if (met.insert(next).second) {
        todo.push_back(next);
      }
    }
  }
  return met;
}

TEST(BuiltInMachines, ReachEveryEventFromTheStart) {
  for (const Machine& machine : built_in_machines()) {
    const std::set<std::string> met = walk(machine);
    for (const Transition& row : machine.transitions) {
      EXPECT_TRUE(row.state == "*" || met.contains(row.state)) << machine.id << " " << row.event;
    }
  }
}

TEST(BuiltInMachines, LeadFromEveryReachableStateToAnEnd) {
  for (const Machine& machine : built_in_machines()) {
    std::set<std::string> ending;
    for (const State& state : machine.states) {
      if (state.end) {
        ending.insert(state.name);
      }
    }
    EXPECT_FALSE(ending.empty()) << machine.id;
    for (std::size_t before = 0; before != ending.size();) {
      before = ending.size();
      for (const Transition& row : machine.transitions) {
        if (ending.contains(row.next)) {
          ending.insert(row.state);
        }
      }
    }
    EXPECT_EQ(ending, walk(machine)) << machine.id;
  }
}

TEST(BuiltInMachines, LetTheSideWhoseTurnItIsMakeAStep) {
  for (const Machine& machine : built_in_machines()) {
    for (const State& state : machine.states) {
      bool can_move = !state.turn;
      for (const Transition* row : transitions_from(machine, state.name)) {
        can_move = can_move || row->side == *state.turn;
      }
      EXPECT_TRUE(can_move) << machine.id << " " << state.name;
    }
  }
}

TEST(BuiltInMachines, LetOnlyAnotherOfficerValidate) {
  for (const Machine& machine : built_in_machines()) {
    EXPECT_TRUE(has_event(machine, "validated")) << machine.id;
    for (const Transition& row : machine.transitions) {
      EXPECT_EQ(row.by == By::another_officer, row.event == "validated") << machine.id << " " << row.event;
    }
  }
}

TEST(BuiltInMachines, AskForGroundAndReasonWhereARequestIsRefused) {
  for (const Machine& machine : built_in_machines()) {
    for (const Transition& row : machine.transitions) {
      if (row.event == "refused" || row.event == "refused_in_part") {
        EXPECT_NE(std::ranges::find(row.needs, Need::ground), row.needs.end()) << machine.id << " " << row.state;
        EXPECT_NE(std::ranges::find(row.needs, Need::reason), row.needs.end()) << machine.id << " " << row.state;
      }
    }
  }
}

TEST(BuiltInMachines, ConsultBeforeMutualAssistanceIsRefusedOrPostponed) {
  const Machine* machine = find_machine("mla");
  ASSERT_NE(machine, nullptr);
  int rows = 0;
  for (const Transition& row : machine->transitions) {
    if (row.event == "refused" || row.event == "postponed") {
      EXPECT_NE(std::ranges::find(row.needs, Need::consultation), row.needs.end()) << row.state;
      ++rows;
    }
  }
  EXPECT_GE(rows, 10);
}

TEST(BuiltInMachines, HaveTheStepsThatTheClockOfArrestNeeds) {
  const Machine* extradition = find_machine("extradition");
  const Machine* surrender = find_machine("surrender");
  ASSERT_TRUE(extradition != nullptr && surrender != nullptr);
  for (const std::string_view event : {"provisional_arrest_requested", "provisional_arrest", "released", "re_arrest",
                                       "request_and_documents_received", "consent_given", "consent_notified",
                                       "no_consent_notified", "consent_revoked", "not_taken_over", "final_discharge"}) {
    EXPECT_TRUE(has_event(*extradition, event)) << event;
  }
  for (const std::string_view event :
       {"arrest", "released", "re_arrest", "consent_given", "decision_final", "new_surrender_date",
        "third_state_speciality_ended", "eurojust_informed", "detention_notified"}) {
    EXPECT_TRUE(has_event(*surrender, event)) << event;
  }
  EXPECT_FALSE(has_event(*surrender, "formal_request_sent"));
}

/// The next state, or nothing.
std::string next_of(const char* machine, const char* state, const char* event) {
  const std::vector<const Transition*> rows = transitions_of(*find_machine(machine), state, event);
  return rows.empty() ? "" : rows.front()->next;
}

TEST(BuiltInMachines, LetAnArrestComeBeforeTheWarrant) {
  for (const char* const state : {"filed", "alerted", "sent", "received"}) {
    EXPECT_EQ(next_of("surrender", state, "arrest"), "arrested") << state;
  }
  EXPECT_EQ(next_of("surrender", "arrested", "warrant_received"), "=");
}

TEST(BuiltInMachines, LetADelayBeToldUntilTheDecisionIsFinal) {
  for (const char* const state : {"arrested", "contested", "granted_conditionally", "granted", "appeal_pending"}) {
    EXPECT_EQ(next_of("surrender", state, "delay_notified"), "=") << state;
    EXPECT_EQ(next_of("surrender", state, "eurojust_informed"), "=") << state;
  }
}

TEST(BuiltInMachines, CountASecondArrestBeforeThePapersAsAProvisionalOne) {
  EXPECT_EQ(next_of("extradition", "released", "provisional_arrest"), "arrested");
  EXPECT_EQ(next_of("extradition", "released", "re_arrest"), "");
  EXPECT_EQ(next_of("extradition", "received", "re_arrest"), "=");
}

TEST(BuiltInMachines, TellThatAPersonConsentsOnlyWhereHeDoes) {
  EXPECT_EQ(next_of("extradition", "consented", "consent_notified"), "=");
  for (const char* const state : {"arrested", "contested"}) {
    EXPECT_EQ(next_of("extradition", state, "consent_notified"), "") << state;
    EXPECT_EQ(next_of("extradition", state, "no_consent_notified"), "=") << state;
  }
}

}  // namespace
}  // namespace rogatory::request
