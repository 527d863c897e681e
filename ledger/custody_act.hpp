// What can happen to an exhibit: the words behind `custody.` in the type of an entry (design: ledger.md "Custody
// events"), and what each does to custody. custody.correction is no act, it points at one (custody_event.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace rogatory::ledger {

enum class CustodyAct : std::uint8_t {
  identified,
  seized,
  collected,
  acquired,
  received_from_third_party,
  generated,
  hashed,
  verified,
  sealed,
  unsealed,
  labelled,
  photographed,
  stored,
  checked_out,
  checked_in,
  copied,
  working_copy_made,
  format_converted,
  decrypted,
  examined,
  analysed,
  sampled,
  redacted,
  translated,
  certified,
  transferred_out,
  handed_to_courier,
  received,
  receipt_refused,
  discrepancy_reported,
  discrepancy_resolved,
  custodian_changed,
  migrated_media,
  quarantined,
  loaned,
  returned,
  retained,
  legal_hold_set,
  legal_hold_lifted,
  restituted,
  erased,
  destroyed,
  lost,
  stolen,
  found,
  opinion_attached
};

/// What an act does to who has the exhibit.
enum class CustodyEffect : std::uint8_t {
  none,
  takes,       ///< custody begins with the actor
  gives,       ///< half of a hand-over: in transit to the counterpart
  sends,       ///< with a courier: in transit, if it was not
  receives,    ///< the other half: the actor has it
  refuses,     ///< it goes back to the giver
  passes,      ///< within one authority, from actor to counterpart, by one signature
  lends,       ///< the counterpart has it for a while
  comes_back,  ///< from a loan
  checks_out,  ///< out of the store, to the actor
  checks_in,   ///< back to whom it was checked out from
  leaves,      ///< custody ends: it went back to who is entitled to it
  ends,        ///< there is nothing left to have
  loses,       ///< nobody knows who has it
  reappears    ///< custody begins anew behind a gap
};

/// A member without which an act says nothing; the reader refuses it without.
enum class CustodyNeed : std::uint8_t { nothing, counterpart, hashes, new_seal, reason };

struct CustodyActRow {
  CustodyAct act;
  std::string_view word;
  CustodyEffect effect = CustodyEffect::none;
  CustodyNeed need = CustodyNeed::nothing;
  bool in_hand = false;         ///< who does it must have the exhibit in custody
  bool on_content = false;      ///< done to what is in it: on a working copy where the exhibit is digital
  bool may_follow_end = false;  ///< still possible once the exhibit is gone
};

/// The whole table, in the order of the enum.
std::span<const CustodyActRow> custody_acts();
const CustodyActRow& row_of(CustodyAct act);
inline std::string_view text_of(CustodyAct act) { return row_of(act).word; }
/// "seized" and the others; nothing for any other word.
std::optional<CustodyAct> find_custody_act(std::string_view word);

}  // namespace rogatory::ledger
