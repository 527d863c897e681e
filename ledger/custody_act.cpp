#include "ledger/custody_act.hpp"

#include <algorithm>

namespace rogatory::ledger {
namespace {

using enum CustodyEffect;
using Act = CustodyAct;
using Need = CustodyNeed;

constexpr CustodyActRow plain(Act act, std::string_view word, Need need = Need::nothing) {
  return {.act = act, .word = word, .need = need};
}
constexpr CustodyActRow in_hand(Act act, std::string_view word, Need need = Need::nothing) {
  return {.act = act, .word = word, .need = need, .in_hand = true};
}
constexpr CustodyActRow on_content(Act act, std::string_view word) {
  return {.act = act, .word = word, .in_hand = true, .on_content = true};
}
constexpr CustodyActRow changes(Act act, std::string_view word, CustodyEffect effect, Need need = Need::nothing) {
  return {.act = act, .word = word, .effect = effect, .need = need};
}
constexpr CustodyActRow moves(Act act, std::string_view word, CustodyEffect effect, Need need = Need::nothing) {
  return {.act = act, .word = word, .effect = effect, .need = need, .in_hand = true};
}
constexpr CustodyActRow afterwards(Act act, std::string_view word, Need need = Need::nothing) {
  return {.act = act, .word = word, .need = need, .may_follow_end = true};
}

// labelled and photographed are often done by another while the custodian stands by, so they need no custody.
constexpr std::array k_acts{
    plain(Act::identified, "identified"),
    changes(Act::seized, "seized", takes),
    changes(Act::collected, "collected", takes),
    changes(Act::acquired, "acquired", takes),
    changes(Act::received_from_third_party, "received_from_third_party", takes, Need::counterpart),
    changes(Act::generated, "generated", takes),
    in_hand(Act::hashed, "hashed", Need::hashes),
    in_hand(Act::verified, "verified"),
    in_hand(Act::sealed, "sealed", Need::new_seal),
    in_hand(Act::unsealed, "unsealed"),
    plain(Act::labelled, "labelled"),
    plain(Act::photographed, "photographed"),
    in_hand(Act::stored, "stored"),
    changes(Act::checked_out, "checked_out", checks_out),
    changes(Act::checked_in, "checked_in", checks_in),
    in_hand(Act::copied, "copied"),
    in_hand(Act::working_copy_made, "working_copy_made"),
    on_content(Act::format_converted, "format_converted"),
    on_content(Act::decrypted, "decrypted"),
    on_content(Act::examined, "examined"),
    on_content(Act::analysed, "analysed"),
    in_hand(Act::sampled, "sampled"),
    on_content(Act::redacted, "redacted"),
    afterwards(Act::translated, "translated"),
    afterwards(Act::certified, "certified"),
    moves(Act::transferred_out, "transferred_out", gives, Need::counterpart),
    changes(Act::handed_to_courier, "handed_to_courier", sends, Need::counterpart),
    changes(Act::received, "received", receives),
    changes(Act::receipt_refused, "receipt_refused", refuses, Need::reason),
    afterwards(Act::discrepancy_reported, "discrepancy_reported", Need::reason),
    afterwards(Act::discrepancy_resolved, "discrepancy_resolved", Need::reason),
    moves(Act::custodian_changed, "custodian_changed", passes, Need::counterpart),
    in_hand(Act::migrated_media, "migrated_media"),
    in_hand(Act::quarantined, "quarantined"),
    moves(Act::loaned, "loaned", lends, Need::counterpart),
    changes(Act::returned, "returned", comes_back),
    plain(Act::retained, "retained"),
    plain(Act::legal_hold_set, "legal_hold_set"),
    afterwards(Act::legal_hold_lifted, "legal_hold_lifted"),
    moves(Act::restituted, "restituted", leaves),
    moves(Act::erased, "erased", ends, Need::reason),
    moves(Act::destroyed, "destroyed", ends, Need::reason),
    changes(Act::lost, "lost", loses),
    changes(Act::stolen, "stolen", loses),
    changes(Act::found, "found", reappears),
    afterwards(Act::opinion_attached, "opinion_attached"),
};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < k_acts.size(); ++i) {
    if (static_cast<std::size_t>(k_acts[i].act) != i) {
      return false;
    }
  }
  return k_acts.back().act == Act::opinion_attached;
}
static_assert(is_in_order());

}  // namespace

std::span<const CustodyActRow> custody_acts() { return k_acts; }

const CustodyActRow& row_of(CustodyAct act) { return k_acts[static_cast<std::size_t>(act)]; }

std::optional<CustodyAct> find_custody_act(std::string_view word) {
  const auto* const row = std::ranges::find(k_acts, word, &CustodyActRow::word);
  return row == k_acts.end() ? std::nullopt : std::optional(row->act);
}

}  // namespace rogatory::ledger
