// The exhibits of a case for those who read them. The ledger is verified and every story told from it; what came out is
// kept in the home's index (custody_index.hpp), and as long as nothing changed, lists come from there, and a story from
// its own entries alone, which must still be those that were verified.
#pragma once

#include <set>

#include "ledger/exhibit_row.hpp"
#include "ledger/verify.hpp"
#include "registry/case_reading.hpp"

namespace rogatory::registry {

/// What the verification said on which everything here rests.
struct CustodyVerdict {
  ledger::CaseReport report;  ///< out of the index: the verdict alone, which is pass
  std::uint64_t unread = 0;   ///< entries whose body no key at hand opens: what they tell is missing here
  UtcTime verified_at;
  bool from_index = false;  ///< nothing changed since verified_at
};

/// Who takes the exhibits of a list, one by one: there may be very many.
class ExhibitRows {
 public:
  ExhibitRows() = default;
  ExhibitRows(const ExhibitRows&) = delete;
  ExhibitRows& operator=(const ExhibitRows&) = delete;
  virtual ~ExhibitRows() = default;
  /// Before the first one; and once more where the index broke off: what came so far is nothing, all come anew.
  virtual void begin() = 0;
  virtual void take(const ledger::ExhibitRow& row) = 0;
};

/// Lists the exhibits of a case, in the order of ExhibitId; they hold when it returns without an Error. Errors as
/// ledger::verify_case; the index never is one.
Result<CustodyVerdict> list_exhibits(const CaseAccess& access, ExhibitRows& rows, const Clock& clock,
                                     Progress& progress);

/// The story of one of them: "3" one of ours (of the opener's, where there is no home), "de-ca:3" another's. not_found;
/// usage; as list_exhibits.
struct ToldExhibit {
  CustodyVerdict verdict;
  ledger::ExhibitId exhibit;
  ledger::ExhibitStory story;
  std::set<ledger::EntryRef> alone;  ///< of its entries those that no other authority's log covers
};
Result<ToldExhibit> tell_exhibit(const CaseAccess& access, const std::string& which, const Clock& clock,
                                 Progress& progress);

}  // namespace rogatory::registry
