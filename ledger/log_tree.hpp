// The git tree of a log while files are put into it. Reads only the directories on the way, and writes only those that
// changed: an append rewrites entries/, entries/AA and entries/AA/BB, whatever the log's length.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/card.hpp"
#include "ledger/git_store.hpp"
#include "ledger/names.hpp"

namespace rogatory::ledger {

class LogTree {
 public:
  /// Reads a tree of the repository.
  using Reader = std::function<Result<std::vector<TreeItem>>(const Oid&)>;

  /// Of an empty log.
  explicit LogTree(Reader reader);
  /// Of the git tree `root`.
  static Result<LogTree> open(Reader reader, const Oid& root);
  LogTree(LogTree&&) noexcept;
  LogTree& operator=(LogTree&&) noexcept;
  ~LogTree();

  /// The blob at a path; nothing where there is none. Whatever the reader says.
  Result<std::optional<Oid>> find(const LogPath& path);
  /// The versions of the cards in it that have a .json, ascending.
  Result<std::vector<std::uint64_t>> card_versions();
  /// A file in its place; one that is there is replaced. Whatever the reader says; malformed where a directory stands
  /// in its place, or a file on its way.
  Result<void> put(const LogPath& path, const Oid& blob);
  /// The cards of a chain from the one after version `there` on, whose blobs go into `batch`.
  Result<void> put_cards(const crypto::CardChain& cards, std::size_t there, ObjectBatch& batch);
  void remove_checkpoint();
  /// Adds the directories that changed to `batch`. The id of the whole.
  Oid write(ObjectBatch& batch);

 private:
  struct Directory;
  Result<Directory*> enter(Directory& directory, const std::string& name, bool make);
  Result<Directory*> directory_of(const std::vector<std::string>& parts, bool make);
  static Oid write(Directory& directory, ObjectBatch& batch);

  Reader m_reader;
  std::unique_ptr<Directory> m_root;
};

}  // namespace rogatory::ledger
