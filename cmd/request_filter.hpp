// Which requests a list is to show: by instrument, state, the other authority, and whose turn it is.
#pragma once

#include "cmd/command.hpp"
#include "registry/request_reading.hpp"

namespace rogatory::cmd {

/// Where it is by all that was entered or reported; only of a request that has its rules.
const request::RequestState& known_state(const registry::CaseRequest& request);
/// The authority whose turn it is; "-" where there is none, or it is not known.
std::string turn_of(const registry::CaseRequest& request);

class RequestFilter {
 public:
  void setup(Options& options);
  /// usage: a state that no machine has, neither of the program nor of a request that was read.
  Result<void> check(const std::vector<registry::CaseRequests>& cases) const;
  /// Whether is_wanted has to know who we are.
  [[nodiscard]] bool needs_ourselves() const { return !m_turn.empty(); }
  [[nodiscard]] bool is_wanted(const registry::CaseRequest& request, const std::string& ourselves) const;

 private:
  std::optional<std::string> m_instrument, m_state, m_peer;
  std::string m_turn;
};

}  // namespace rogatory::cmd
