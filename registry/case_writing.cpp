#include "registry/case_writing.hpp"

#include "registry/case_bundles.hpp"
#include "registry/cases.hpp"
#include "registry/clock_check.hpp"
#include "registry/clock_guard.hpp"
#include "registry/forks.hpp"
#include "registry/orphans.hpp"
#include "registry/past_events.hpp"
#include "registry/seal.hpp"

namespace rogatory::registry {
namespace {

using crypto::age::Recipient;
using ledger::CaseId;
using ledger::EntryDraft;
using ledger::OwnLog;

Error restored_home(const CaseId& case_id) {
  const std::string id = case_id.text();
  return Error(ErrorCode::retry, "how far our log in the case " + id + " got is not known")
      .because(
          "the home's state was missing or was another one: a home or a disk came back from a copy, and to sign on "
          "could make two histories of one log")
      .next("rogatory ledger reopen " + id.substr(0, 12) +
            " --from DIR|FILE with a copy that another party holds; or, where none comes, --reason TEXT alone");
}

/// Keys whose making was cut short, between the key and the entry that names it or behind that entry: nobody else is
/// at it while the log is ours, and taking it completes an append.
Result<void> settle_new_keys(const Home& home, CaseWriter& writer, CaseKeyRing& ring) {
  const std::string directory = case_paths(home, writer.case_id()).keys;
  ROG_TRY_ASSIGN(const std::vector<std::string> unnamed, list_new_case_keys(home, directory));
  if (unnamed.empty()) {
    return {};
  }
  ROG_TRY_ASSIGN(const OwnLog log, writer.take_log());
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, writer.source());
  ROG_TRY_ASSIGN(const CaseGlance glance, glance_at(*source, {}, Lists::newest));
  return ring.settle(directory, glance.recipients);
}

/// With the case's keys at hand: of the bundles whose programs were killed, those that an entry names are none.
Result<void> settle_orphans(const Home& home, const CaseWriter& writer) {
  const auto is_named = [&](const Orphan& orphan) -> Result<bool> {
    if (orphan.case_id != writer.case_id()) {
      return false;
    }
    ROG_TRY_ASSIGN(const bundle::BundleId id, bundle::BundleId::from_hex(orphan.bundle));
    ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, writer.source());
    ROG_TRY_ASSIGN(const std::optional<NamedBundle> named,
                   find_bundle(*source, home.authority(), writer.held().identities, id));
    return named.has_value();
  };
  ROG_TRY(find_orphans(home, is_named));
  return {};
}

}  // namespace

Result<StateDirectory> begin_writing(const Home& home, const Writing& writing, const Clock& clock) {
  ROG_TRY_ASSIGN(const crypto::CardChain cards, home.own_chain());
  const UtcTime now = clock.now();
  ROG_TRY(check_clock(cards, now, writing.clock_ok));
  ROG_TRY_ASSIGN(StateDirectory state, StateDirectory::open(home, writing.state_root));
  const Uptime uptime = Uptime::of_system(home.fs());
  ROG_TRY(check_clock_jump(home.fs(), state.path(), now, uptime, writing.clock_ok));
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  ROG_TRY(state.sweep());
  ROG_TRY(remember_clock(home.fs(), state.path(), now, uptime));
  return state;
}

ledger::CasePlace case_place(const Home& home, const StateDirectory& state, const CaseId& case_id) {
  const CasePaths paths = case_paths(home, case_id);
  return {.fs = &home.fs(),
          .repository = paths.repository,
          .states = state.logs_of(case_id),
          .lock = paths.lock,
          .case_id = case_id};
}

Result<CaseSigners> CaseSigners::open(const Home& home, KeyRing& keys, const std::optional<std::string>& officer,
                                      const Clock& clock) {
  ROG_TRY_ASSIGN(crypto::CardChain cards, home.own_chain());
  ROG_TRY_ASSIGN(crypto::Officer acting, acting_officer(cards, officer, crypto::May::entry, clock.now()));
  CaseSigners signers(std::move(cards), std::move(acting));
  ROG_TRY_ASSIGN(signers.m_entries, keys.officer(signers.m_officer.id, signers.m_officer.key));
  ROG_TRY_ASSIGN(signers.m_notes, keys.log(crypto::PublicKey{signers.m_cards.newest().log_key}));
  return signers;
}

Result<void> CaseSigners::renew(const Home& home, KeyRing& keys, UtcTime now) {
  ROG_TRY_ASSIGN(crypto::CardChain cards, home.own_chain());
  ROG_TRY_ASSIGN(crypto::Officer officer, acting_officer(cards, m_officer.id, crypto::May::entry, now));
  const crypto::PublicKey log_key{cards.newest().log_key};
  if (m_notes->public_key() != log_key) {
    ROG_TRY_ASSIGN(m_notes, keys.log(log_key));
  }
  m_cards = std::move(cards);
  m_officer = std::move(officer);
  return {};
}

Result<void> CaseWriter::renew_signers(KeyRing& keys) { return m_signers.renew(*m_home, keys, m_clock->now()); }

Result<CaseWriter> CaseWriter::open(const Home& home, KeyRing& keys, const CaseId& case_id, const Writing& writing,
                                    const Clock& clock) {
  ROG_TRY_ASSIGN(StateDirectory state, begin_writing(home, writing, clock));
  if (state.is_restored(case_id)) {
    return fail(restored_home(case_id));
  }
  ROG_TRY_ASSIGN(CaseSigners signers, CaseSigners::open(home, keys, writing.officer, clock));
  CaseWriter writer(home, case_id, std::move(state), std::move(signers), clock);
  ROG_TRY_ASSIGN(const Forks forks, load_forks(home, case_id));
  if (!forks.empty()) {
    ROG_TRY(writer.log_to_write());  // said now, not behind an hour of sealing
  }
  CaseKeyRing ring(home, keys);
  ROG_TRY(settle_new_keys(home, writer, ring));
  ROG_TRY_ASSIGN(writer.m_held, ring.load(case_paths(home, case_id).keys));
  ROG_TRY(settle_orphans(home, writer));
  return writer;
}

Result<std::pair<std::string, Recipient>> CaseWriter::compartment(const std::string& name) const {
  return newest_generation(m_held, name);
}

Result<ledger::LogName> CaseWriter::log_to_write() const {
  ROG_TRY_ASSIGN(ledger::LogName name, ledger::newest_log(case_place(*m_home, m_state, m_case), m_signers.cards()));
  ROG_TRY(check_not_forked(*m_home, m_case, name));
  return name;
}

Result<OwnLog> CaseWriter::take_log() {
  ROG_TRY_ASSIGN(const ledger::LogName name, log_to_write());
  return OwnLog::open(case_place(*m_home, m_state, m_case).log(name), m_signers.cards(), m_signers.signatories());
}

Result<EntryDraft> CaseWriter::draft(EventDraft event) const {
  ROG_TRY_ASSIGN(auto held, compartment(event.compartment));
  EntryDraft draft;
  draft.body = EntryDraft::BodyDraft{.type = std::move(event.type),
                                     .fields = std::move(event.fields),
                                     .compartment = std::move(held.first),
                                     .recipient = held.second};
  return draft;
}

Result<std::unique_ptr<ledger::CaseSource>> CaseWriter::source() const {
  return ledger::open_repository(case_paths(*m_home, m_case).repository);
}

Result<void> CaseWriter::check_open(std::string_view type) const {
  if (may_follow_closing(type)) {
    return {};
  }
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> logs, source());
  ROG_TRY_ASSIGN(const std::optional<std::string> opener, opener_of(*logs));
  const std::string& ourselves = m_home->authority();
  for (const std::string& authority : {opener.value_or(ourselves), ourselves}) {
    ROG_TRY_ASSIGN(const std::optional<UtcTime> closed, closing_of(*logs, authority, m_held.identities));
    if (closed) {
      return fail(
          Error(ErrorCode::not_allowed, "the case " + m_case.text().substr(0, 12) + " is closed")
              .because(authority + " closed it at " + closed->text())
              .next("open another case under it: rogatory case open TITLE --under " + m_case.text().substr(0, 12)));
    }
  }
  return {};
}

Result<WrittenEvent> CaseWriter::append(OwnLog& log, EventDraft event) {
  ROG_TRY(check_open(event.type));
  ROG_TRY_ASSIGN(const EntryDraft entry, draft(std::move(event)));
  ROG_TRY_ASSIGN(ledger::Appended appended, log.append(std::span(&entry, 1), *m_clock));
  return WrittenEvent{.log = log.name(), .appended = appended};
}

Result<WrittenEvent> CaseWriter::append(EventDraft event) {
  ROG_TRY_ASSIGN(OwnLog log, take_log());
  return append(log, std::move(event));
}

}  // namespace rogatory::registry
