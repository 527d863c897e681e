#include "cmd/request_act.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace rogatory::cmd {

using request::Role;
using request::Side;

void RequestActOptions::setup(Options& options) {
  setup_without_case(options);
  options.text("--case", m_case, "CASE", "the case that the request is in (default: looked for in all)");
}

void RequestActOptions::setup_without_case(Options& options) {
  options.text("--role", m_role, "ROLE", "in which of our roles: ISS, CA-Q, EXE … (default: the only one that may)");
  options.text("--entered-for", m_entered_for, "for whom a clerk enters it");
  options.text("--compartment", m_compartment, "C", "of the case (default: main)");
}

Result<void> RequestActOptions::check() const {
  if (m_role && !crypto::is_request_role(*m_role)) {
    return fail(Error(ErrorCode::usage, "--role: no role in a request is called " + *m_role)
                    .next("one of: ISS, VAL, CA-R, DIP, CA-Q, EXE, CRT, MIN, POL, PRV, DEF"));
  }
  return {};
}

Result<RequestDesk> RequestActOptions::open(Context& context, const std::string& which) const {
  return RequestDesk::open(context, which, m_case, m_compartment);
}

Result<std::vector<RequestDesk>> RequestActOptions::open_many(Context& context,
                                                              const std::vector<std::string>& which) const {
  return RequestDesk::open_many(context, which, m_case, m_compartment);
}

Result<RequestDesk> RequestActOptions::open_case(Context& context, const std::string& which_case) const {
  return RequestDesk::open_case(context, which_case, m_compartment);
}

Result<std::string> RequestActOptions::role(const crypto::Officer& officer, const std::vector<Role>& candidates) const {
  if (m_role) {
    return *m_role;
  }
  std::vector<std::string> words;
  for (const Role role : candidates) {
    const std::string word(request::text_of(role));
    if (officer.roles.empty() || std::ranges::count(officer.roles, word) > 0) {
      words.push_back(word);
    }
  }
  if (words.size() == 1) {
    return words.front();
  }
  Error error(ErrorCode::usage, "in which role is it entered?");
  return fail(words.empty() ? std::move(error).next("--role ROLE")
                            : std::move(error).next("--role with one of: " + base::join(words, ", ")));
}

Result<void> RequestActOptions::take_role(const std::string& role) {
  m_role = role;
  return check();
}

Result<std::optional<std::string>> RequestActOptions::entered_for(Context& context) const {
  return read_optional_text(context, m_entered_for);
}

std::vector<Role> roles_of_side(Side side) {
  constexpr std::array all{Role::iss, Role::val, Role::ca_r, Role::dip, Role::ca_q, Role::exe,
                           Role::crt, Role::min, Role::pol,  Role::prv, Role::def};
  std::vector<Role> roles;
  std::ranges::copy_if(all, std::back_inserter(roles), [&](Role role) { return request::is_role_of(side, role); });
  return roles;
}

Result<Side> our_side(const registry::CaseRequest& request, const crypto::Card& card) {
  request::Step step;
  step.authority = card.id;
  step.state = card.country;
  const std::optional<Side> side = request::side_of(request.parties, step);
  if (!side) {
    return fail(Error(ErrorCode::not_allowed, card.id + " acts on neither side of " + request.name())
                    .because("its parties are " + request.filed.requesting.id + " and " + request.filed.requested.id));
  }
  return *side;
}

Result<ledger::EntryRef> entry_named(const std::string& which, const std::string& ourselves) {
  const bool is_bare = which.find(':') == std::string::npos;
  Result<ledger::EntryRef> entry = ledger::EntryRef::parse(is_bare ? ourselves + ":" + which : which);
  if (!entry) {
    return fail(Error(ErrorCode::usage, entry.error().sentence()).next("write its number, or LOG:NUMBER"));
  }
  return entry;
}

}  // namespace rogatory::cmd
