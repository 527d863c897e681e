#include "ledger/body_sealer.hpp"

namespace rogatory::ledger {

BodySealer::BodySealer(std::span<const EntryDraft> drafts, const CaseId& case_id, const LogName& log,
                       std::uint64_t first)
    : m_drafts(drafts), m_case(case_id), m_log(log), m_first(first) {
  if (drafts.size() >= k_many) {
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }
}

BodySealer::Sealed BodySealer::seal(std::size_t at) const {
  const std::optional<EntryDraft::BodyDraft>& draft = m_drafts[at].body;
  if (!draft) {
    return std::nullopt;
  }
  ROG_TRY_ASSIGN(SealedBody body, seal_body({m_case, m_log, m_first + at}, draft->type, draft->fields,
                                            draft->compartment, draft->recipient));
  return std::optional(std::move(body));
}

bool BodySealer::may_seal() const { return m_begun < m_drafts.size() && m_begun < m_next + k_ahead; }

void BodySealer::seal_one(std::unique_lock<std::mutex>& lock) {
  const std::size_t at = m_begun++;
  lock.unlock();
  Sealed sealed = seal(at);
  lock.lock();
  m_waiting.emplace(at, std::move(sealed));
  m_changed.notify_all();
}

void BodySealer::run(const std::stop_token& stop) {
  std::unique_lock lock(m_mutex);
  while (m_changed.wait(lock, stop, [this] { return may_seal(); }) && !stop.stop_requested()) {
    seal_one(lock);
  }
}

Result<std::optional<SealedBody>> BodySealer::next() {
  ROG_ASSERT(m_next < m_drafts.size());
  if (!m_thread.joinable()) {
    return seal(m_next++);
  }
  std::unique_lock lock(m_mutex);
  while (!m_waiting.contains(m_next)) {
    if (may_seal()) {
      seal_one(lock);
    } else {
      m_changed.wait(lock);
    }
  }
  Sealed sealed = std::move(m_waiting.extract(m_next).mapped());
  ++m_next;
  m_changed.notify_all();
  return sealed;
}

}  // namespace rogatory::ledger
