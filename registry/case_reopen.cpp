#include "registry/case_reopen.hpp"

#include "ledger/event.hpp"
#include "ledger/git_bundle.hpp"
#include "registry/cases.hpp"
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
    return ReopenedLog{.log = log, .lost = std::nullopt, .entries = size, .appended = std::nullopt};
  }
  Unfinished unfinished(home);
  ROG_TRY_ASSIGN(const Quarantine quarantine, Quarantine::make(home, unfinished));
  ROG_TRY(ledger::unbundle(home.fs(), from, quarantine.path(), "", k_handover_limit));
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> copy, ledger::open_repository(quarantine.path()));
  ROG_TRY_ASSIGN(const std::uint64_t size, adopt_from(*copy, place, log, cards, from));
  return ReopenedLog{.log = log, .lost = std::nullopt, .entries = size, .appended = std::nullopt};
}

/// The recipient of main, whose key the home must hold: the reason is for those of the case alone.
Result<std::pair<std::string, crypto::age::Recipient>> main_of(const Home& home, KeyRing& keys,
                                                               const ledger::CaseId& case_id) {
  CaseKeyRing ring(home, keys);
  ROG_TRY_ASSIGN(const CaseKeys held, ring.load(case_paths(home, case_id).keys));
  return newest_generation(held, "main");
}

}  // namespace

Result<ReopenedLog> reopen_case(const Home& home, KeyRing& keys, const ReopenRequest& request, const Writing& writing,
                                const Clock& clock) {
  ROG_TRY_ASSIGN(StateDirectory state, begin_writing(home, writing, clock));
  ROG_TRY_ASSIGN(CaseSigners signers, CaseSigners::open(home, keys, writing.officer, clock));
  const CasePlace place = case_place(home, state, request.case_id);
  if (request.from) {
    ROG_TRY_ASSIGN(ReopenedLog back, come_back(home, place, signers.cards(), *request.from));
    ROG_TRY(state.settle(home, request.case_id));
    return back;
  }
  ROG_TRY_ASSIGN(const auto main, main_of(home, keys, request.case_id));
  const ledger::CaseRestored event{request.reason};
  ROG_TRY_ASSIGN(const ledger::Reopened reopened, ledger::reopen_log(place, signers.cards(), signers.signatories(),
                                                                     {.type = std::string(ledger::CaseRestored::k_type),
                                                                      .fields = event.fields(),
                                                                      .compartment = main.first,
                                                                      .recipient = main.second},
                                                                     clock, state.is_restored(request.case_id)));
  ROG_TRY(state.settle(home, request.case_id));
  return ReopenedLog{
      .log = reopened.log, .lost = reopened.lost, .entries = reopened.counted, .appended = reopened.appended};
}

}  // namespace rogatory::registry
