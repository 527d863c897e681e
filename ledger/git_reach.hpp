// Which objects a branch needs: what a bundle and a clone carry.
#pragma once

#include <vector>

#include "ledger/git.hpp"

namespace rogatory::ledger {

/// What any commit is made of, by us or by somebody who made it anew: commits prove nothing. malformed.
struct CommitLinks {
  Oid tree;
  std::vector<Oid> parents;
};
Result<CommitLinks> links_of_commit(Repository& repository, const Oid& commit);

struct Reached {
  Oid id;
  ObjectKind kind = ObjectKind::blob;
};

/// Every object reachable from the commits `tips`, each once: commits newest first, each followed by what is new in it.
/// With `since` without what these commits reach. incomplete: an object is missing; malformed: a tree that no log has;
/// refused over k_most_reached.
Result<std::vector<Reached>> reach(Repository& repository, const std::vector<Oid>& tips, const std::vector<Oid>& since);

/// A log that was appended to entry by entry has about ten objects for each: three files, the note, five trees, a
/// commit.
constexpr std::size_t k_most_reached = 12 * k_most_entries;

/// Of one kind of object, how long it can be.
std::size_t limit_of(ObjectKind kind);

}  // namespace rogatory::ledger
