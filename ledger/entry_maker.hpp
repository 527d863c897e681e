// Makes the entries of one append out of their drafts: numbers, chains, dates and signs them. Pure but for the signer.
#pragma once

#include "ledger/chain.hpp"
#include "ledger/own_log.hpp"

namespace rogatory::ledger {

class EntryMaker {
 public:
  struct Setting {
    CaseId case_id;
    LogName log;
    const crypto::CardChain& cards;
    const Signatories& who;
    const Heads& heads;
    UtcTime now;
    std::optional<UtcTime> last_made_at;
    std::optional<EntryHash> last_hash;
  };
  /// `chain` is of the log so far.
  EntryMaker(Setting setting, Chain chain) : m_setting(std::move(setting)), m_chain(std::move(chain)) {}

  struct Made {
    Entry entry;
    EntryFiles files;
    EntryHash hash;
  };
  /// The next one, with the body that was sealed for it. denied: the officer may not sign this at its time; refused: no
  /// reader would take it; whatever the signer says. Afterwards, unless it failed, the one after it is next.
  Result<Made> make(const EntryDraft& draft, std::optional<SealedBody> body);

  /// The log's last entry lies ahead of the clock by that many seconds.
  [[nodiscard]] std::optional<std::int64_t> clock_behind() const;

 private:
  Result<void> check_officer(const EntryDraft& draft, UtcTime made_at) const;
  [[nodiscard]] Entry entry_of(const EntryDraft& draft) const;

  Setting m_setting;
  Chain m_chain;
};

}  // namespace rogatory::ledger
