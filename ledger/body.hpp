// The body of an entry: what only those read who hold the key of its compartment (design: ledger.md).
//
//   file      = age(salt || body)              for the one recipient of the compartment
//   salt      = 32 random bytes                so that nobody who guesses the body can confirm it from the commitment
//   body      = canonical JSON {"case","log","pad","seq","type", fields of the event…}, a multiple of 512 bytes
//   pad       = the least number of '0' that makes it one: equal lengths tell less
//   commitment = SHA-256(salt || body), which stands in the entry; `age -d FILE | sha256sum` shows it
#pragma once

#include <span>
#include <string>

#include "base/json.hpp"
#include "crypto/age.hpp"
#include "ledger/entry.hpp"

namespace rogatory::ledger {

/// Which entry a body belongs to; it stands in the body too, so that none can be moved.
struct BodyPlace {
  CaseId case_id;
  LogName log;
  std::uint64_t seq = 0;
};

struct SealedBody {
  BodyRef ref;
  Bytes file;
};

/// Encrypts a body of event `type` to the compartment's recipient. refused where it would be longer than k_body_limit.
/// `fields` must not have the keys case, log, pad, seq, type: that is our own bug.
Result<SealedBody> seal_body(const BodyPlace& place, std::string_view type, Json::Object fields,
                             const std::string& compartment, const crypto::age::Recipient& recipient);

struct OpenedBody {
  std::string type;
  Json::Object fields;  ///< without those above
};

/// Opens `file`, which is the one `ref` speaks of. altered: another SHA-256 or size. wrong_key: no identity fits.
/// findings: it is what its author signed, but it does not decrypt, is not what he committed to, is not in the one form
/// above, or names another place.
Result<OpenedBody> open_body(ByteView file, const BodyRef& ref, const BodyPlace& place,
                             std::span<const crypto::age::Identity> identities);

/// What open_body judges behind the decryption: salt and body. findings.
Result<OpenedBody> parse_body(ByteView plaintext, const BodyPlace& place);

}  // namespace rogatory::ledger
