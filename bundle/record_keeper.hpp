// The records of a bundle that is being written: their lines, their Merkle tree, and the manifest of the files. They
// are kept on a thread of their own, because for small files they cost as much as reading, and needed when the last
// file was read.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "bundle/records.hpp"
#include "bundle/spool.hpp"
#include "crypto/merkle.hpp"

namespace rogatory::bundle {

/// add… -> finish -> lines, manifest, root. To be used from one thread. Memory does not grow: at most k_batch records
/// wait, the lines are spooled.
class RecordKeeper {
 public:
  static constexpr std::size_t k_batch = 128;

  /// The spools are made in `directory`.
  static Result<std::unique_ptr<RecordKeeper>> create(FileSystem& fs, const std::string& directory);
  RecordKeeper(Spool lines, Spool manifest);
  RecordKeeper(const RecordKeeper&) = delete;
  RecordKeeper& operator=(const RecordKeeper&) = delete;
  /// What was not finished is dropped.
  ~RecordKeeper();

  /// Line 0, before all others. usage where it is longer than k_item_limit.
  Result<void> add(const ObligationsRecord& obligations);
  /// In the order of the items. The Error may belong to a record given earlier: malformed where its line would be
  /// longer than k_item_limit, or what writing a spool says.
  Result<void> add(ItemRecord record);
  /// Returns when every record is kept; nothing is added afterwards.
  Result<void> finish();

  /// items.jsonl.
  [[nodiscard]] Spool& lines() { return m_lines; }
  /// bag/manifest-sha256.txt.
  [[nodiscard]] Spool& manifest() { return m_manifest; }
  [[nodiscard]] crypto::Sha256 root() const { return m_tree.root(); }

 private:
  void run();
  Result<void> hand_over();
  Result<void> keep(const ItemRecord& record);
  Result<void> keep_line(const std::string& line);

  // Of the thread, and of the caller before the first record and after finish().
  Spool m_lines;
  Spool m_manifest;
  crypto::TreeHasher m_tree;

  std::vector<ItemRecord> m_batch;  // of the caller: not handed over yet

  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::vector<ItemRecord> m_handed;  // waits for the thread, or is being worked on
  bool m_ended = false;
  std::optional<Error> m_error;
  std::jthread m_thread;  // last: it starts when everything else is there, and ends first
};

}  // namespace rogatory::bundle
