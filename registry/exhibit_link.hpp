// One thing as an exhibit of two cases of the home: what another State must not see is another case, and the thing that
// both are about is registered in the other one too, with its custody as it stands. Nothing else of the first case is
// told there; ledger/exhibit_link_event.hpp has what is.
#pragma once

#include "registry/custody_writing.hpp"

namespace rogatory::registry {

struct LinkRequest {
  ledger::CaseId from;
  ledger::ExhibitId exhibit;  ///< its name there
  ledger::CaseId into;
  std::optional<std::uint64_t> number;  ///< in the other case; default: the next one
  // What is to be read there instead of what is recorded here. With a title, description and file name are not told.
  std::optional<std::string> title, description, custodian, place;
  bool without_hashes = false;
  std::string from_compartment = "main", into_compartment = "main";
};

struct LinkedExhibit {
  ledger::ExhibitId exhibit;  ///< its name in the other case
  ledger::EntryRef entry;     ///< there: exhibit.linked
  bool was_begun = false;     ///< that half was there already; a program had been cut short
  WrittenEvent written;       ///< exhibit.linked in the case it was linked from
  ledger::CustodyState now;   ///< in the other case
  std::string officer;        ///< who signed
};

/// Writes both halves: first exhibit.registered and exhibit.linked into the other case, then exhibit.linked here, while
/// the log of this case is held. A half that is there already is gone on from, so that typing a command again completes
/// it and never registers twice.
///
///   usage      both are the same case
///   not_found  there is no such exhibit
///   refused    it is not in our custody (held, or on loan from us); nobody registered it; it is linked with that case
///              already; `number` is taken
///   partial    the other case has its half, this one does not: the next step is the same command
/// Other errors as CaseWriter::open and write_custody; then nothing is written.
Result<LinkedExhibit> link_exhibit(const Home& home, KeyRing& keys, const LinkRequest& request, const Writing& writing,
                                   const Clock& clock);

}  // namespace rogatory::registry
