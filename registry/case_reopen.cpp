#include "registry/case_reopen.hpp"

#include <algorithm>

#include "ledger/event.hpp"
#include "ledger/git_bundle.hpp"
#include "registry/cases.hpp"
#include "registry/forks.hpp"
#include "registry/quarantine.hpp"

namespace rogatory::registry {
namespace {

using ledger::CasePlace;
using ledger::LogName;

Result<std::uint64_t> adopt_from(ledger::CaseSource& copy, const CasePlace& place, const LogName& log,
                                 const crypto::CardChain& cards, const std::string& from) {
  Result<std::unique_ptr<ledger::LogSource>> ours = copy.open(log);
  if (!ours) {
    return fail(std::move(ours).error().while_(from).next("a copy of our log " + log.text() + " is needed"));
  }
  Result<std::uint64_t> size = ledger::adopt_log(place.log(log), cards, **ours);
  if (!size) {
    return fail(std::move(size).error().while_(from));
  }
  return size;
}

Result<ReopenedLog> come_back(const Home& home, const CasePlace& place, const crypto::CardChain& cards,
                              const std::string& from) {
  ROG_TRY_ASSIGN(LogName log, ledger::newest_log(place, cards));
  const base::SysResult<struct stat> status = home.fs().stat_at(AT_FDCWD, from, 0);
  if (status && S_ISDIR(status->st_mode)) {
    ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> copy, ledger::open_directory(home.fs(), from));
    ROG_TRY_ASSIGN(const std::uint64_t size, adopt_from(*copy, place, log, cards, from));
    return ReopenedLog{.log = log, .lost = {}, .held = size, .entries = size, .appended = {}};
  }
  Unfinished unfinished(home);
  ROG_TRY_ASSIGN(const Quarantine quarantine, Quarantine::make(home, unfinished));
  ROG_TRY(ledger::unbundle(home.fs(), from, quarantine.path(), "", k_handover_limit));
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> copy, ledger::open_repository(quarantine.path()));
  ROG_TRY_ASSIGN(const std::uint64_t size, adopt_from(*copy, place, log, cards, from));
  return ReopenedLog{.log = log, .lost = {}, .held = size, .entries = size, .appended = {}};
}

/// The recipient of main, whose key the home must hold: the reason is for those of the case alone.
Result<std::pair<std::string, crypto::age::Recipient>> main_of(const Home& home, KeyRing& keys,
                                                               const ledger::CaseId& case_id) {
  CaseKeyRing ring(home, keys);
  ROG_TRY_ASSIGN(const CaseKeys held, ring.load(case_paths(home, case_id).keys));
  return newest_generation(held, "main");
}

/// Why the next log is to be begun, as far as this home knows.
Result<ledger::ReopenCause> cause_of(const CasePlace& place, const crypto::CardChain& cards,
                                     const StateDirectory& state, const Forks& forks) {
  ROG_TRY_ASSIGN(const LogName newest, ledger::newest_log(place, cards));
  const auto fork = forks.find(newest);
  return ledger::ReopenCause{.is_lost = state.is_restored(place.case_id),
                             .fork = fork == forks.end() ? std::nullopt : std::optional(fork->second)};
}

/// Of a log that goes on as it is: a fork of somebody else's is for him.
Error not_ours(Error error, const Forks& forks, const std::string& ourselves) {
  const auto foreign = std::ranges::find_if(forks, [&](const auto& fork) { return fork.first.authority != ourselves; });
  return foreign == forks.end() || error.code() != ErrorCode::not_allowed
             ? std::move(error)
             : std::move(error).because("The fork that is known here is of " + foreign->first.text() +
                                        ": only its author goes on with it, by its next log.");
}

Error no_copy_helps() {
  return Error(ErrorCode::fork, "no copy of our log is taken back: its key signed two histories")
      .because("Whoever holds a copy holds one of the two.")
      .next("rogatory card rotate log, then rogatory ledger reopen CASE --reason TEXT");
}

}  // namespace

Result<ReopenedLog> reopen_case(const Home& home, KeyRing& keys, const ReopenRequest& request, const Writing& writing,
                                const Clock& clock) {
  ROG_TRY_ASSIGN(StateDirectory state, begin_writing(home, writing, clock));
  ROG_TRY_ASSIGN(CaseSigners signers, CaseSigners::open(home, keys, writing.officer, clock));
  const CasePlace place = case_place(home, state, request.case_id);
  ROG_TRY_ASSIGN(const Forks forks, load_forks(home, request.case_id));
  ROG_TRY_ASSIGN(const ledger::ReopenCause cause, cause_of(place, signers.cards(), state, forks));
  if (request.from && cause.fork) {
    return fail(no_copy_helps());
  }
  if (request.from) {
    ROG_TRY_ASSIGN(ReopenedLog back, come_back(home, place, signers.cards(), *request.from));
    ROG_TRY(state.settle(home, request.case_id));
    return back;
  }
  ROG_TRY_ASSIGN(const auto main, main_of(home, keys, request.case_id));
  const ledger::CaseRestored event{request.reason};
  Result<ledger::Reopened> begun = ledger::reopen_log(place, signers.cards(), signers.signatories(),
                                                      {.type = std::string(ledger::CaseRestored::k_type),
                                                       .fields = event.fields(),
                                                       .compartment = main.first,
                                                       .recipient = main.second},
                                                      clock, cause);
  if (!begun) {
    return fail(not_ours(std::move(begun).error(), forks, home.authority()));
  }
  const ledger::Reopened& reopened = *begun;
  ROG_TRY(state.settle(home, request.case_id));
  return ReopenedLog{.log = reopened.log,
                     .lost = reopened.lost,
                     .is_forked = cause.fork.has_value(),
                     .held = reopened.held,
                     .entries = reopened.counted,
                     .appended = reopened.appended};
}

}  // namespace rogatory::registry
