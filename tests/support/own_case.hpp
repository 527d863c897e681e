// A case of fr-ca in a directory of its own, with what appending to it needs; keys are the same in every run.
#pragma once

#include <filesystem>

#include "ledger/git_store.hpp"
#include "ledger/reopen.hpp"
#include "tests/support/cards.hpp"
#include "tests/support/entries.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::test {

struct LedgerClock : Clock {
  [[nodiscard]] UtcTime now() const override { return time; }
  UtcTime time = at("2026-11-24T09:00:00Z");
};

class OwnCase {
 public:
  OwnCase() : cards(chain_of({signed_card(first_card())})) {
    EXPECT_TRUE(ledger::make_repository(FileSystem::real(), directory / "case.git", nullptr).has_value());
  }

  [[nodiscard]] ledger::CasePlace place() const {
    return {.fs = fs,
            .repository = directory / "case.git",
            .states = directory / "state",
            .lock = directory / "lock",
            .case_id = case_id};
  }
  [[nodiscard]] Result<ledger::OwnLog> open(const std::string& log = "fr-ca") {
    return ledger::OwnLog::open(place().log(*ledger::LogName::parse(log)), cards, who);
  }
  /// The entry that opens the case; the others have a body for its one compartment.
  [[nodiscard]] ledger::EntryDraft opening() const {
    ledger::EntryDraft draft = note("opened");
    draft.nonce = nonce;
    draft.parties = std::vector<ledger::Party>{{"fr-ca", crypto::fingerprint_of(cards.newest().root)}};
    draft.recipients = std::map<std::string, crypto::age::Recipient>{{"main", compartment.recipient()}};
    return draft;
  }
  [[nodiscard]] ledger::EntryDraft note(const std::string& text) const {
    ledger::EntryDraft draft;
    draft.body.emplace(ledger::EntryDraft::BodyDraft{
        .type = "note.added", .fields = {{"text", text}}, .compartment = "main", .recipient = compartment.recipient()});
    return draft;
  }
  Result<ledger::Appended> append(const std::vector<ledger::EntryDraft>& drafts) {
    ROG_TRY_ASSIGN(ledger::OwnLog log, open());
    return log.append(drafts, clock);
  }

  TemporaryDirectory directory;
  FileSystem* fs = &FileSystem::real();
  LedgerClock clock;
  crypto::CardChain cards;
  crypto::Sha256 nonce = digest("nonce");
  ledger::CaseId case_id = ledger::case_id_of("fr-ca", crypto::fingerprint_of(fixed_key(k_root).public_key()), nonce);
  crypto::age::Identity compartment = crypto::age::Identity::generate();
  crypto::SigningKey officer = fixed_key(1);
  crypto::SigningKey log_key = fixed_key(90);
  ledger::Signatories who{.officer = "registry-2", .entries = &officer, .notes = &log_key};
};

}  // namespace rogatory::test
