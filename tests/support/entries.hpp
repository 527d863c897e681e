// Entries of a made-up log, to be changed at any place.
#pragma once

#include "crypto/note.hpp"
#include "ledger/entry.hpp"
#include "tests/support/cards.hpp"

namespace rogatory::test {

inline crypto::Sha256 digest(std::string_view text) { return crypto::sha256(text); }

/// Root and size of another log, with a signature line that is one in form.
inline ledger::Head head(std::uint64_t size) {
  const crypto::NoteSignature line{.name = "rogatory/x", .id = {1, 2, 3, 4}, .raw = Bytes(64, 7)};
  return {.root = digest("root of " + std::to_string(size)), .sig = line.field(), .size = size};
}

inline ledger::CaseId test_case() { return *ledger::CaseId::parse("00112233445566778899aabbccddeeff"); }

/// Entry 0 of the opener fr-ca.
inline ledger::Entry first_entry() {
  ledger::Entry entry;
  entry.body =
      ledger::BodyRef{.commitment = digest("commitment"), .compartment = "main", .sha256 = digest("file"), .size = 800};
  entry.card = digest("card");
  entry.case_id = test_case();
  entry.log = {.authority = "fr-ca"};
  entry.made_at = at("2026-11-24T09:00:00Z");
  entry.nonce = digest("nonce");
  entry.officer = "registry-2";
  entry.parties = std::vector<ledger::Party>{{"de-ca", digest("root de")}, {"fr-ca", digest("root fr")}};
  entry.recipients = std::map<std::string, crypto::age::Recipient>{{"main", recipient(3)}};
  return entry;
}

/// The entry behind `before`, a minute later, with nothing that only an opener says.
inline ledger::Entry next_entry(const ledger::Entry& before) {
  ledger::Entry entry = before;
  entry.nonce.reset();
  entry.parties.reset();
  entry.recipients.reset();
  entry.restart.reset();
  entry.seq = before.seq + 1;
  entry.made_at.seconds += 60;
  entry.prev = *ledger::EntryHash::from_bytes(crypto::sha256(before.serialize()).bytes);
  return entry;
}

}  // namespace rogatory::test
