#include "cmd/request_filter.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cmd/draft_access.hpp"
#include "request/machine_file.hpp"

namespace rogatory::cmd {
namespace {

using registry::CaseRequest;

void add_states(std::set<std::string>& states, const request::Machine& machine) {
  for (const request::State& state : machine.states) {
    states.insert(state.name);
  }
}

std::set<std::string> known_states(const std::vector<registry::CaseRequests>& cases) {
  std::set<std::string> states;
  for (const request::Machine& machine : request::built_in_machines()) {
    add_states(states, machine);
  }
  for (const registry::CaseRequests& one : cases) {
    for (const CaseRequest& request : one.requests) {
      if (request.rules) {
        add_states(states, request.machine());
      }
    }
  }
  return states;
}

}  // namespace

const request::RequestState& known_state(const CaseRequest& request) { return request.history.reported; }

std::string turn_of(const CaseRequest& request) {
  const std::optional<request::Side> turn = request.rules ? known_state(request).turn : std::nullopt;
  if (!turn) {
    return "-";
  }
  return *turn == request::Side::requesting ? request.filed.requesting.id : request.filed.requested.id;
}

void RequestFilter::setup(Options& options) {
  options.text("--instrument", m_instrument, "ID", "only those under this instrument");
  options.text("--state", m_state, "STATE", "only those in this state, such as surrender-fixed");
  options.text("--peer", m_peer, "ID", "only those with this authority");
  options.choice("--turn", m_turn, {"ours", "theirs"}, "WHOSE", "only those where it is our turn, or theirs");
}

Result<void> RequestFilter::check(const std::vector<registry::CaseRequests>& cases) const {
  if (!m_state) {
    return {};
  }
  const std::string state = name_typed(*m_state);
  const std::set<std::string> states = known_states(cases);
  if (states.contains(state)) {
    return {};
  }
  Error error(ErrorCode::usage, "no request can be in the state " + state);
  const auto close = std::ranges::find_if(states, [&](const std::string& one) { return base::is_close(state, one); });
  if (close != states.end()) {
    error = std::move(error).because("did you mean " + *close + "?");
  }
  return fail(std::move(error).next("rogatory request show ID names the state of a request in --json"));
}

bool RequestFilter::is_wanted(const CaseRequest& request, const std::string& ourselves) const {
  const ledger::RequestFiled& filed = request.filed;
  if (m_instrument && std::ranges::count(filed.instruments, *m_instrument) == 0) {
    return false;
  }
  if (m_state && (!request.rules || known_state(request).name != name_typed(*m_state))) {
    return false;
  }
  if (m_peer && filed.requested.id != *m_peer && filed.requesting.id != *m_peer) {
    return false;
  }
  return m_turn.empty() || (turn_of(request) == ourselves) == (m_turn == "ours");
}

}  // namespace rogatory::cmd
