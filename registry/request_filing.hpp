// From a draft to what is filed: its rules resolved and frozen, its parties as they are known now.
#pragma once

#include <string>
#include <vector>

#include "ledger/request_event.hpp"
#include "registry/home.hpp"
#include "request/lint.hpp"

namespace rogatory::registry {

/// An authority that can be a party of a request.
struct KnownAuthority {
  ledger::RequestAuthority party;
  std::vector<std::string> languages;  ///< those it accepts in requests, the preferred first
};
/// Ourselves and peers by their newest cards, others as `authority add` knows them. not_found with the command that
/// makes it known; other errors as Home::own_chain, load_peer and load_authority.
Result<KnownAuthority> known_authority(const Home& home, const std::string& id);

struct DraftToFile {
  ledger::RequestFiled filed;  ///< without time, role, title and what is incomplete
  std::vector<request::DraftFinding> findings;
};

/// malformed: the draft; not_found: an instrument or authority; usage: a side that names no authority; refused: as
/// resolve_rules, or an authority of another State than the draft says; other errors as known_authority.
Result<DraftToFile> prepare_filing(const Home& home, const request::InstrumentSet& instruments,
                                   const request::Draft& draft);

}  // namespace rogatory::registry
