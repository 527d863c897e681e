// Git commits: the one of an append is written back as the same bytes, and anybody's gives the tree it names.
#include "ledger/git_objects.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  using namespace ledger;
  const Result<Oid> tree = tree_of_commit(input);
  ROG_ASSERT(!tree || base::as_text(input).starts_with("tree " + tree->hex() + "\n"));
  const Result<Commit> commit = parse_commit(input);
  if (!commit) {
    return false;
  }
  ROG_ASSERT(tree.has_value() && *tree == commit->tree && input.size() <= k_commit_limit);
  ROG_ASSERT(commit->first <= commit->last && commit->last < k_most_entries && commit->date.seconds >= 0);
  ROG_ASSERT(serialize_commit(*commit) == Bytes(input.begin(), input.end()));
  return true;
}

}  // namespace rogatory::fuzz
