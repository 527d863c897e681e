// Git trees: whatever a log can have is written back as the same bytes, and whatever is a tree at all is told item by
// item, without a byte left over.
#include "ledger/git_objects.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {

bool accepts(ByteView input) {
  using namespace ledger;
  const Result<std::vector<RawTreeItem>> raw = parse_raw_tree(input);
  std::size_t told = 0;
  if (raw) {
    for (const RawTreeItem& item : *raw) {
      ROG_ASSERT(!item.mode.empty() && !item.name.empty() && item.name.find('\0') == std::string_view::npos);
      told += item.mode.size() + 1 + item.name.size() + 1 + item.oid().bytes.size();
    }
    ROG_ASSERT(told == input.size());
  }
  const Result<std::vector<TreeItem>> items = parse_tree(input);
  if (!items) {
    return false;
  }
  ROG_ASSERT(raw.has_value() && raw->size() == items->size() && is_in_order(*raw) && input.size() <= k_tree_limit);
  ROG_ASSERT(serialize_tree(*items) == Bytes(input.begin(), input.end()));
  return true;
}

}  // namespace rogatory::fuzz
