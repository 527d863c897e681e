// A case of fr-ca, with what appending to it needs; the keys of officer and log are the same in every run.
#pragma once

#include <filesystem>

#include "crypto/checkpoint.hpp"
#include "crypto/note.hpp"
#include "ledger/chain.hpp"
#include "ledger/git_store.hpp"
#include "ledger/reopen.hpp"
#include "tests/support/cards.hpp"
#include "tests/support/entries.hpp"

namespace rogatory::test {

struct LedgerClock : Clock {
  [[nodiscard]] UtcTime now() const override { return time; }
  UtcTime time = at("2026-11-24T09:00:00Z");
};

/// In a directory that exists: DIRECTORY/case.git, DIRECTORY/state and DIRECTORY/lock.
class OwnCase {
 public:
  explicit OwnCase(std::string where) : directory(std::move(where)), cards(chain_of({signed_card(first_card())})) {}

  /// The empty repository.
  void make() const { EXPECT_TRUE(ledger::make_repository(FileSystem::real(), repository(), nullptr).has_value()); }
  [[nodiscard]] std::string repository() const { return directory + "/case.git"; }

  [[nodiscard]] ledger::CasePlace place() const {
    return {.fs = fs, .repository = repository(), .states = states, .lock = directory + "/lock", .case_id = case_id};
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

  /// A note of the log that its present key signs, over whatever is said.
  [[nodiscard]] std::string note_of(std::uint64_t size, const crypto::Sha256& root, const std::string& log = "fr-ca") {
    const std::string origin = ledger::origin_of(case_id, *ledger::LogName::parse(log));
    const crypto::Checkpoint checkpoint{.origin = origin, .size = size, .root = root, .extensions = {}};
    return crypto::sign_note(checkpoint.serialize(), origin, log_key)->serialize();
  }
  /// From here on under card 2, which names another log key.
  void rotate_log_key() {
    log_key = fixed_key(91);
    crypto::Card second = next_card(first_card());
    second.log_key = log_key.public_key().bytes;
    cards = chain_of({signed_card(first_card()), signed_card(second)});
    who.notes = &log_key;
  }

  /// How many entries a reader finds in the log, which follow one another and of which its checkpoint speaks.
  [[nodiscard]] Result<std::uint64_t> read(const std::string& name = "fr-ca") const;

  std::string directory;
  std::string states = directory + "/state";
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

inline Result<std::uint64_t> OwnCase::read(const std::string& name) const {
  using namespace ledger;
  ROG_TRY_ASSIGN(const LogName log, LogName::parse(name));
  ROG_TRY_ASSIGN(const std::unique_ptr<CaseSource> source, open_repository(repository()));
  ROG_TRY_ASSIGN(const std::unique_ptr<LogSource> stored, source->open(log));
  ROG_TRY_ASSIGN(const LogListing listing, stored->list());
  Chain chain(case_id, log);
  crypto::TreeHasher tree;
  for (std::uint64_t seq = 0; seq < listing.entries; ++seq) {
    ROG_TRY_ASSIGN(const EntryFiles files, stored->entry(seq));
    ROG_TRY_ASSIGN(const Entry entry, Entry::parse(files.entry));
    ROG_TRY(crypto::sshsig_verify(files.signature, crypto::Namespace::entry, files.entry, officer.public_key()));
    const bool has_body = files.body && crypto::sha256(*files.body) == entry.body->sha256;
    if (!has_body || !chain.breaks(entry, 1).empty()) {
      return fail(ErrorCode::altered, "entry " + std::to_string(seq) + " does not follow, or has another body");
    }
    chain.follow(entry, files.hash(), 1);
    tree.append(files.leaf());
  }
  const std::string origin = origin_of(case_id, log);
  ROG_TRY_ASSIGN(const Bytes bytes, stored->checkpoint());
  ROG_TRY_ASSIGN(const crypto::Note note, crypto::Note::parse(bytes));
  ROG_TRY(crypto::verify_note(note, *crypto::NoteKey::make(origin, log_key.public_key())));
  const crypto::Checkpoint expected{.origin = origin, .size = tree.size(), .root = tree.root(), .extensions = {}};
  if (note.text != expected.serialize() || listing.strange_count != 0) {
    return fail(ErrorCode::altered, "the checkpoint is not that of these entries, or there is a strange file");
  }
  return tree.size();
}

}  // namespace rogatory::test
