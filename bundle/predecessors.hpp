// Bundles checked in one go prove each other's place in the chain: an authority's bundles in a case name, each, the one
// before, so that none can be taken out unseen.
#pragma once

#include <map>

#include "bundle/verify.hpp"

namespace rogatory::bundle {

/// Makes chain.previous for reports that come a predecessor before its successors. Not thread-safe.
class Predecessors {
 public:
  /// Where the bundle that the seal names as its predecessor was judged before:
  ///   it is of another authority or case   finding chain.previous
  ///   it passed                            chain.previous is made and holds
  ///   it did not pass                      nothing: it proves nothing
  /// Otherwise chain.previous stays unmade. "earlier bundles" stays among what is not proven unless the chain at hand
  /// reaches back to the first. Then the bundle itself is remembered.
  void judge(Report& report);

 private:
  struct Known {
    std::string authority;
    std::optional<std::string> case_id;
    bool passed = false;
    bool whole = false;  ///< the chain at hand reaches from it back to the first
  };
  void remember(const Report& report, bool whole);

  std::map<BundleId, Known> m_known;
};

}  // namespace rogatory::bundle
