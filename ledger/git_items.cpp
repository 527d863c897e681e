#include "ledger/git_items.hpp"

#include "ledger/listing.hpp"

namespace rogatory::ledger {
namespace {

/// Lists the trees of one branch.
class BranchLister {
 public:
  explicit BranchLister(Repository& repository) : m_repository(repository) {}

  Result<LogListing> list(const Oid& root) && {
    ROG_TRY(each_of(root, "the top", [this](const RawTreeItem& item) { return list_top(item); }));
    return std::move(m_listing).finish();
  }

 private:
  using ParseName = std::function<std::optional<LogPath>(std::string_view)>;

  /// A tree that git would not make is told.
  Result<void> each_of(const Oid& tree, const std::string& path, const VisitItem& visit) {
    ROG_TRY_ASSIGN(const bool is_ordered, each_item(m_repository, tree, visit));
    if (!is_ordered) {
      m_listing.add_strange(path + " (out of order)");
    }
    return {};
  }

  Result<void> list_top(const RawTreeItem& item) {
    if (item.is_tree() && item.name == "entries") {
      return list_folders(
          item.oid(), "entries/", [this](const Oid& tree, const std::string& path, std::uint64_t upper) {
            return list_folders(
                tree, path, [this, upper](const Oid& below, const std::string& name, std::uint64_t lower) {
                  const std::uint64_t folder = upper * 100 + lower;
                  return list_files(below, name, [folder](std::string_view file) { return entry_file(folder, file); });
                });
          });
    }
    if (item.is_tree() && item.name == "cards") {
      return list_files(item.oid(), "cards/",
                        [](std::string_view name) { return LogPath::parse("cards/" + std::string(name)); });
    }
    if (item.is_file() && item.name == "checkpoint") {
      m_listing.add({FileKind::checkpoint, 0});
    } else {
      m_listing.add_strange(std::string(item.name));
    }
    return {};
  }

  /// Goes into each folder of two digits.
  template <class Into>
  Result<void> list_folders(const Oid& tree, const std::string& path, const Into& into) {
    return each_of(tree, path, [&](const RawTreeItem& item) -> Result<void> {
      const std::optional<std::uint64_t> number = item.is_tree() ? folder_number(item.name) : std::nullopt;
      if (!number) {
        m_listing.add_strange(path + std::string(item.name));
        return {};
      }
      return into(item.oid(), path + std::string(item.name) + "/", *number);
    });
  }

  Result<void> list_files(const Oid& tree, const std::string& path, const ParseName& parse) {
    return each_of(tree, path, [&](const RawTreeItem& item) -> Result<void> {
      const std::optional<LogPath> file = item.is_file() ? parse(item.name) : std::nullopt;
      if (file) {
        m_listing.add(*file);
      } else {
        m_listing.add_strange(path + std::string(item.name));
      }
      return {};
    });
  }

  Repository& m_repository;
  ListingBuilder m_listing;
};

}  // namespace

Result<bool> each_item(Repository& repository, const Oid& tree, const VisitItem& visit) {
  ROG_TRY_ASSIGN(const Bytes content, repository.read(ObjectKind::tree, tree, k_tree_limit));
  ROG_TRY_ASSIGN(const std::vector<RawTreeItem> items, parse_raw_tree(content));
  for (const RawTreeItem& item : items) {
    ROG_TRY(visit(item));
  }
  return is_in_order(items);
}

Result<LogListing> list_branch(Repository& repository, const Oid& root) { return BranchLister(repository).list(root); }

}  // namespace rogatory::ledger
