// One exhibit on its way through the fold (ledger/custody.hpp): takes its entries in causal order and keeps what the
// next one is judged by. Internal to the fold.
#pragma once

#include "ledger/custody.hpp"

namespace rogatory::ledger {

/// An act, and the entry that tells of it.
struct ToldAct {
  EntryRef entry;
  UtcTime made_at;
  std::string officer;
  const CustodyEvent& event;

  /// Who did it: somebody of the authority whose log it is.
  [[nodiscard]] Holder actor() const { return {entry.log.authority, event.actor.name.value_or("")}; }
};

/// A link from another case, and the entry that tells of it.
struct ToldLink {
  EntryRef entry;
  const LinkedCustody& custody;

  [[nodiscard]] Holder custodian() const;
};

/// Where findings go.
class Findings {
 public:
  explicit Findings(std::vector<CustodyFinding>& into) : m_into(&into) {}
  void add(CustodyFault fault, std::string text, std::vector<EntryRef> entries) {
    m_into->push_back({.fault = fault, .text = std::move(text), .entries = std::move(entries)});
  }

 private:
  std::vector<CustodyFinding>* m_into;
};

/// Who has it: the movement from hand to hand.
class Movement {
 public:
  /// Entries were passed over that nobody here can read: until an act says who has it, nothing is found missing.
  void doubt() { m_doubt = true; }
  /// Changes `state` (custodian, state and place) as the act does, and names what does not fit.
  void take(const ToldAct& act, CustodyState& state, Findings& findings);
  /// Custody begins as it stood in the other case.
  void take(const ToldLink& link, CustodyState& state, Findings& findings);
  /// From whom it was checked out or lent.
  [[nodiscard]] const std::optional<Holder>& lender() const { return m_lender; }
  /// The hand-over that waits for its second signature, at the end.
  void finish(Findings& findings) const;
  /// The entry by which there is nothing left of it.
  [[nodiscard]] const std::optional<EntryRef>& ended() const { return m_ended; }

 private:
  struct Transit {
    EntryRef entry;
    std::string officer;
    Holder giver;
    std::optional<Person> to;  // absent: a courier took it, to whomever
    UtcTime at;
  };
  void begin(const ToldAct& act, CustodyState& state, Findings& findings);
  void receive(const ToldAct& act, CustodyState& state, Findings& findings);
  /// The second signature of a hand-over: whether it is one.
  void confirm(const Transit& transit, const ToldAct& act, Findings& findings) const;
  void refuse(const ToldAct& act, CustodyState& state, Findings& findings);
  void send(const ToldAct& act, CustodyState& state, Findings& findings);
  void check_out(const ToldAct& act, CustodyState& state, Findings& findings);
  void check_in(const ToldAct& act, CustodyState& state, Findings& findings);
  void hand_to(const ToldAct& act, CustodyState& state, ExhibitState becomes, Findings& findings);
  void reappear(const ToldAct& act, CustodyState& state, Findings& findings);
  /// Whether the actor may do what takes the thing in hand; says so where he may not.
  void use(const ToldAct& act, CustodyState& state, Findings& findings);
  void assume(const ToldAct& act, CustodyState& state);
  void leave(CustodyState& state, ExhibitState becomes);
  /// What rests on silence: found where all was read.
  void find(Findings& findings, CustodyFault fault, std::string text, std::vector<EntryRef> entries) const;
  [[nodiscard]] static bool is_meant(const Transit& transit, const Holder& actor);
  [[nodiscard]] std::vector<EntryRef> since(const ToldAct& act) const;

  std::optional<Transit> m_transit;
  std::optional<Holder> m_lender;
  std::optional<EntryRef> m_since;  // on what the present custody, or its absence, rests
  std::optional<EntryRef> m_ended;
  bool m_doubt = false;
};

/// What is judged without regard to who has it.
class Marks {
 public:
  /// As Movement::doubt: a seal may have been changed, a copy made, the content moved to another medium.
  void doubt();
  /// `state.seal` becomes what the act leaves on it.
  void take(const ToldAct& act, std::optional<ExhibitKind> kind, CustodyState& state, Findings& findings);
  /// Goes on from what was known in the other case.
  void take(const ToldLink& link, CustodyState& state);
  [[nodiscard]] std::vector<ScopedHash> hashes() const;
  [[nodiscard]] bool has_copy() const { return m_has_copy; }

 private:
  void look_at_seal(const ToldAct& act, CustodyState& state, Findings& findings);
  void compare_hashes(const ToldAct& act, Findings& findings);
  void forget_medium();
  void look_at_copy(const ToldAct& act, Findings& findings) const;

  using HashKind = std::pair<HashScope, HashAlgorithm>;
  std::map<HashKind, std::pair<std::string, EntryRef>> m_hashes;  // the first of each
  std::optional<EntryRef> m_sealed;                               // who spoke last of the seal
  bool m_has_copy = false;
  bool m_may_have_copy = false;
  bool m_doubts_seal = false;
  bool m_doubts_medium = false;
};

}  // namespace rogatory::ledger
