#include "ledger/git_reach.hpp"

#include <unordered_set>

namespace rogatory::ledger {
namespace {

/// Of any commit: people may have signed it, or made it anew.
constexpr std::size_t k_foreign_commit_limit = std::size_t{64} * 1024;
/// entries/AA/BB below the top.
constexpr int k_deepest = 4;

class Walk {
 public:
  explicit Walk(Repository& repository) : m_repository(repository) {}

  /// Marks all that `commit` reaches through its tree. Its ancestors are not looked at: a log's tree only grows.
  Result<void> pass_over(const Oid& commit) {
    ROG_TRY_ASSIGN(const CommitLinks links, links_of_commit(m_repository, commit));
    m_seen.insert(commit);
    return add_tree(links.tree, k_deepest, nullptr);
  }

  Result<void> add_commits(const Oid& tip, std::vector<Reached>& found) {
    std::vector<Oid> waiting{tip};
    while (!waiting.empty()) {
      const Oid commit = waiting.back();
      waiting.pop_back();
      if (!m_seen.insert(commit).second) {
        continue;
      }
      ROG_TRY_ASSIGN(const CommitLinks links, links_of_commit(m_repository, commit));
      found.push_back({commit, ObjectKind::commit});
      ROG_TRY(add_tree(links.tree, k_deepest, &found));
      waiting.insert(waiting.end(), links.parents.begin(), links.parents.end());
    }
    return {};
  }

 private:
  Result<void> add_tree(const Oid& tree, int depth, std::vector<Reached>* found) {
    if (!m_seen.insert(tree).second) {
      return {};
    }
    if (depth == 0 || m_seen.size() > k_most_reached) {
      return fail(ErrorCode::refused, "a git tree deeper or with more files than a case can have");
    }
    if (found != nullptr) {
      found->push_back({tree, ObjectKind::tree});
    }
    ROG_TRY_ASSIGN(const std::vector<TreeItem> items, m_repository.tree(tree));
    for (const TreeItem& item : items) {
      if (item.is_tree) {
        ROG_TRY(add_tree(item.id, depth - 1, found));
      } else if (m_seen.insert(item.id).second && found != nullptr) {
        found->push_back({item.id, ObjectKind::blob});
      }
    }
    return {};
  }

  Repository& m_repository;
  std::unordered_set<Oid, OidHash> m_seen;
};

}  // namespace

Result<CommitLinks> links_of_commit(Repository& repository, const Oid& commit) {
  ROG_TRY_ASSIGN(const Bytes content, repository.read(ObjectKind::commit, commit, k_foreign_commit_limit));
  CommitLinks links;
  ROG_TRY_ASSIGN(links.tree, tree_of_commit(content));
  constexpr std::string_view k_tree = "tree ";
  constexpr std::string_view k_parent = "parent ";
  constexpr std::size_t k_id_line = 41;
  std::string_view rest = base::as_text(content).substr(k_tree.size() + k_id_line);
  for (; rest.starts_with(k_parent) && rest.size() >= k_parent.size() + k_id_line;
       rest.remove_prefix(k_parent.size() + k_id_line)) {
    ROG_TRY_ASSIGN(const Oid parent, Oid::from_hex(rest.substr(k_parent.size(), k_id_line - 1)));
    links.parents.push_back(parent);
  }
  return links;
}

Result<std::vector<Reached>> reach(Repository& repository, const std::vector<Oid>& tips,
                                   const std::vector<Oid>& since) {
  Walk walk(repository);
  for (const Oid& commit : since) {
    ROG_TRY(walk.pass_over(commit));
  }
  std::vector<Reached> found;
  for (const Oid& tip : tips) {
    ROG_TRY(walk.add_commits(tip, found));
  }
  return found;
}

std::size_t limit_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::blob:
      return k_body_file_limit;
    case ObjectKind::tree:
      return k_tree_limit;
    case ObjectKind::commit:
      return k_foreign_commit_limit;
  }
  ROG_ASSERT(false);
}

}  // namespace rogatory::ledger
