#include "cmd/peer_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/card_view.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::size_t k_day = 10;  // of YYYY-MM-DDTHH:MM:SSZ

/// The last second in which this officer is valid.
UtcTime end_of(const crypto::Officer& officer) {
  return officer.revoked_at ? std::min(officer.until, UtcTime{officer.revoked_at->seconds - 1}) : officer.until;
}

void fact(Ui& ui, std::string label, const std::string& value) {
  constexpr std::size_t k_column = 12;
  label.resize(k_column, ' ');
  ui.line({{std::move(label), Tone::dim}, {value}});
}

Json::Array texts(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

}  // namespace

Piece Strength::piece() const {
  return {std::to_string(valid) + " of " + std::to_string(officers), valid > 0 ? Tone::plain : Tone::bad};
}

Piece Strength::until_piece() const {
  return until ? Piece{until->text().substr(0, k_day)} : Piece{"nobody valid", Tone::bad};
}

Strength strength_of(const crypto::Card& card, UtcTime now) {
  Strength strength{.valid = 0, .officers = card.officers.size(), .until = std::nullopt};
  for (const crypto::Officer& officer : card.officers) {
    if (officer.valid_at(now)) {
      ++strength.valid;
      strength.until = strength.until ? std::max(*strength.until, end_of(officer)) : end_of(officer);
    }
  }
  return strength;
}

Json peer_document(const registry::Peer& peer, UtcTime now) {
  const crypto::Card& card = peer.card();
  const Strength strength = strength_of(card, now);
  Json::Array officers;
  for (const crypto::Officer& officer : card.officers) {
    officers.push_back(officer_document(officer, now));
  }
  Json::Object document{{"added_at", peer.added_at.text()},
                        {"calendar", card.calendar},
                        {"card_sha256", peer.chain.signed_cards().back().hash().hex()},
                        {"confirmed", registry::text_of(peer.confirmed)},
                        {"country", card.country},
                        {"evidence", card.evidence.text()},
                        {"id", peer.id},
                        {"issued_at", card.issued_at.text()},
                        {"languages", texts(card.languages)},
                        {"name", card.name},
                        {"officers", std::move(officers)},
                        {"pinned", crypto::fingerprint_text(peer.pinned)},
                        {"role", card.role},
                        {"transport", card.transport.text()},
                        {"urls", texts(peer.addresses())},
                        {"urls_from", peer.urls.empty() ? "card" : "home"},
                        {"version", card.version},
                        {"zone", card.zone}};
  put_fingerprint(document, registry::fingerprint_of(peer.chain));
  if (card.address) {
    document.emplace("address", *card.address);
  }
  if (strength.until) {
    document.emplace("valid_until", strength.until->text());
  }
  return {std::move(document)};
}

Result<void> show_peer(Ui& ui, const registry::Peer& peer, UtcTime now) {
  const Strength strength = strength_of(peer.card(), now);
  show_card(ui, peer.chain, now);
  fact(ui, "valid",
       strength.until ? "until " + strength.until->text() + ", officers " + strength.piece().text
                      : "no officer is valid any more: ask for newer cards");
  for (const std::string& url : peer.urls) {
    fact(ui, "called at", url + " (set here)");
  }
  fact(ui, "added", peer.added_at.text() + ", compared by " + std::string(registry::text_of(peer.confirmed)));
  if (peer.pinned != registry::fingerprint_of(peer.chain)) {
    fact(ui, "pinned", crypto::fingerprint_text(peer.pinned) + ", its first root");
  }
  return show_fingerprint(ui, registry::fingerprint_of(peer.chain), Qr::no);
}

Json authority_document(const registry::Authority& authority) {
  Json::Object document = *authority.to_json().as_object();
  document.erase("type");
  return {std::move(document)};
}

void show_authority(Ui& ui, const registry::Authority& authority) {
  ui.line({{authority.id, Tone::strong}});
  fact(ui, "role", authority.role + ", " + authority.country);
  fact(ui, "zone", authority.zone + ", calendar " + authority.calendar);
  if (!authority.languages.empty()) {
    fact(ui, "languages", base::join(authority.languages, ", "));
  }
  if (authority.address) {
    fact(ui, "address", *authority.address);
  }
  fact(ui, "source", authority.source + ", as of " + authority.as_of);
}

}  // namespace rogatory::cmd
