#include "registry/request_filing.hpp"

#include <algorithm>

#include "registry/authorities.hpp"
#include "registry/peers.hpp"
#include "registry/request_rules.hpp"

namespace rogatory::registry {
namespace {

KnownAuthority known_by_card(const crypto::Card& card) {
  return {.party =
              {.calendar = card.calendar, .country = card.country, .id = card.id, .name = card.name, .zone = card.zone},
          .languages = card.languages};
}

Result<KnownAuthority> party_of(const Home& home, const request::DraftSide& side, std::string_view which) {
  if (!side.authority) {
    return fail(Error(ErrorCode::usage, "the draft names no " + std::string(which) + " authority")
                    .next("write its id beside the State: \"" + std::string(which) +
                          "\": {\"authority\": \"…\", \"state\": \"" + side.state + "\"}"));
  }
  ROG_TRY_ASSIGN(KnownAuthority authority, known_authority(home, *side.authority));
  if (authority.party.country != side.state) {
    return fail(Error(ErrorCode::refused,
                      *side.authority + " is of " + authority.party.country + ", and the draft says " + side.state)
                    .next("set the State or the authority right in the draft"));
  }
  return authority;
}

std::vector<ledger::RequestDocument> documents_of(const request::Draft& draft) {
  std::vector<ledger::RequestDocument> documents;
  documents.reserve(draft.documents.size());
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

}  // namespace

Result<KnownAuthority> known_authority(const Home& home, const std::string& id) {
  if (id == home.authority()) {
    ROG_TRY_ASSIGN(const crypto::CardChain cards, home.own_chain());
    return known_by_card(cards.newest());
  }
  Result<Peer> peer = load_peer(home, id);
  if (peer) {
    return known_by_card(peer->card());
  }
  if (peer.error().code() != ErrorCode::not_found) {
    return fail(std::move(peer).error());
  }
  Result<Authority> record = load_authority(home, id);
  if (!record && record.error().code() == ErrorCode::not_found) {
    return fail(Error(ErrorCode::not_found, "nobody here knows an authority " + id)
                    .next("rogatory peer add CARD where it has one, else rogatory authority add " + id));
  }
  ROG_TRY(record);
  return KnownAuthority{
      .party = {.calendar = record->calendar, .country = record->country, .id = id, .name = id, .zone = record->zone},
      .languages = record->languages};
}

Result<DraftToFile> prepare_filing(const Home& home, const request::InstrumentSet& instruments,
                                   const request::Draft& draft) {
  DraftToFile prepared;
  ROG_TRY_ASSIGN(const request::RuleSet rules, request::rules_of(instruments, draft));
  ledger::RequestFiled& filed = prepared.filed;
  ROG_TRY_ASSIGN(KnownAuthority requesting, party_of(home, draft.requesting, "requesting"));
  ROG_TRY_ASSIGN(KnownAuthority requested, party_of(home, draft.requested, "requested"));
  prepared.findings = request::check_draft(instruments, rules, draft, requested.languages);
  filed.requesting = std::move(requesting.party);
  filed.requested = std::move(requested.party);
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
