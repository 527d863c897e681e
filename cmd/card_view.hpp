// How cards, officers and fingerprints are shown.
#pragma once

#include "base/clock.hpp"
#include "cmd/ui.hpp"
#include "crypto/card.hpp"

namespace rogatory::cmd {

enum class Qr : std::uint8_t { no, at_terminal };

/// `SHA256:…`, then 24 numbered words in four lines, and at a terminal a QR code: to be compared by telephone or across
/// a table.
Result<void> show_fingerprint(Ui& ui, const crypto::Sha256& fingerprint, Qr qr);
/// {"fingerprint","words"} are put into the document.
void put_fingerprint(Json::Object& document, const crypto::Sha256& fingerprint);

/// "valid", "expired", "revoked" or "not yet valid".
std::string_view standing(const crypto::Officer& officer, UtcTime now);
/// An officer as in the card, and his standing.
Json officer_document(const crypto::Officer& officer, UtcTime now);
void show_officers(Ui& ui, const std::vector<crypto::Officer>& officers, UtcTime now);

/// "entry, seal"
std::string powers_text(const crypto::Officer& officer);

/// The newest card of a chain for people, without its fingerprint.
void show_card(Ui& ui, const crypto::CardChain& chain, UtcTime now);

}  // namespace rogatory::cmd
