// What the index keeps of the exhibits of a case: the lines of its list, and which entries tell each story. It holds
// what one verification that passed came to, and answers only while nothing that went into it has changed: the basis.
#pragma once

#include <functional>
#include <vector>

#include "ledger/exhibit_row.hpp"
#include "registry/case_reading.hpp"
#include "registry/index.hpp"

namespace rogatory::registry {

/// SHA-256 over what a verification of a case rests on: the branches and their commits, pinned roots and newest cards,
/// forks that were seen, keys that are held, and this version of the program.
Result<crypto::Sha256> custody_basis(const CaseAccess& access, const IndexAccess& index);

/// One entry of a story, in causal order.
struct StoryEntry {
  ledger::EntryRef entry;
  ledger::EntryHash hash;  ///< of its bytes, which passed verification
  bool witnessed = false;
};

struct IndexedExhibit {
  ledger::ExhibitRow row;
  std::vector<StoryEntry> entries;
};

/// What is known of the case as a whole.
struct IndexedCase {
  UtcTime verified_at;
  std::uint64_t unread = 0;
};

/// A case that is in the index.
struct FoundCase {
  IndexedCase known;
  std::int64_t number = 0;  ///< its own in the index
};

/// Nothing where the case is not there on this basis. Errors of all as Database.
Result<std::optional<FoundCase>> find_case_in(Database& index, const ledger::CaseId& case_id,
                                              const crypto::Sha256& basis);
/// Gives them one by one, in the order of ExhibitId, up to an Error.
Result<void> load_rows(Database& index, const FoundCase& found,
                       const std::function<void(const ledger::ExhibitRow&)>& take);
/// Nothing where there is no such exhibit.
Result<std::vector<StoryEntry>> load_story(Database& index, const FoundCase& found, const ledger::ExhibitId& exhibit);
/// All that is there of the case goes.
Result<void> forget_case(Database& index, const ledger::CaseId& case_id);
/// Replaces all that is there of the case.
Result<void> store_case(Database& index, const ledger::CaseId& case_id, const crypto::Sha256& basis,
                        const IndexedCase& known, const std::vector<IndexedExhibit>& exhibits);

}  // namespace rogatory::registry
