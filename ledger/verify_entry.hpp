// What can be said of one entry without its neighbours: this is where the time goes, and what is done side by side.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ledger/body.hpp"
#include "ledger/log_cards.hpp"

namespace rogatory::ledger {

/// Something found, before it is known where it belongs.
struct Flaw {
  std::string_view check;
  std::string what;
};

struct JudgedEntry {
  std::uint64_t place = 0;  ///< where it stands, which need not be its seq
  EntryFiles files;         ///< without the body
  std::optional<Entry> entry;
  EntryHash hash;
  crypto::Sha256 leaf;
  std::optional<OpenedBody> body;
  bool locked = false;                       ///< keys were tried on its body, and none fits
  const crypto::Card* card = nullptr;        ///< the one it names
  const crypto::Officer* officer = nullptr;  ///< in that card
  std::vector<Flaw> flaws;
};

/// What all entries of a log are judged by. Must outlive the judging; several threads use it.
struct EntryJudge {
  const LogCards* cards = nullptr;  ///< null: the cards cannot be used, so that no signature is checked
  std::span<const crypto::age::Identity> identities;

  /// entry.form, signature.form, entry.signature, card.chain (a card that is not here), entry.officer (an officer who
  /// is not in the card), body.missing, body.hash, body.commitment, tree.form (a body nobody names).
  [[nodiscard]] JudgedEntry judge(std::uint64_t place, EntryFiles files) const;
};

}  // namespace rogatory::ledger
