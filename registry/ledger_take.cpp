#include "registry/ledger_take.hpp"

#include <algorithm>

#include "ledger/git_bundle.hpp"
#include "ledger/git_store.hpp"
#include "registry/case_scaffold.hpp"
#include "registry/forks.hpp"
#include "registry/quarantine.hpp"
#include "registry/state_directory.hpp"

namespace rogatory::registry {
namespace {

using ledger::CaseId;
using ledger::Handover;
using ledger::LogName;
using ledger::Taking;

/// The case of what was unpacked.
Result<CaseId> case_in(const std::string& repository, const std::string& file) {
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, ledger::open_repository(repository));
  if (const std::optional<CaseId> case_id = case_of(*source)) {
    return *case_id;
  }
  return fail(Error(ErrorCode::malformed, file + " holds no ledger of a case")
                  .because("no branch in it begins with an entry")
                  .next("a file for this command is written by rogatory ledger give CASE -o FILE"));
}

/// Unpacks a whole case; or one that continues a case of this home, which is looked for. The case.
Result<CaseId> unpack(const Home& home, const std::string& file, const std::string& quarantine) {
  const Result<void> whole = ledger::unbundle(home.fs(), file, quarantine, "", k_handover_limit);
  if (whole) {
    return case_in(quarantine, file);
  }
  if (whole.error().code() != ErrorCode::incomplete) {
    return fail(whole.error());
  }
  ROG_TRY_ASSIGN(const std::vector<CaseId> cases, case_ids(home));
  for (const CaseId& case_id : cases) {
    const std::string known = case_paths(home, case_id).repository;
    const Result<void> continued = ledger::unbundle(home.fs(), file, quarantine, known, k_handover_limit);
    if (continued) {
      return case_id;
    }
    if (continued.error().code() != ErrorCode::incomplete) {
      return fail(continued.error());
    }
  }
  return fail(whole.error());
}

ledger::CasePlace place_in(const Home& home, const CasePaths& paths, const CaseId& case_id) {
  // The states of our own logs are not touched: nobody hands those over.
  return {.fs = &home.fs(), .repository = paths.repository, .states = {}, .lock = paths.lock, .case_id = case_id};
}

Result<ledger::TakeReport> take(const Home& home, const ledger::CasePlace& place, const std::string& quarantine,
                                const Forks& forks, Progress& progress) {
  ROG_TRY_ASSIGN(const crypto::Trust trust, home.trust());
  Handover handover{
      .place = place, .quarantine = quarantine, .authority = home.authority(), .trust = trust, .frozen = {}};
  for (const auto& [log, fork] : forks) {
    handover.frozen.insert(log);
  }
  return ledger::take_logs(handover, progress);
}

/// Why a case whose opener's log was not taken is not made.
Error not_made(const ledger::TakeReport& report, const std::optional<std::string>& opener) {
  const auto log = std::ranges::find_if(
      report.logs, [&](const ledger::TakenLog& one) { return opener && one.log.authority == *opener; });
  if (log == report.logs.end()) {
    return Error(ErrorCode::incomplete, "the log of whoever opened the case is not in it")
        .because("he says who its parties are, and to whom its entries are encrypted")
        .next("ask for the whole case: rogatory ledger give CASE -o FILE");
  }
  if (log->why) {
    return *log->why;
  }
  const base::Finding& first = log->findings.front();
  Error error = Error(first.check->code, std::string(first.check->name) + ": " + first.detail)
                    .because("the case is not made before the log of its opener, " + *opener + ", holds");
  return first.check->name == "card.trust"
             ? std::move(error).next("rogatory peer add FILE with the cards of " + *opener)
             : std::move(error).next("ask " + *opener + " for another copy");
}

/// The opener's newest list must have us, with the root of our own cards.
Result<void> check_party(const Home& home, const CaseGlance& glance) {
  ROG_TRY_ASSIGN(const crypto::CardChain own, home.own_chain());
  const ledger::Party us{home.authority(), crypto::fingerprint_of(own.cards().front().root)};
  if (std::ranges::find(glance.parties, us) != glance.parties.end()) {
    return {};
  }
  return fail(Error(ErrorCode::refused, glance.opener + " does not name " + us.id + " as a party of the case")
                  .because("with our root, " + crypto::fingerprint_text(us.root))
                  .next("look into it without taking it: rogatory ledger verify DIR on a clone of it; or ask " +
                        glance.opener + " to name us"));
}

Result<TakenLedger> take_new(const Home& home, const CaseId& case_id, const std::string& quarantine,
                             Unfinished& unfinished, const std::string& state_root, Progress& progress) {
  ROG_TRY_ASSIGN(CaseScaffold scaffold, CaseScaffold::make(home, case_id, unfinished));
  const CasePaths paths = scaffold.paths();
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> given, ledger::open_repository(quarantine));
  const Result<CaseGlance> first = glance_at(*given, {}, Lists::first);
  const LogName head{.authority = first ? first->opener : home.authority(), .number = 1};
  ROG_TRY(ledger::make_repository(home.fs(), paths.repository, nullptr, ledger::ref_of(head)));
  TakenLedger taken{.case_id = case_id, .is_new = true, .opener = {}, .report = {}};
  ROG_TRY_ASSIGN(taken.report, take(home, place_in(home, paths, case_id), quarantine, {}, progress));
  const std::optional<std::string>& opener = taken.report.after.opener;
  const bool is_whole = opener && std::ranges::any_of(taken.report.logs, [&](const ledger::TakenLog& one) {
                          return one.log.authority == *opener && one.taking == Taking::added;
                        });
  if (!is_whole) {
    return fail(not_made(taken.report, first ? std::optional(first->opener) : opener));
  }
  taken.opener = *opener;
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> made, ledger::open_repository(paths.repository));
  ROG_TRY_ASSIGN(const CaseGlance glance, glance_at(*made, {}, Lists::newest));
  ROG_TRY(check_party(home, glance));
  // Before the case is there: a state that is made later takes every case it finds for one of an older home.
  ROG_TRY_ASSIGN(StateDirectory state, StateDirectory::open(home, state_root));
  if (std::ranges::find(taken.report.logs, Taking::own, &ledger::TakenLog::taking) != taken.report.logs.end()) {
    ROG_TRY(state.doubt(home, case_id));
  }
  ROG_TRY(scaffold.publish(case_paths(home, case_id).directory));
  return taken;
}

Result<TakenLedger> take_known(const Home& home, const CaseId& case_id, const std::string& quarantine,
                               Progress& progress) {
  const CasePaths paths = case_paths(home, case_id);
  ROG_TRY_ASSIGN(const Forks forks, load_forks(home, case_id));
  TakenLedger taken{.case_id = case_id, .is_new = false, .opener = {}, .report = {}};
  ROG_TRY_ASSIGN(taken.report, take(home, place_in(home, paths, case_id), quarantine, forks, progress));
  taken.opener = taken.report.after.opener.value_or("");
  for (const ledger::TakenLog& log : taken.report.logs) {
    if (log.fork) {
      ROG_TRY(save_fork(home, case_id, log.log, *log.fork));
    }
  }
  return taken;
}

}  // namespace

Result<TakenLedger> take_ledger(const Home& home, const std::string& file, const std::string& state_root,
                                Progress& progress) {
  Unfinished unfinished(home);
  ROG_TRY_ASSIGN(const Quarantine quarantine, Quarantine::make(home, unfinished));
  ROG_TRY_ASSIGN(const CaseId case_id, unpack(home, file, quarantine.path()));
  ROG_TRY_ASSIGN(const bool is_known, base::exists(home.fs(), case_paths(home, case_id).directory));
  return is_known ? take_known(home, case_id, quarantine.path(), progress)
                  : take_new(home, case_id, quarantine.path(), unfinished, state_root, progress);
}

}  // namespace rogatory::registry
