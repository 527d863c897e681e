#include "ledger/extension.hpp"

#include <algorithm>

#include "ledger/git_reach.hpp"

namespace rogatory::ledger {
namespace {

/// entries/AA/BB and a file in it.
constexpr int k_deepest = 4;
constexpr std::string_view k_checkpoint = "checkpoint";

/// Compares two trees of a log, reading only the directories that differ.
class TreeGrowth {
 public:
  explicit TreeGrowth(Repository& repository) : m_repository(repository) {}

  Result<void> check(const std::optional<Oid>& from, const Oid& to) { return directory(from, to, "", k_deepest); }

 private:
  Result<void> directory(const std::optional<Oid>& from, const Oid& to, const std::string& path, int depth) {
    if (from == to) {
      return {};
    }
    if (depth == 0) {
      return fail(ErrorCode::malformed, path + " does not belong into a log");
    }
    std::vector<TreeItem> before;
    if (from) {
      ROG_TRY_ASSIGN(before, m_repository.tree(*from));
    }
    ROG_TRY_ASSIGN(const std::vector<TreeItem> after, m_repository.tree(to));
    const auto find = [](const std::vector<TreeItem>& items, const std::string& name) {
      const auto item = std::ranges::find(items, name, &TreeItem::name);
      return item == items.end() ? nullptr : &*item;
    };
    for (const TreeItem& item : before) {
      if (find(after, item.name) == nullptr) {
        return fail(ErrorCode::altered, path + item.name + " is gone");
      }
    }
    for (const TreeItem& item : after) {
      ROG_TRY(one(find(before, item.name), item, path + item.name, depth));
    }
    return {};
  }

  Result<void> one(const TreeItem* before, const TreeItem& after, const std::string& path, int depth) {
    if (before != nullptr && before->is_tree != after.is_tree) {
      return fail(ErrorCode::altered, path + " is of another kind than before");
    }
    if (after.is_tree) {
      return directory(before != nullptr ? std::optional(before->id) : std::nullopt, after.id, path + "/", depth - 1);
    }
    if (before != nullptr) {
      const bool may_change = path == k_checkpoint || before->id == after.id;
      return may_change ? Result<void>() : fail(ErrorCode::altered, path + " is another file than before");
    }
    return LogPath::parse(path) ? Result<void>() : fail(ErrorCode::malformed, path + " does not belong into a log");
  }

  Repository& m_repository;
};

/// The trees of a line of commits, the newest first, down to its first commit or to `known`.
Result<std::vector<Oid>> trees_of(Repository& repository, const std::optional<Oid>& known, const Oid& tip) {
  std::vector<Oid> trees;
  for (std::optional<Oid> commit = tip; commit;) {
    if (trees.size() > static_cast<std::size_t>(k_most_entries)) {
      return fail(ErrorCode::refused, "more commits than a log can have");
    }
    ROG_TRY_ASSIGN(const CommitLinks links, links_of_commit(repository, *commit));
    trees.push_back(links.tree);
    if (links.parents.size() > 1) {
      return fail(ErrorCode::malformed, "commit " + commit->hex() + " joins two histories");
    }
    commit = links.parents.empty() || commit == known ? std::nullopt : std::optional(links.parents.front());
  }
  return trees;
}

}  // namespace

Result<void> check_extension(Repository& repository, const std::optional<Oid>& from, const Oid& to) {
  ROG_TRY_ASSIGN(const std::vector<Oid> trees, trees_of(repository, from, to));
  TreeGrowth growth(repository);
  std::optional<Oid> before;
  if (from) {
    ROG_TRY_ASSIGN(const CommitLinks held, links_of_commit(repository, *from));
    before = held.tree;
    ROG_TRY(growth.check(before, trees.front()));
  }
  // From what was held on, or, where the sender made his commits anew, from the first of them.
  std::optional<Oid> last = trees.back() == before ? before : std::nullopt;
  for (auto tree = trees.rbegin(); tree != trees.rend(); ++tree) {
    ROG_TRY(growth.check(last, *tree));
    last = *tree;
  }
  return {};
}

}  // namespace rogatory::ledger
