// A grant: the key of one compartment of a case, on its way from a party that holds it to another party (design:
// ledger.md "Case keys"). What only its reader can open, its sender has signed.
//
//   file       = age(to the transport key of `to`; ustar of grant.json, grant.json.sig)
//   grant.json = canonical {"card","case","compartment","from","identity","made_at","officer","to",
//                "type":"rogatory-grant/1"}, signed by the officer in rogatory-grant@v1
//
// `age -d -i transport.key FILE | tar x` and ssh-keygen -Y verify check it without us.
#pragma once

#include <string>

#include "crypto/card.hpp"
#include "crypto/sign.hpp"
#include "ledger/names.hpp"

namespace rogatory::ledger {

constexpr std::size_t k_grant_limit = 4096;
/// Of the file: both members with their headers, and age's header and tags.
constexpr std::size_t k_grant_file_limit = 32 * 1024;

struct Grant {
  crypto::Sha256 card;  ///< of `from`, in force when it was made
  CaseId case_id;
  std::string compartment;  ///< with its generation: "main", "main.2"
  std::string from;         ///< authority
  std::string identity;     ///< AGE-SECRET-KEY-1…
  UtcTime made_at;
  std::string officer;  ///< of `from`
  std::string to;       ///< authority

  [[nodiscard]] std::string serialize() const;
  /// malformed for anything but the canonical form of a rogatory-grant/1.
  static Result<Grant> parse(ByteView bytes);
};

/// Signed and encrypted. Whatever the signer says.
Result<Bytes> seal_grant(const Grant& grant, crypto::Signer& officer, const crypto::age::Recipient& transport);

/// Opened, unchecked: what it says and the signature over its bytes.
struct OpenedGrant {
  Grant grant;
  Bytes bytes;
  Bytes signature;
};
/// wrong_key: it is for somebody else; malformed; altered.
Result<OpenedGrant> open_grant(ByteView file, std::span<const crypto::age::Identity> transport);

/// That its officer signed it, could do so when it says it was made, and was not revoked since with effect before that:
/// altered, untrusted; incomplete where `cards` do not reach to the card it names.
Result<void> check_grant(const OpenedGrant& opened, const crypto::CardChain& cards);

}  // namespace rogatory::ledger
