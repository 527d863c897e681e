// Reads the entries of a log and judges each by itself, several side by side, and hands them out in order. What is in
// flight is bounded: a few batches a thread, however long the log is and however slow its reader. The caller's thread
// is one of them: instead of waiting for the others it takes the next batch itself, so that no core changes hands.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "ledger/log_source.hpp"
#include "ledger/verify_entry.hpp"

namespace rogatory::ledger {

/// For one thread, the caller's. An entry that cannot be read for its form or absence is judged as entry.form; any
/// other Error of the source is the reader's.
class EntryReader {
 public:
  /// Of entries 0..count-1, on `threads` threads at most, the caller's among them (0 counts as 1).
  static Result<std::unique_ptr<EntryReader>> open(LogSource& source, std::uint64_t count, unsigned threads,
                                                   const EntryJudge& judge);
  EntryReader(const EntryReader&) = delete;
  EntryReader& operator=(const EntryReader&) = delete;
  ~EntryReader();

  using Batch = std::vector<JudgedEntry>;
  /// The next entries; none at the end.
  Result<Batch> next();

 private:
  EntryReader(std::uint64_t count, const EntryJudge& judge) : m_count(count), m_judge(judge) {}
  void start();
  void work(LogSource& source);
  /// Whether there is a batch that nobody reads yet, near enough to the one to be handed out. Under the mutex.
  [[nodiscard]] bool may_claim() const;
  /// Reads that batch, without the lock meanwhile.
  void claim(std::unique_lock<std::mutex>& lock, LogSource& source);
  Result<Batch> read(LogSource& source, std::uint64_t first) const;

  const std::uint64_t m_count;
  const EntryJudge& m_judge;
  std::vector<std::unique_ptr<LogSource>> m_sources;  // one a thread, the first the caller's

  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::uint64_t m_claimed = 0;  // everything before it was read, or is being read
  std::uint64_t m_taken = 0;    // everything before it was handed out
  bool m_stopped = false;
  std::map<std::uint64_t, Result<Batch>> m_read;  // by their first entry
  std::vector<std::jthread> m_threads;            // last: they end first
};

}  // namespace rogatory::ledger
