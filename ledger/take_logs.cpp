#include "ledger/take_logs.hpp"

#include <algorithm>

#include "ledger/extension.hpp"
#include "ledger/fork_proof.hpp"
#include "ledger/git_reach.hpp"
#include "ledger/log_facts.hpp"
#include "ledger/overlay_source.hpp"
#include "ledger/stored_log.hpp"

namespace rogatory::ledger {
namespace {

using base::FileLock;

constexpr int k_lock_wait_ms = 10'000;

/// A log that was handed over, while it is judged.
struct Offered {
  TakenLog told;
  Oid commit;
  std::optional<Oid> held;

  [[nodiscard]] bool is_open() const { return told.taking == Taking::added || told.taking == Taking::grown; }
  void refuse(Error error) {
    told.taking = Taking::refused;
    told.why = std::move(error);
  }
};

/// Entries by the checkpoint's word; 0 where it does not read.
std::uint64_t size_of(Repository& repository, const Oid& commit) {
  const auto read = [&]() -> Result<std::uint64_t> {
    ROG_TRY_ASSIGN(const CommitLinks links, links_of_commit(repository, commit));
    ROG_TRY_ASSIGN(StoredLog log, StoredLog::open(repository, links.tree));
    ROG_TRY_ASSIGN(const StoredLog::Signed note, log.checkpoint());
    return note.checkpoint.size;
  };
  return read().value_or(0);
}

/// Whether a finding of verify is a reason not to take the log it was found in, of which `held` entries are here.
bool speaks_against(const Finding& finding, std::uint64_t held) {
  const std::string_view name = finding.check->name;
  if (name == "head.ahead" || name == "entry.disputed" || name == "body.commitment") {
    return false;
  }
  // A card that came with the log may take back something of what is here: that is its author's word, and is taken.
  const std::optional<std::uint64_t> seq = LogFacts::seq_in(finding.detail);
  return name != "entry.officer" || !seq || *seq >= held;
}

class Taker {
 public:
  Taker(const Handover& handover, Repository both, Progress& progress)
      : m_handover(handover), m_both(std::move(both)), m_progress(progress) {}

  Result<TakeReport> run() {
    ROG_TRY(look());
    while (true) {
      ROG_TRY_ASSIGN(const bool all_hold, judge());
      if (all_hold) {
        break;
      }
    }
    for (Offered& offered : m_offered) {
      pass_over_if_given_up(offered);
      if (offered.is_open()) {
        ROG_TRY_DOING(publish(offered), "log " + offered.told.log.text());
      }
      m_report.logs.push_back(std::move(offered.told));
    }
    return std::move(m_report);
  }

 private:
  [[nodiscard]] const CasePlace& place() const { return m_handover.place; }

  /// What each log is beside the one that is here, by its files.
  Result<void> look() {
    ROG_TRY_ASSIGN(Repository quarantine, Repository::open(m_handover.quarantine));
    ROG_TRY_ASSIGN(const auto refs, quarantine.refs());
    constexpr std::string_view k_heads = "refs/heads/";
    for (const auto& [ref, commit] : refs) {
      const Result<LogName> log = LogName::parse(ref.starts_with(k_heads) ? ref.substr(k_heads.size()) : "");
      if (!log || !commit) {
        m_report.strange.push_back(ref);
        continue;
      }
      Offered& offered = m_offered.emplace_back();
      offered.told.log = *log;
      offered.commit = *commit;
      ROG_TRY(look_at(offered));
    }
    std::ranges::sort(m_offered, {}, [](const Offered& offered) { return offered.told.log; });
    return m_offered.empty() ? fail(ErrorCode::not_found, "there is no log of a case in it") : Result<void>();
  }

  Result<void> look_at(Offered& offered) {
    TakenLog& told = offered.told;
    ROG_TRY_ASSIGN(offered.held, read_ref(*place().fs, place().repository, ref_of(told.log)));
    told.had = offered.held ? size_of(m_both, *offered.held) : 0;
    told.has = size_of(m_both, offered.commit);
    if (told.log.authority == m_handover.authority) {
      return look_at_ours(offered);
    }
    if (m_handover.frozen.contains(told.log)) {
      offered.refuse(Error(ErrorCode::fork, "two histories of this log are known; it is frozen")
                         .next("ask " + told.log.authority + " by telephone: it goes on as its next log"));
    } else if (offered.held == offered.commit) {
      told.taking = Taking::unchanged;
    } else {
      return compare(offered);
    }
    return {};
  }

  /// Of ours nothing is taken; but another history of it, which our key signed, is somebody else's with that key.
  Result<void> look_at_ours(Offered& offered) {
    offered.told.taking = Taking::own;
    const bool is_news =
        offered.held && offered.held != offered.commit && !m_handover.frozen.contains(offered.told.log);
    if (!is_news || check_extension(m_both, offered.held, offered.commit) ||
        check_extension(m_both, offered.commit, *offered.held)) {
      return {};
    }
    return find_fork_in(offered);
  }

  Result<void> compare(Offered& offered) {
    TakenLog& told = offered.told;
    Result<void> grown = check_extension(m_both, offered.held, offered.commit);
    if (grown) {
      told.taking = offered.held ? Taking::grown : Taking::added;
      return {};
    }
    if (offered.held && told.has < told.had && check_extension(m_both, offered.commit, *offered.held)) {
      told.taking = Taking::behind;
      return {};
    }
    offered.refuse(std::move(grown).error());
    return offered.held ? find_fork_in(offered) : Result<void>();
  }

  Result<void> find_fork_in(Offered& offered) {
    TakenLog& told = offered.told;
    ROG_TRY_ASSIGN(std::optional<ForkProof> fork, find_fork({.repository = place().repository,
                                                             .quarantine = m_handover.quarantine,
                                                             .log = told.log,
                                                             .offered = offered.commit,
                                                             .options = options()},
                                                            m_progress));
    if (fork) {
      told.taking = Taking::forked;
      told.fork = *std::move(fork);
    }
    return {};
  }

  /// A log that is frozen is no news where its author went on, by a first entry that names the fork.
  void pass_over_if_given_up(Offered& offered) const {
    const auto goes_on = [&](const LogReport& log) {
      return log.follows && log.follows->log == offered.told.log && log.follows->reason == RestartReason::fork;
    };
    if (offered.told.taking == Taking::refused && m_handover.frozen.contains(offered.told.log) &&
        std::ranges::any_of(m_report.after.logs, goes_on)) {
      offered.told.taking = Taking::given_up;
      offered.told.why.reset();
    }
  }

  [[nodiscard]] VerifyOptions options() const {
    return {.trust = m_handover.trust, .identities = {}, .expected = place().case_id};
  }

  /// Verifies all that may be taken beside what is here, and takes out what fails. Whether nothing did: else the rest
  /// is to be judged again, without it.
  Result<bool> judge() {
    std::map<LogName, Oid> instead;
    for (const Offered& offered : m_offered) {
      if (offered.is_open()) {
        instead.emplace(offered.told.log, offered.commit);
      }
    }
    ROG_TRY_ASSIGN(const auto source, open_overlay(place().repository, m_handover.quarantine, std::move(instead)));
    Result<CaseReport> report =
        verify_case(*source, options(), [](const SeenEntry&) { return Result<void>(); }, m_progress);
    if (!report && report.error().code() == ErrorCode::not_found) {
      return true;  // nothing may be taken, and nothing was here
    }
    ROG_TRY(report);
    m_report.after = *std::move(report);
    bool all_hold = true;
    for (Offered& offered : m_offered) {
      all_hold = holds(offered) && all_hold;
    }
    return all_hold;
  }

  bool holds(Offered& offered) const {
    if (!offered.is_open()) {
      return true;
    }
    const auto report = std::ranges::find(m_report.after.logs, offered.told.log, &LogReport::log);
    for (const Finding& finding : report->findings) {
      if (speaks_against(finding, offered.told.had)) {
        offered.told.findings.push_back(finding);
      }
    }
    if (!offered.told.findings.empty()) {
      offered.told.taking = Taking::refused;
    }
    return offered.told.findings.empty();
  }

  /// What is new, on the disk; then the branch.
  Result<void> publish(const Offered& offered) {
    const std::vector<Oid> since = offered.held ? std::vector<Oid>{*offered.held} : std::vector<Oid>{};
    ROG_TRY_ASSIGN(const std::vector<Reached> objects, reach(m_both, {offered.commit}, since));
    ObjectBatch batch(*place().fs, place().repository);
    for (const Reached& object : objects) {
      ROG_TRY_ASSIGN(Bytes content, m_both.read(object.kind, object.id, limit_of(object.kind)));
      // Git's store is not asked whether its bytes have the id it finds them by.
      if (batch.add(object.kind, std::move(content)) != object.id) {
        return fail(ErrorCode::altered, "object " + object.id.hex() + " has other bytes than its id says");
      }
    }
    ROG_TRY(batch.save());
    return move_ref(*place().fs, place().repository, ref_of(offered.told.log), offered.held, offered.commit);
  }

  const Handover& m_handover;
  Repository m_both;
  Progress& m_progress;
  std::vector<Offered> m_offered;
  TakeReport m_report;
};

}  // namespace

std::string_view text_of(Taking taking) {
  switch (taking) {
    case Taking::added:
      return "added";
    case Taking::grown:
      return "grown";
    case Taking::unchanged:
      return "unchanged";
    case Taking::behind:
      return "behind";
    case Taking::own:
      return "own";
    case Taking::refused:
      return "refused";
    case Taking::forked:
      return "forked";
    case Taking::given_up:
      return "given_up";
  }
  ROG_ASSERT(false);
}

Result<TakeReport> take_logs(const Handover& handover, Progress& progress) {
  ROG_TRY_ASSIGN(const FileLock lock,
                 FileLock::take(*handover.place.fs, handover.place.lock, FileLock::Kind::exclusive, k_lock_wait_ms));
  ROG_TRY_ASSIGN(Repository both, Repository::open(handover.quarantine, handover.place.repository));
  return Taker(handover, std::move(both), progress).run();
}

}  // namespace rogatory::ledger
