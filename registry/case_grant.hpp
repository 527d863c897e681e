// The use cases "grant": giving another party the key of a compartment, and taking one that was given.
#pragma once

#include "registry/case_writing.hpp"
#include "registry/cases.hpp"

namespace rogatory::registry {

struct GrantRequest {
  ledger::CaseId case_id;
  std::string to;                    ///< a party of the case, and a peer of this home
  std::string compartment = "main";  ///< its newest generation that is held; with a number that one, "main.1" the first
  std::optional<std::string> reason;
  std::string file;  ///< must not be there
};

struct GrantedParty {
  std::string officer;
  std::string compartment;  ///< with its generation
  WrittenEvent written;
};

/// Records case.granted, then writes the file, durably. refused: FILE exists, or `to` is no party; not_found: no peer
/// of that id, or no key of the compartment; denied: the officer may not grant. Where the file could not be written
/// after the entry was, the Error says so: the grant can be made again.
Result<GrantedParty> grant_key(const Home& home, KeyRing& keys, const GrantRequest& request, const Writing& writing,
                               const Clock& clock);

struct TakenGrant {
  ledger::CaseId case_id;
  std::string compartment;
  std::string from;
  std::string officer;
  bool is_new = true;  ///< false: the key was here already
};

/// Takes a key that another party granted us: opened with our transport keys, signed by an officer of a peer who could,
/// of a case that is here, and the very key whose recipient the case's opener named for the compartment.
///   wrong_key   it is for somebody else
///   not_found   the case is not here: take its ledger first
///   refused     it is not the key of the compartment; its sender or we are no party of the case
///   and as open_grant, check_grant, load_peer
Result<TakenGrant> take_grant(const Home& home, KeyRing& keys, const std::string& file);

}  // namespace rogatory::registry
