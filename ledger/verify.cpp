#include "ledger/verify.hpp"

#include <algorithm>

#include "ledger/log_facts.hpp"
#include "ledger/verify_checkpoint.hpp"
#include "ledger/verify_heads.hpp"
#include "ledger/verify_log.hpp"
#include "ledger/verify_restart.hpp"
#include "ledger/verify_standing.hpp"
#include "ledger/verify_trust.hpp"

namespace rogatory::ledger {
namespace {

const Party* self_of(const Entry& entry) {
  if (!entry.parties) {
    return nullptr;
  }
  const auto self = std::ranges::find(*entry.parties, entry.log.authority, &Party::id);
  return self == entry.parties->end() ? nullptr : &*self;
}

/// Whether this first entry opens the case that it names.
bool yields_its_case(const Entry& entry) {
  const Party* self = self_of(entry);
  return entry.nonce && self != nullptr && case_id_of(self->id, self->root, *entry.nonce) == entry.case_id;
}

class CaseVerifier {
 public:
  CaseVerifier(CaseSource& source, const VerifyOptions& options, const EntryVisitor& visitor, Progress& progress)
      : m_source(source), m_options(options), m_visitor(visitor), m_progress(progress) {}

  Result<CaseReport> run() {
    ROG_TRY(open());
    find_case();
    find_restarts(m_logs);
    m_progress.start("verifying the ledger", 0);
    ROG_TRY(walk());
    m_progress.finish();
    for (LogFacts& log : m_logs) {
      ROG_TRY(judge_checkpoint(log, m_case));
    }
    judge_case_ids();
    judge_heads(m_logs, m_case, m_options.threads);
    judge_restarts(m_logs, m_case, m_report.opener);
    judge_suspects(m_logs);
    tell_forks();
    return conclude();
  }

 private:
  Result<void> open() {
    std::vector<std::string> strange;
    ROG_TRY_ASSIGN(const std::vector<LogName> names, m_source.logs(strange));
    m_checks.made("tree.form");
    for (const std::string& name : strange) {
      m_checks.found("tree.form", name + " is not the name of a log");
    }
    if (names.empty()) {
      return fail(Error(ErrorCode::not_found, "there is no log of a case here").next("name a case or a clone of one"));
    }
    for (const LogName& name : names) {
      ROG_TRY_DOING(open_log(m_source, m_logs.emplace_back(name)), "log " + name.text());
    }
    return {};
  }

  /// The case that is meant, and who opened it; his logs come first, since all others are judged by what he says.
  void find_case() {
    for (const LogFacts& log : m_logs) {
      const std::optional<Entry>& opening = log.opening;
      if (!m_report.opener && opening && opening->log == log.name && yields_its_case(*opening) &&
          (!m_options.expected || opening->case_id == *m_options.expected)) {
        m_report.opener = log.name.authority;
        m_report.case_id = opening->case_id;
      }
    }
    for (const LogFacts& log : m_logs) {
      if (!m_report.case_id && log.opening) {
        m_report.case_id = log.opening->case_id;
      }
    }
    if (m_options.expected) {
      m_report.case_id = m_options.expected;
    }
    m_case = m_report.case_id.value_or(CaseId());
    for (LogFacts& log : m_logs) {
      (is_openers(log) ? m_openers : m_others).push_back(&log);
    }
  }

  [[nodiscard]] bool is_openers(const LogFacts& log) const { return log.name.authority == m_report.opener; }

  Result<void> walk() {
    std::vector<const LogFacts*> walked;
    for (LogFacts* log : m_openers) {
      judge_trust(*log, m_logs, m_options.trust, parties_in(log), "");
      ROG_TRY_DOING(walk_log(*log, {m_case, m_options, m_visitor, m_progress, {}}), "log " + log->name.text());
      walked.push_back(log);
    }
    const bool trusted = !m_openers.empty() &&
                         std::ranges::all_of(m_openers, [](const LogFacts* log) { return !log->trusted_by.empty(); });
    const std::vector<Party>* parties = nullptr;
    for (const LogFacts* log : walked) {
      parties = log->party_steps.empty() ? parties : &log->party_steps.back().parties;
    }
    for (LogFacts* log : m_others) {
      judge_trust(*log, m_logs, m_options.trust, parties, trusted ? m_report.opener.value_or("") : "");
      ROG_TRY_DOING(walk_log(*log, {m_case, m_options, m_visitor, m_progress, walked}), "log " + log->name.text());
    }
    return {};
  }

  /// The opener stands in his own list too.
  static const std::vector<Party>* parties_in(const LogFacts* log) {
    return log->opening && log->opening->parties ? &*log->opening->parties : nullptr;
  }

  void judge_case_ids() {
    if (m_report.opener) {
      m_checks.made("case.id");
    }
    for (LogFacts& log : m_logs) {
      if (!log.opening || (!log.opening->nonce && (!log.opening->parties || log.name.number > 1))) {
        continue;
      }
      log.checks.made("case.id");
      const Party* self = self_of(*log.opening);
      const crypto::Card* card = log.size() > 0 ? log.card_at(0) : nullptr;
      const bool own_root = self != nullptr && (card == nullptr || crypto::fingerprint_of(card->root) == self->root);
      if (!yields_its_case(*log.opening) || !own_root) {
        log.checks.found("case.id", "its first entry does not yield the id of the case that it names");
      }
    }
  }

  /// Of what was proven before this verification; a log that was given up for it goes on under its next number.
  void tell_forks() {
    for (LogFacts& log : m_logs) {
      if (m_options.forked.contains(log.name) && !log.given_up_for_fork) {
        log.checks.found("log.fork", "its key signed another history too; both checkpoints were kept");
      }
    }
  }

  void report(LogFacts& log) {
    LogReport& report = m_report.logs.emplace_back();
    report.log = log.name;
    report.entries = log.size();
    report.follows = log.opening && log.opening->log == log.name ? log.opening->restart : std::nullopt;
    report.counted = log.counting();
    report.root = log.root;
    report.last = log.last;
    report.first_made_at = log.first_made_at;
    report.last_made_at = log.last_made_at;
    if (log.newest != nullptr) {
      report.revocations = KnownCard{log.newest->newest().version, log.newest->newest().issued_at};
    }
    if (log.chain) {
      report.cards = *log.chain;
    }
    report.trusted_by = log.trusted_by;
    report.bodies = log.bodies;
    report.opened = log.opened;
    report.witnesses = log.witnesses;
    std::ranges::sort(report.witnesses, {}, &Witness::by);
    report.findings = log.checks.findings();
    report.passed = log.checks.passed();
  }

  void tell_not_proven(const LogFacts& log, const LogReport& report) {
    const std::string name = log.name.text();
    if (log.unread_service > 0) {
      m_report.not_proven.push_back(name + ": " + std::to_string(log.unread_service) +
                                    " entries by a service officer were not read");
    }
    if (report.counted < report.entries) {
      m_report.not_proven.push_back(name + ": entries from " + std::to_string(report.counted) +
                                    " on do not count, since a later log of " + log.name.authority +
                                    " starts before them");
    }
    if (report.witnessed() < report.counted) {
      m_report.not_proven.push_back(name + ": from entry " + std::to_string(report.witnessed()) +
                                    " on it stands on its author alone");
    }
  }

  CaseReport conclude() {
    std::ranges::sort(m_logs, {}, &LogFacts::name);
    m_report.findings = m_checks.findings();
    std::vector<Finding> all = m_report.findings;
    std::uint64_t bodies = 0;
    std::uint64_t opened = 0;
    for (LogFacts& log : m_logs) {
      report(log);
      const LogReport& last = m_report.logs.back();
      all.insert(all.end(), last.findings.begin(), last.findings.end());
      bodies += log.bodies;
      opened += log.opened;
    }
    if (!m_report.opener) {
      m_report.not_proven.emplace_back("who opened the case (the opener's log is not here)");
    }
    if (opened < bodies) {
      m_report.not_proven.push_back("what is inside of " + std::to_string(bodies - opened) + " entries (no key)");
    }
    for (std::size_t i = 0; i < m_logs.size(); ++i) {
      tell_not_proven(m_logs[i], m_report.logs[i]);
    }
    m_report.wrong_key = bodies > 0 && opened == 0 && !m_options.identities.empty();
    m_report.verdict = base::verdict_of(all, opened == bodies);
    return std::move(m_report);
  }

  CaseSource& m_source;
  const VerifyOptions& m_options;
  const EntryVisitor& m_visitor;
  Progress& m_progress;
  Checklist m_checks;
  AllLogs m_logs;
  std::vector<LogFacts*> m_openers;
  std::vector<LogFacts*> m_others;
  CaseId m_case;
  CaseReport m_report;
};

}  // namespace

std::uint64_t LogReport::witnessed() const {
  std::uint64_t most = 0;
  for (const Witness& witness : witnesses) {
    most = std::max(most, witness.size);
  }
  return most;
}

int CaseReport::exit_status() const {
  std::vector<Finding> all = findings;
  for (const LogReport& log : logs) {
    all.insert(all.end(), log.findings.begin(), log.findings.end());
  }
  if (!all.empty()) {
    return base::exit_status(base::worst(all));
  }
  return wrong_key ? base::exit_status(ErrorCode::wrong_key) : 0;
}

Result<CaseReport> verify_case(CaseSource& source, const VerifyOptions& options, const EntryVisitor& visitor,
                               Progress& progress) {
  return CaseVerifier(source, options, visitor, progress).run();
}

}  // namespace rogatory::ledger
