// The use case "open a case": its key, its repository and its first entry, there as a whole or not at all.
#pragma once

#include "registry/case_writing.hpp"
#include "registry/cases.hpp"

namespace rogatory::registry {

struct NewCase {
  std::string title;
  std::optional<std::string> reference;
  std::optional<ledger::CaseId> under;  ///< a case of this home that this one is opened for
  std::vector<std::string> with;        ///< ids of peers: the other parties
};

struct OpenedCase {
  ledger::CaseId id;
  std::vector<ledger::Party> parties;
  crypto::age::Recipient main;  ///< of the compartment main
  std::string officer;
  ledger::Appended appended;
  UtcTime opened_at;
};

/// Opens a case. After an Error there is none. usage: over 64 parties, or one twice, or ourselves; not_found: a party
/// that is no peer; and as begin_writing, CaseSigners::open and ledger::OwnLog.
Result<OpenedCase> open_case(const Home& home, KeyRing& keys, const NewCase& wanted, const Writing& writing,
                             const Clock& clock);

}  // namespace rogatory::registry
