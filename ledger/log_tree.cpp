#include "ledger/log_tree.hpp"

namespace rogatory::ledger {

/// As read, or as it will be: a directory in it is loaded when somebody enters it.
struct LogTree::Directory {
  struct Item {
    Oid id;
    bool is_tree = false;
    std::unique_ptr<Directory> inside;
  };
  std::map<std::string, Item> items;
  bool changed = false;
  Oid id;  // unless changed
};

namespace {

std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t slash = std::min(path.find('/', from), path.size());
    parts.push_back(path.substr(from, slash - from));
    from = slash + 1;
  }
  return parts;
}

template <class Directory>
Directory directory_from(const std::vector<TreeItem>& items, const Oid& id) {
  Directory directory;
  directory.id = id;
  for (const TreeItem& item : items) {
    directory.items[item.name] = {.id = item.id, .is_tree = item.is_tree, .inside = nullptr};
  }
  return directory;
}

std::unexpected<Error> in_the_way(const std::string& name) {
  return fail(ErrorCode::malformed, "the log's tree has something else where " + name + " belongs");
}

}  // namespace

LogTree::LogTree(Reader reader) : m_reader(std::move(reader)), m_root(std::make_unique<Directory>()) {
  m_root->changed = true;
}
LogTree::LogTree(LogTree&&) noexcept = default;
LogTree& LogTree::operator=(LogTree&&) noexcept = default;
LogTree::~LogTree() = default;

Result<LogTree> LogTree::open(Reader reader, const Oid& root) {
  ROG_TRY_ASSIGN(const std::vector<TreeItem> items, reader(root));
  LogTree tree(std::move(reader));
  *tree.m_root = directory_from<Directory>(items, root);
  return tree;
}

/// Null where it is not there and is not to be made.
Result<LogTree::Directory*> LogTree::enter(Directory& directory, const std::string& name, bool make) {
  if (!make && !directory.items.contains(name)) {
    return nullptr;
  }
  auto [found, is_new] = directory.items.try_emplace(name);
  Directory::Item& item = found->second;
  if (is_new) {
    item.is_tree = true;
    item.inside = std::make_unique<Directory>();
  }
  if (!item.is_tree) {
    return in_the_way(name);
  }
  if (!item.inside) {
    ROG_TRY_ASSIGN(const std::vector<TreeItem> items, m_reader(item.id));
    item.inside = std::make_unique<Directory>(directory_from<Directory>(items, item.id));
  }
  directory.changed = directory.changed || make;
  item.inside->changed = item.inside->changed || make;
  return item.inside.get();
}

/// Of a path's parts: the directory that its last part stands in.
Result<LogTree::Directory*> LogTree::directory_of(const std::vector<std::string>& parts, bool make) {
  Directory* directory = m_root.get();
  for (std::size_t i = 0; directory != nullptr && i + 1 < parts.size(); ++i) {
    ROG_TRY_ASSIGN(directory, enter(*directory, parts[i], make));
  }
  return directory;
}

Result<std::optional<Oid>> LogTree::find(const LogPath& path) {
  const std::vector<std::string> parts = parts_of(path.text());
  ROG_TRY_ASSIGN(const Directory* directory, directory_of(parts, false));
  if (directory == nullptr) {
    return std::optional<Oid>();
  }
  const auto found = directory->items.find(parts.back());
  if (found == directory->items.end()) {
    return std::optional<Oid>();
  }
  if (found->second.is_tree) {
    return in_the_way(path.text());
  }
  return std::optional(found->second.id);
}

Result<std::vector<std::uint64_t>> LogTree::card_versions() {
  ROG_TRY_ASSIGN(const Directory* cards, enter(*m_root, "cards", false));
  std::vector<std::uint64_t> versions;
  if (cards != nullptr) {
    for (const auto& [name, item] : cards->items) {
      const std::optional<LogPath> path = LogPath::parse("cards/" + name);
      if (path && path->kind == FileKind::card) {
        versions.push_back(path->number);
      }
    }
  }
  return versions;
}

Result<void> LogTree::put(const LogPath& path, const Oid& blob) {
  const std::vector<std::string> parts = parts_of(path.text());
  ROG_TRY_ASSIGN(Directory * directory, directory_of(parts, true));
  directory->changed = true;
  const auto [found, is_new] = directory->items.try_emplace(parts.back());
  if (!is_new && found->second.is_tree) {
    return in_the_way(path.text());
  }
  found->second.id = blob;
  return {};
}

Result<void> LogTree::put_cards(const crypto::CardChain& cards, std::size_t there, ObjectBatch& batch) {
  for (std::size_t i = there; i < cards.signed_cards().size(); ++i) {
    const crypto::SignedCard& card = cards.signed_cards()[i];
    const auto put_file = [&](FileKind kind, const Bytes& bytes) {
      return put({.kind = kind, .number = i + 1}, batch.add(ObjectKind::blob, bytes));
    };
    ROG_TRY(put_file(FileKind::card, card.card));
    ROG_TRY(put_file(FileKind::card_signature, card.sig));
    if (card.prev_sig) {
      ROG_TRY(put_file(FileKind::card_previous_signature, *card.prev_sig));
    }
  }
  return {};
}

void LogTree::remove_checkpoint() {
  m_root->changed = m_root->items.erase(LogPath{.kind = FileKind::checkpoint}.text()) > 0 || m_root->changed;
}

Oid LogTree::write(Directory& directory, ObjectBatch& batch) {
  if (!directory.changed) {
    return directory.id;
  }
  std::vector<TreeItem> items;
  for (auto& [name, item] : directory.items) {
    if (item.inside) {
      item.id = write(*item.inside, batch);
    }
    items.push_back({.name = name, .is_tree = item.is_tree, .id = item.id});
  }
  directory.id = batch.add(ObjectKind::tree, serialize_tree(std::move(items)));
  directory.changed = false;
  return directory.id;
}

Oid LogTree::write(ObjectBatch& batch) { return write(*m_root, batch); }

}  // namespace rogatory::ledger
