#include "ledger/grant.hpp"

#include "base/tar_members.hpp"
#include "base/text.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::string_view k_grant_type = "rogatory-grant/1";
const std::string k_json_member = "grant.json";
const std::string k_signature_member = "grant.json.sig";

}  // namespace

std::string Grant::serialize() const {
  return Json(Json::Object{{"card", card.hex()},
                           {"case", case_id.text()},
                           {"compartment", compartment},
                           {"from", from},
                           {"identity", identity},
                           {"made_at", made_at.text()},
                           {"officer", officer},
                           {"to", to},
                           {"type", k_grant_type}})
      .canonical();
}

Result<Grant> Grant::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_grant_limit));
  base::JsonReader reader(value, "grant");
  Grant grant;
  const std::string card = reader.text("card");
  const std::string case_id = reader.text("case");
  const std::string made_at = reader.text("made_at");
  grant.compartment = reader.text("compartment");
  grant.from = reader.text("from");
  grant.identity = reader.text("identity");
  grant.officer = reader.text("officer");
  grant.to = reader.text("to");
  const auto read = [&]<class T>(std::string_view key, Result<T> parsed, T& into) {
    if (parsed) {
      into = *std::move(parsed);
    } else {
      reader.reject(key, "is not of its form");
    }
  };
  read("card", crypto::Sha256::from_hex(card), grant.card);
  read("case", CaseId::parse(case_id), grant.case_id);
  read("made_at", UtcTime::parse(made_at), grant.made_at);
  if (!is_compartment(grant.compartment)) {
    reader.reject("compartment", "is not the name of one");
  }
  if (!crypto::age::Identity::parse(grant.identity)) {
    reader.reject("identity", "is not an age identity");
  }
  for (const auto& [key, id] :
       {std::pair("from", grant.from), std::pair("officer", grant.officer), std::pair("to", grant.to)}) {
    if (!base::is_id(id)) {
      reader.reject(key, "is not an id");
    }
  }
  if (reader.text("type") != k_grant_type) {
    reader.reject("type", "is not " + std::string(k_grant_type));
  }
  ROG_TRY(reader.finish());
  return grant;
}

Result<Bytes> seal_grant(const Grant& grant, crypto::Signer& officer, const crypto::age::Recipient& transport) {
  const std::string json = grant.serialize();
  ROG_TRY_ASSIGN(const std::string signature,
                 crypto::sshsig_sign(officer, crypto::Namespace::grant, base::as_bytes(json)));
  Bytes tar;
  base::tar::append_member(tar, k_json_member, base::as_bytes(json));
  base::tar::append_member(tar, k_signature_member, base::as_bytes(signature));
  base::tar::append_end(tar);
  return crypto::age::encrypt(tar, std::span(&transport, 1));
}

Result<OpenedGrant> open_grant(ByteView file, std::span<const crypto::age::Identity> transport) {
  ROG_TRY_ASSIGN(const crypto::SecretBytes tar, crypto::age::decrypt(file, transport));
  ROG_TRY_ASSIGN(auto members, base::tar::Members::open(tar.expose()));
  OpenedGrant opened;
  ROG_TRY_ASSIGN(opened.bytes, members.take(k_json_member, k_grant_limit));
  ROG_TRY_ASSIGN(opened.signature, members.take(k_signature_member, crypto::k_sshsig_limit));
  if (!members.at_end()) {
    return fail(ErrorCode::malformed, "a grant has two members, and this one has more");
  }
  ROG_TRY_ASSIGN(opened.grant, Grant::parse(opened.bytes));
  return opened;
}

Result<void> check_grant(const OpenedGrant& opened, const crypto::CardChain& cards) {
  const Grant& grant = opened.grant;
  const crypto::Card* card = cards.find(grant.card);
  if (card == nullptr) {
    return fail(Error(ErrorCode::incomplete, "the card of " + grant.from + " that the grant names is not here")
                    .next("rogatory peer add FILE with its newest cards"));
  }
  const crypto::Officer* officer = card->officer(grant.officer);
  if (officer == nullptr || !officer->may.contains(crypto::May::grant) || !officer->valid_at(grant.made_at)) {
    return fail(Error(ErrorCode::untrusted,
                      grant.officer + "@" + grant.from + " could not grant a key at " + grant.made_at.text())
                    .because("the card of " + grant.from + " does not say so")
                    .next("ask " + grant.from + " for another grant"));
  }
  const crypto::Officer* today = cards.newest().officer(grant.officer);
  if (today == nullptr || !today->valid_at(grant.made_at)) {
    return fail(Error(ErrorCode::untrusted, grant.officer + "@" + grant.from + " was revoked")
                    .because("by the newest card of " + grant.from + " that is here")
                    .next("ask " + grant.from + " for another grant"));
  }
  return crypto::sshsig_verify(opened.signature, crypto::Namespace::grant, opened.bytes, officer->key);
}

}  // namespace rogatory::ledger
