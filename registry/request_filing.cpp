#include "registry/request_filing.hpp"

#include <algorithm>

#include "registry/authorities.hpp"
#include "registry/peers.hpp"
#include "registry/request_rules.hpp"

namespace rogatory::registry {
namespace {

ledger::RequestAuthority authority_of_card(const crypto::Card& card) {
  return {.calendar = card.calendar, .country = card.country, .id = card.id, .name = card.name, .zone = card.zone};
}

Result<ledger::RequestAuthority> party_of(const Home& home, const request::DraftSide& side, std::string_view which) {
  if (!side.authority) {
    return fail(Error(ErrorCode::usage, "the draft names no " + std::string(which) + " authority")
                    .next("write its id beside the State: \"" + std::string(which) +
                          "\": {\"authority\": \"…\", \"state\": \"" + side.state + "\"}"));
  }
  ROG_TRY_ASSIGN(ledger::RequestAuthority authority, request_authority(home, *side.authority));
  if (authority.country != side.state) {
    return fail(Error(ErrorCode::refused,
                      *side.authority + " is of " + authority.country + ", and the draft says " + side.state)
                    .next("set the State or the authority right in the draft"));
  }
  return authority;
}

std::vector<ledger::RequestDocument> documents_of(const request::Draft& draft) {
  std::vector<ledger::RequestDocument> documents;
  for (const request::DraftDocument& document : draft.documents) {
    documents.push_back({.name = document.name,
                         .ref = document.ref,
                         .hash = document.sha256,
                         .type = document.type,
                         .form = document.form,
                         .language = document.language});
  }
  std::ranges::sort(documents);
  documents.erase(std::ranges::unique(documents).begin(), documents.end());
  return documents;
}

std::vector<std::string> languages_of(const Home& home, const std::string& id) {
  if (const Result<Peer> peer = load_peer(home, id)) {
    return peer->card().languages;
  }
  const Result<Authority> known = load_authority(home, id);
  return known ? known->languages : std::vector<std::string>();
}

}  // namespace

Result<ledger::RequestAuthority> request_authority(const Home& home, const std::string& id) {
  if (id == home.authority()) {
    ROG_TRY_ASSIGN(const crypto::CardChain cards, home.own_chain());
    return authority_of_card(cards.newest());
  }
  Result<Peer> peer = load_peer(home, id);
  if (peer) {
    return authority_of_card(peer->card());
  }
  if (peer.error().code() != ErrorCode::not_found) {
    return fail(std::move(peer).error());
  }
  const Result<Authority> known = load_authority(home, id);
  if (!known) {
    return fail(Error(ErrorCode::not_found, "nobody here knows an authority " + id)
                    .next("rogatory peer add CARD where it has one, else rogatory authority add " + id));
  }
  return ledger::RequestAuthority{
      .calendar = known->calendar, .country = known->country, .id = id, .name = id, .zone = known->zone};
}

Result<DraftToFile> prepare_filing(const Home& home, const request::InstrumentSet& instruments,
                                   const request::Draft& draft) {
  DraftToFile prepared;
  ROG_TRY_ASSIGN(const request::RuleSet rules, request::rules_of(instruments, draft));
  ledger::RequestFiled& filed = prepared.filed;
  ROG_TRY_ASSIGN(filed.requesting, party_of(home, draft.requesting, "requesting"));
  ROG_TRY_ASSIGN(filed.requested, party_of(home, draft.requested, "requested"));
  prepared.findings = request::check_draft(instruments, rules, draft, languages_of(home, filed.requested.id));
  freeze_rules(filed, rules);
  filed.because = draft.because;
  filed.by = draft.by;
  filed.confidential = draft.confidential;
  filed.documents = documents_of(draft);
  filed.measures = draft.measures;
  filed.oral = draft.oral;
  filed.person = draft.person;
  filed.language = draft.language;
  filed.translations = draft.translations;
  filed.urgent = draft.urgent;
  for (const auto& [ref, text] : draft.fields) {
    if (!text.empty()) {
      filed.texts.emplace(ref, text);
    }
  }
  return prepared;
}

}  // namespace rogatory::registry
