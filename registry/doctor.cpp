#include "registry/doctor.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "registry/agent.hpp"
#include "registry/unfinished.hpp"

namespace rogatory::registry {
namespace {

constexpr std::int64_t k_day = 24 * 60 * 60;
constexpr std::int64_t k_soon = 30 * k_day;
constexpr std::int64_t k_clock_slack = 5 * 60;

Examination problem(std::string check, const Error& error) {
  return {.check = std::move(check), .health = Health::problem, .text = error.sentence(), .next = error.next_step()};
}

Examination examine_officer(const crypto::Officer& officer, UtcTime now) {
  const std::string who = "officer " + officer.id;
  const std::string next = "rogatory officer add ID";
  if (officer.revoked_at && now >= *officer.revoked_at) {
    return {"officers", Health::ok, who + " was revoked at " + officer.revoked_at->text(), {}};
  }
  if (now > officer.until) {
    return {"officers", Health::advice, who + " expired at " + officer.until.text(), next};
  }
  if (officer.until.seconds - now.seconds < k_soon) {
    return {"officers", Health::advice, who + " expires within 30 days, at " + officer.until.text(), next};
  }
  return {"officers", Health::ok, who + " is valid until " + officer.until.text(), {}};
}

Examination examine_agent(const Home& home) {
  const Result<std::optional<AgentStatus>> agent = agent_status(home);
  if (!agent) {
    return {"agent", Health::problem, agent.error().sentence(), "rogatory lock"};
  }
  const std::optional<AgentStatus>& status = *agent;
  if (!status) {
    return {"agent", Health::ok, "no keys are unlocked", {}};
  }
  return {"agent",
          Health::ok,
          std::to_string(status->keys.size()) + " keys are unlocked until " + status->until.text(),
          {}};
}

std::vector<Examination> examine_unfinished(const Home& home) {
  const Result<std::vector<Leftover>> leftovers = clean_unfinished(home);
  if (!leftovers) {
    return {problem("unfinished", leftovers.error())};
  }
  std::vector<Examination> found;
  for (const Leftover& leftover : *leftovers) {
    if (leftover.removed) {
      found.push_back({"unfinished", Health::advice, "removed what a killed program left: " + leftover.path, {}});
    } else {
      found.push_back({"unfinished", Health::problem, leftover.path + " was left by a killed program: " + leftover.why,
                       "look at it and remove it by hand; it may hold opened evidence"});
    }
  }
  if (found.empty()) {
    found.push_back({"unfinished", Health::ok, "no killed program left anything", {}});
  }
  return found;
}

void append(std::vector<Examination>& all, std::vector<Examination> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

std::string_view text_of(Health health) {
  switch (health) {
    case Health::ok:
      return "ok";
    case Health::advice:
      return "advice";
    case Health::problem:
      return "problem";
  }
  ROG_ASSERT(false);
}

std::vector<Examination> examine_card(const crypto::Card& card, UtcTime now) {
  std::vector<Examination> found;
  if (card.issued_at.seconds > now.seconds + k_clock_slack) {
    found.push_back({"clock", Health::problem,
                     "our card was issued at " + card.issued_at.text() + ", this clock says " + now.text(),
                     "set the clock of this machine (timedatectl)"});
  } else {
    found.push_back({"clock", Health::ok, "this clock says " + now.text(), {}});
  }
  bool anybody = false;
  for (const crypto::Officer& officer : card.officers) {
    found.push_back(examine_officer(officer, now));
    anybody = anybody || (officer.valid_at(now) && officer.may.contains(crypto::May::seal));
  }
  if (!anybody) {
    found.push_back({"officers", Health::problem, "nobody may seal now: no officer with that power is valid",
                     "rogatory officer add ID"});
  }
  return found;
}

std::vector<Examination> examine_peers(const Home& home, UtcTime now) {
  const Result<crypto::Trust> trust = home.trust();
  if (!trust) {
    return {problem("peers", trust.error())};
  }
  std::vector<Examination> found;
  for (const auto& [id, root] : trust->roots()) {
    const crypto::CardChain* chain = trust->chain_of(id);
    if (chain == nullptr) {
      found.push_back({"peers", Health::problem, "the cards of " + id + " are missing", "rogatory peer add FILE"});
      continue;
    }
    const std::vector<crypto::Officer>& officers = chain->newest().officers;
    const bool is_peer = id != home.authority();
    if (is_peer && std::none_of(officers.begin(), officers.end(), [now](const auto& o) { return o.valid_at(now); })) {
      found.push_back({"peers", Health::advice, "no officer of " + id + " is valid any more",
                       "ask " + id + " for its newest cards, then rogatory peer add FILE"});
    }
  }
  if (found.empty()) {
    found.push_back({"peers", Health::ok, base::counted(trust->roots().size() - 1, "peer") + ", cards whole", {}});
  }
  return found;
}

Result<std::vector<Examination>> examine(FileSystem& fs, const std::string& path, const Clock& clock) {
  std::vector<Examination> all;
  const Result<Home> home = Home::open(fs, path);
  if (!home && home.error().code() == ErrorCode::not_found) {
    return fail(home.error());
  }
  if (!home) {
    all.push_back(problem("home", home.error()));
    append(all, examine_machine(path));
    return all;
  }
  all.push_back({"home",
                 Health::ok,
                 "the home of " + home->authority() + ", version " + std::to_string(k_home_version) + ", is private",
                 {}});
  const Result<crypto::CardChain> chain = home->own_chain();
  if (!chain) {
    all.push_back(problem("cards", chain.error()));
  } else {
    all.push_back({"cards",
                   Health::ok,
                   "our card is version " + std::to_string(chain->newest().version) + ", its chain is whole",
                   {}});
    append(all, examine_keys(*home, chain->newest()));
    append(all, examine_card(chain->newest(), clock.now()));
  }
  append(all, examine_peers(*home, clock.now()));
  all.push_back(examine_agent(*home));
  append(all, examine_state(*home));
  append(all, examine_unfinished(*home));
  append(all, examine_machine(path));
  return all;
}

}  // namespace rogatory::registry
