#include "request/step.hpp"

#include <algorithm>
#include <array>

namespace rogatory::request {

std::string_view text_of(StepKind kind) {
  switch (kind) {
    case StepKind::made:
      return "made";
    case StepKind::reported:
      return "reported";
    case StepKind::confirmed:
      return "confirmed";
    case StepKind::disputed:
      return "disputed";
    case StepKind::corrected:
      return "corrected";
  }
  return "";
}

std::optional<Side> side_of(const Parties& parties, const Step& step) {
  std::vector<std::pair<Side, const RequestParty*>> sides{{Side::requesting, &parties.requesting},
                                                          {Side::requested, &parties.requested}};
  if (parties.provider) {
    sides.emplace_back(Side::provider, &*parties.provider);
  }
  for (const auto& [side, party] : sides) {
    if (party->id == step.authority) {
      return side;
    }
  }
  // A provider acts for itself alone; of two States that are the same one nobody can say on whose side another is.
  if (step.state.empty() || parties.requesting.state == parties.requested.state) {
    return std::nullopt;
  }
  if (step.state == parties.requesting.state) {
    return Side::requesting;
  }
  return step.state == parties.requested.state ? std::optional(Side::requested) : std::nullopt;
}

bool is_role_of(Side side, Role role) {
  constexpr std::array requesting{Role::iss, Role::val, Role::ca_r, Role::dip,
                                  Role::crt, Role::min, Role::pol,  Role::def};
  constexpr std::array requested{Role::ca_q, Role::exe, Role::crt, Role::min, Role::dip, Role::pol, Role::def};
  switch (side) {
    case Side::requesting:
      return std::ranges::count(requesting, role) > 0;
    case Side::requested:
      return std::ranges::count(requested, role) > 0;
    case Side::provider:
      return role == Role::prv;
  }
  return false;
}

}  // namespace rogatory::request
