// The story of each exhibit, told from the entries of one or several logs (design: ledger.md "Custody events"): who has
// it, where it is, under which seal and in which state after every entry, and what in the story does not fit. Pure: no
// file, no clock. It judges the story and not the entries; whose signatures they bear is verify's business
// (verify.hpp), and only entries that count belong in here.
//
// The order is that of causal_order.hpp, so the table is the same in whatever order entries arrived. Within it an entry
// changes the state where it stands; that an act was earlier than its entry is said (late) and changes no order.
//
// Custody is with a person or post of an authority. It begins with an act that takes (custody_act.hpp), and passes by
// two signatures of two officers: transferred_out by one, received by the other; between them the exhibit is in transit
// and nobody has it. Whoever was not to have it and does something to it is named, and the custodian stays; where
// nobody has it, custody is taken to be with him from there on, so that one fault is told once. Corrections change
// nothing: they stand beside what they correct, and beside the findings that rest on it. A link from another case
// (exhibit_link_event.hpp) begins custody as it stood there; one into another case changes nothing here.
//
// An entry that no key at hand opens may be part of any story: nobody's silence is a fault behind it. A gap, a missing
// hand-over, registration, seal or copy is found only where everything between the two entries it rests on was read;
// custody is taken to be with whoever acts next. What one entry shows by itself is found all the same.
#pragma once

#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "ledger/causal_order.hpp"
#include "ledger/exhibit_link_event.hpp"

namespace rogatory::ledger {

/// An entry that counts. Entries that are no part of this story, or that no key opens, have no event; they are given
/// too, for what they saw orders the others.
struct CustodyEntry {
  CausalPoint point;
  std::string officer;
  std::variant<std::monostate, ExhibitRegistered, CustodyEvent, CustodyCorrection, ExhibitLinked> event;
  bool is_unread = false;  ///< it has a body that no key at hand opens, which may tell anything
};

/// Who has an exhibit.
struct Holder {
  std::string authority;  ///< empty: he keeps no ledger
  std::string name;       ///< empty: whoever it is in that authority
  /// "Lt. Martin of fr-ca", "de-ca", "Dr. Moreau".
  [[nodiscard]] std::string text() const;
  auto operator<=>(const Holder&) const = default;
};

enum class ExhibitState : std::uint8_t {
  unheld,      ///< nobody took it yet
  held,        ///< the custodian has it
  in_transit,  ///< handed over by one, not yet received by the other
  on_loan,     ///< the custodian has it for a while
  missing,     ///< lost or stolen
  released,    ///< given back to who is entitled to it
  gone         ///< destroyed or erased
};
std::string_view text_of(ExhibitState state);
/// malformed for any other word.
Result<ExhibitState> parse_exhibit_state(std::string_view text);

struct CustodyState {
  ExhibitState state = ExhibitState::unheld;
  std::optional<Holder> custodian;   ///< where it is held or on loan
  std::optional<std::string> place;  ///< absent: not said since it last moved
  std::optional<std::string> seal;   ///< the number on it; absent: none that is known
  bool operator==(const CustodyState&) const = default;
};

enum class CustodyFault : std::uint8_t {
  gap,          ///< done while nobody had it, or the time that it was lost
  overlap,      ///< two had it at once
  unconfirmed,  ///< a hand-over with one signature, two by one officer, or by another than it was meant for
  stranger,     ///< done by somebody not in custody
  seal,         ///< another seal than the one that was put on, or one that was not whole
  hash,         ///< another hash of one scope and algorithm than the first
  original,     ///< work on the content of a digital exhibit that was not on a recorded working copy
  late,         ///< entered more than k_late_seconds after the act, or dated after its entry
  after_end,    ///< something was done after it was destroyed or erased
  registration  ///< no entry of its authority registers it, or links it from another case, or several do
};
/// The word in --json and in the manual, e.g. "after_end".
std::string_view text_of(CustodyFault fault);

constexpr std::int64_t k_late_seconds = 24 * 3600;
constexpr std::int64_t k_clock_tolerance = 600;  ///< by which two clocks may differ before their times speak

struct CustodyFinding {
  CustodyFault fault = CustodyFault::gap;
  std::string text;                     ///< one sentence; it may hold foreign text
  std::vector<EntryRef> entries;        ///< on which it rests, in order; at least one
  std::vector<EntryRef> corrections{};  ///< that point at one of them
  bool operator==(const CustodyFinding&) const = default;
};

/// An entry of the story and how things stand behind it.
struct CustodyStep {
  EntryRef entry;
  UtcTime made_at;
  std::string officer;
  std::variant<CustodyEvent, CustodyCorrection, ExhibitLinked> event;
  CustodyState after;
  std::vector<EntryRef> corrections{};  ///< that point at this entry
};

struct Registration {
  EntryRef entry;
  UtcTime made_at;
  std::string officer;
  ExhibitRegistered event;
  std::vector<EntryRef> corrections{};  ///< that point at this entry
};

struct ExhibitStory {
  std::optional<Registration> registered;  ///< the first one by the exhibit's own authority
  std::vector<CustodyStep> steps;
  CustodyState now;                      ///< behind the last step
  std::optional<Holder> lender;          ///< while it is on loan or checked out: who gets it back
  std::vector<ScopedHash> hashes;        ///< ascending; those that later ones are compared with
  bool has_working_copy = false;         ///< a copy was recorded, on which work is expected
  std::vector<CustodyFinding> findings;  ///< in the order of the entries that showed them
};
using CustodyTable = std::map<ExhibitId, ExhibitStory>;

/// Tells all stories. Each entry is there once, in any order. An exhibit that is in transit at the end has a finding
/// (unconfirmed): whether it may still come is for people to say.
CustodyTable fold_custody(std::span<const CustodyEntry> entries);

/// The two halves of it: the order of all entries, and the stories that some of them tell in it. The entries of one
/// exhibit tell its story as all entries together do, where all were read.
std::vector<const CustodyEntry*> in_causal_order(std::span<const CustodyEntry> entries);
CustodyTable fold_in_order(std::span<const CustodyEntry* const> entries);

/// The giver's half of the hand-over that nobody answered yet; null where the exhibit is not in transit. Of one that
/// only a courier was given, the courier's.
const CustodyStep* open_hand_over(const ExhibitStory& story);

}  // namespace rogatory::ledger
