// The use cases "add a party" and "rekey": what the opener of a case says for all of it after the first entry.
//
// A new generation of a compartment ("main.2") begins with the entry that names its recipient. Its key is on the disk
// before that entry is signed, under a name of its own (case_keys.hpp): cut short before the entry, it is in force for
// nobody and goes; behind it, it gets its name. So no entry ever names a recipient whose key nobody has.
#pragma once

#include "registry/case_writing.hpp"
#include "registry/cases.hpp"

namespace rogatory::registry {

/// A key that another party has to be given for it to read on: `rogatory case grant CASE to --compartment compartment`.
struct KeyToGrant {
  std::string to;
  std::string compartment;  ///< "main", its newest generation; "main.1", the first one alone; "main.2"
};

struct RenewedCase {
  std::string officer;
  std::vector<std::string> compartments;  ///< that begin with the entry
  std::vector<KeyToGrant> to_grant;
  WrittenEvent written;
};

struct NewParty {
  ledger::CaseId case_id;
  std::string party;  ///< a peer of this home
  bool all = false;   ///< it is to read what was written before, too: nothing begins anew
  std::optional<std::string> reason;
};

/// Names the peer as a party, with the root that is pinned. denied: another authority opened the case; not_found: no
/// such peer; refused: it is a party already, or there would be more than 64; not_allowed: the case is closed. partial:
/// the entry is written, or recorded to be, and the next command that writes into the case keeps its keys. As
/// CaseWriter.
Result<RenewedCase> add_party(const Home& home, KeyRing& keys, const NewParty& wanted, const Writing& writing,
                              const Clock& clock);

/// Begins a new generation of every compartment. Errors as add_party.
Result<RenewedCase> rekey_case(const Home& home, KeyRing& keys, const ledger::CaseId& case_id,
                               const std::optional<std::string>& reason, const Writing& writing, const Clock& clock);

}  // namespace rogatory::registry
