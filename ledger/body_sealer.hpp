// Seals the bodies of one append in order. Of many it seals a few ahead, on a thread of its own: a body does not depend
// on the entry before it, a signature does. To seal takes longer than to sign and file what was sealed; so whoever asks
// for a body that is not ready seals a later one meanwhile.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <span>
#include <thread>

#include "ledger/body.hpp"
#include "ledger/own_log.hpp"

namespace rogatory::ledger {

/// To be asked from one thread. The destructor stops the sealing.
class BodySealer {
 public:
  static constexpr std::size_t k_many = 16;   ///< from so many drafts on there is a thread
  static constexpr std::size_t k_ahead = 64;  ///< bodies that wait, at most

  /// The drafts outlive this; they become the entries `first`, `first` + 1, … of the log.
  BodySealer(std::span<const EntryDraft> drafts, const CaseId& case_id, const LogName& log, std::uint64_t first);
  BodySealer(const BodySealer&) = delete;
  BodySealer& operator=(const BodySealer&) = delete;
  ~BodySealer() = default;

  /// The body of the next draft; nothing where it has none. Not to be called after an Error. Errors as seal_body.
  Result<std::optional<SealedBody>> next();

 private:
  using Sealed = Result<std::optional<SealedBody>>;
  [[nodiscard]] Sealed seal(std::size_t at) const;
  void run(const std::stop_token& stop);
  // Both under the lock:
  [[nodiscard]] bool may_seal() const;
  void seal_one(std::unique_lock<std::mutex>& lock);  ///< which is given up meanwhile

  std::span<const EntryDraft> m_drafts;
  CaseId m_case;
  LogName m_log;
  std::uint64_t m_first;
  std::size_t m_next = 0;  // to be handed out

  std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::size_t m_begun = 0;                  // those before it are sealed, or being sealed
  std::map<std::size_t, Sealed> m_waiting;  // not before m_next
  std::jthread m_thread;                    // last: it starts when everything else is there, and ends first
};

}  // namespace rogatory::ledger
