// What every command that writes into a case does first: the clock is looked at, the officer is chosen, the keys are
// opened (people are asked before a lock is held, not while), the log is taken. Then entries are appended, and the log
// is let go.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "ledger/reopen.hpp"
#include "registry/case_keys.hpp"
#include "registry/state_directory.hpp"

namespace rogatory::registry {

/// Who writes, and with which word about the clock.
struct Writing {
  std::string state_root;              ///< where states of homes are by default; may be empty
  std::optional<std::string> officer;  ///< default: the only one who may
  bool clock_ok = false;               ///< the clock is right although it looks wrong
};

/// Looks at the clock before anything is signed by it (clock_check, clock_guard), and opens the home's state.
Result<StateDirectory> begin_writing(const Home& home, const Writing& writing, const Clock& clock);

/// The officer and the log key, opened.
class CaseSigners {
 public:
  /// Asks for passphrases. Errors as acting_officer, KeyRing::officer and KeyRing::log.
  static Result<CaseSigners> open(const Home& home, KeyRing& keys, const std::optional<std::string>& officer,
                                  const Clock& clock);
  /// Takes our newest cards, and the log key that they name.
  Result<void> renew(const Home& home, KeyRing& keys, UtcTime now);
  [[nodiscard]] const crypto::CardChain& cards() const { return m_cards; }
  [[nodiscard]] const crypto::Officer& officer() const { return m_officer; }
  [[nodiscard]] crypto::Signer& entries() { return *m_entries; }
  [[nodiscard]] ledger::Signatories signatories() {
    return {.officer = m_officer.id, .entries = m_entries.get(), .notes = m_notes.get()};
  }

 private:
  CaseSigners(crypto::CardChain cards, crypto::Officer officer)
      : m_cards(std::move(cards)), m_officer(std::move(officer)) {}
  crypto::CardChain m_cards;
  crypto::Officer m_officer;
  std::unique_ptr<crypto::Signer> m_entries;
  std::unique_ptr<crypto::Signer> m_notes;
};

/// An entry of one event into a compartment.
struct EventDraft {
  std::string type;
  Json::Object fields;
  std::string compartment = "main";  ///< without a generation: the highest one that is held
};

/// What was appended, and to which log.
struct WrittenEvent {
  ledger::LogName log;
  ledger::Appended appended;
  /// "fr-ca:7", of the last entry.
  [[nodiscard]] std::string name() const { return log.text() + ":" + std::to_string(appended.last); }
};

class CaseWriter {
 public:
  /// Opens what is needed to write into a case; holds no lock. retry (5): the home is restored; fork (23): our log is.
  static Result<CaseWriter> open(const Home& home, KeyRing& keys, const ledger::CaseId& case_id, const Writing& writing,
                                 const Clock& clock);

  [[nodiscard]] const ledger::CaseId& case_id() const { return m_case; }
  [[nodiscard]] CaseSigners& signers() { return m_signers; }
  /// After a long time: our newest cards, and the log key that they name. Errors as CaseSigners::open.
  Result<void> renew_signers(KeyRing& keys);
  [[nodiscard]] const StateDirectory& state() const { return m_state; }
  [[nodiscard]] const CaseKeys& held() const { return m_held; }
  /// The highest generation of a compartment that is held: its full name and its recipient. not_found.
  [[nodiscard]] Result<std::pair<std::string, crypto::age::Recipient>> compartment(const std::string& name) const;

  /// Takes our newest log, for as long as the object lives; this must outlive it. fork: check_not_forked.
  Result<ledger::OwnLog> take_log();
  [[nodiscard]] Result<ledger::EntryDraft> draft(EventDraft event) const;
  /// The case as this home holds it.
  [[nodiscard]] Result<std::unique_ptr<ledger::CaseSource>> source() const;
  /// not_allowed (30) where the opener closed the case, or we our part, and `type` does not belong into a closed one.
  [[nodiscard]] Result<void> check_open(std::string_view type) const;
  /// Appends one event. not_allowed (30) as check_open.
  Result<WrittenEvent> append(ledger::OwnLog& log, EventDraft event);
  /// The same with the log taken only for the while.
  Result<WrittenEvent> append(EventDraft event);

 private:
  CaseWriter(const Home& home, ledger::CaseId case_id, StateDirectory state, CaseSigners signers, const Clock& clock)
      : m_home(&home), m_case(case_id), m_state(std::move(state)), m_signers(std::move(signers)), m_clock(&clock) {}
  /// Our newest log, if it is not frozen.
  [[nodiscard]] Result<ledger::LogName> log_to_write() const;
  const Home* m_home;
  ledger::CaseId m_case;
  StateDirectory m_state;
  CaseSigners m_signers;
  CaseKeys m_held;
  const Clock* m_clock;
};

/// Where a case and the states of our logs in it are, for ledger/.
ledger::CasePlace case_place(const Home& home, const StateDirectory& state, const ledger::CaseId& case_id);

}  // namespace rogatory::registry
