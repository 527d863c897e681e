#include "ledger/verify_standing.hpp"

#include <algorithm>

#include "crypto/standing.hpp"
#include "ledger/event.hpp"

namespace rogatory::ledger {
namespace {

using crypto::Card;
using crypto::May;
using crypto::Officer;

May may_of(const Officer& officer) { return officer.may.contains(May::service) ? May::service : May::entry; }

/// Whether one entry of `witness` saw `log` beyond entry `seq`, and no entry of its authority that names card `version`
/// or a newer one. Heads never become smaller, so that what an entry's heads do not cover, no earlier one's do.
bool saw(const LogFacts& witness, const LogFacts& log, const AllLogs& logs, std::uint64_t seq, std::int64_t version) {
  std::map<LogName, std::uint64_t> covered;
  bool knew = false;
  bool sees = false;
  for (auto head = witness.heads.begin(); head != witness.heads.end() && head->seq < witness.counted && !knew;) {
    const std::uint64_t at = head->seq;
    for (; head != witness.heads.end() && head->seq == at; ++head) {
      const LogFacts* of = head->log.authority == log.name.authority ? find_log(logs, head->log) : nullptr;
      if (of != nullptr && head->holds) {
        knew = knew || head->head.size > of->first_naming(version);
        sees = sees || (of == &log && head->head.size > seq);
      }
    }
    if (sees && !knew) {
      return true;
    }
  }
  return false;
}

/// By how many entries, from 0 on, `log` was seen by somebody who did not know card `version`.
class Covered {
 public:
  Covered(const LogFacts& log, const AllLogs& logs) : m_log(log), m_logs(logs) {}

  bool operator()(std::uint64_t seq, std::int64_t version) {
    const auto [found, is_new] = m_upto.try_emplace(version, 0);
    if (is_new) {
      found->second = upto(version);
    }
    return seq < found->second;
  }

 private:
  /// Whoever saw entry n saw all before it: the largest such n is found by halving.
  [[nodiscard]] std::uint64_t upto(std::int64_t version) const {
    std::uint64_t seen = 0;
    for (std::uint64_t unseen = m_log.size() + 1; seen + 1 < unseen;) {
      const std::uint64_t middle = seen + (unseen - seen) / 2;
      (is_seen(middle - 1, version) ? seen : unseen) = middle;
    }
    return seen;
  }

  [[nodiscard]] bool is_seen(std::uint64_t seq, std::int64_t version) const {
    return std::ranges::any_of(m_logs, [&](const LogFacts& witness) {
      return witness.name.authority != m_log.name.authority && !witness.trusted_by.empty() &&
             saw(witness, m_log, m_logs, seq, version);
    });
  }

  const LogFacts& m_log;
  const AllLogs& m_logs;
  std::map<std::int64_t, std::uint64_t> m_upto;
};

void judge_suspect(const Suspect& suspect, bool covered, LogFacts& log) {
  const std::string who = LogFacts::at(suspect.seq) + suspect.officer->id;
  const std::string by = " by card " + std::to_string(suspect.version);
  if (suspect.reached && covered) {
    log.checks.found("entry.disputed", LogFacts::at(suspect.seq) + "disputed by its own authority: " +
                                           suspect.officer->id + " was taken back" + by + " for " +
                                           suspect.made_at.text() + ", after another log had seen the entry");
  } else if (suspect.reached) {
    log.checks.found("entry.officer", who + " was taken back" + by + ", signed at " + suspect.made_at.text());
  } else if (!covered && log.first_naming(suspect.version) == log.size()) {
    log.checks.found("entry.officer", who + " was taken back" + by + ", and that he signed before, at " +
                                          suspect.made_at.text() + ", is not proven in time");
  }
}

}  // namespace

std::string Standing::objection(const Card& card, const Officer& officer, UtcTime made_at) {
  const std::string why = crypto::objection(card, officer, may_of(officer), made_at);
  return why.empty() ? why : officer.id + " " + why;
}

std::vector<Standing::Step> Standing::steps_of(const Card& card, const Officer& officer) const {
  std::vector<Step> steps;
  for (const Card& newer : m_newest->cards()) {
    const Officer* then = newer.version > card.version ? newer.officer(officer.id) : nullptr;
    if (then == nullptr) {
      continue;
    }
    Step step{newer.version, crypto::withdrawn_at(officer, *then), std::nullopt};
    if (!then->may.contains(may_of(officer))) {
      step.from_then_on = std::min(step.from_then_on.value_or(newer.issued_at), newer.issued_at);
    }
    if (then->from > officer.from) {
      step.before = then->from;
    }
    if (step.from_then_on || step.before) {
      steps.push_back(step);
    }
  }
  return steps;
}

std::optional<Suspect> Standing::suspect(const Card& card, const Officer& officer, const Entry& entry) {
  if (m_newest == nullptr) {
    return std::nullopt;
  }
  if (m_last_officer != &officer) {
    const auto [found, is_new] = m_steps.try_emplace({card.version, officer.id});
    if (is_new) {
      found->second = steps_of(card, officer);
    }
    m_last_officer = &officer;
    m_last_steps = &found->second;
  }
  std::optional<Suspect> suspect;
  for (const Step& step : *m_last_steps) {
    const bool reached =
        (step.from_then_on && entry.made_at >= *step.from_then_on) || (step.before && entry.made_at < *step.before);
    if (reached) {
      return Suspect{entry.seq, &officer, entry.made_at, step.version, true};
    }
    if (step.from_then_on && !suspect) {
      suspect = Suspect{entry.seq, &officer, entry.made_at, step.version, false};
    }
  }
  return suspect;
}

void judge_suspects(AllLogs& logs) {
  for (LogFacts& log : logs) {
    if (log.newest != nullptr && log.size() > 0) {
      log.checks.made("entry.disputed");
    }
    Covered covered(log, logs);
    for (const Suspect& suspect : log.suspects) {
      judge_suspect(suspect, covered(suspect.seq, suspect.version), log);
    }
  }
}

std::string service_objection(const Entry& entry, const OpenedBody* body) {
  if (entry.nonce || entry.parties || entry.recipients || entry.restart || !entry.body) {
    return entry.officer + " is a service, which signs deliveries and nothing else";
  }
  if (body != nullptr && !is_for_service(body->type)) {
    return entry.officer + " is a service, which may not sign " + body->type;
  }
  return "";
}

}  // namespace rogatory::ledger
