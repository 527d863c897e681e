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

void BodySealer::run(const std::stop_token& stop) {
  for (std::size_t i = 0; i < m_drafts.size(); ++i) {
    Sealed sealed = seal(i);
    const bool is_over = !sealed.has_value();
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return m_waiting.size() < k_ahead; })) {
      return;
    }
    m_waiting.push_back(std::move(sealed));
    m_changed.notify_all();
    if (is_over) {
      return;
    }
  }
}

Result<std::optional<SealedBody>> BodySealer::next() {
  ROG_ASSERT(m_next < m_drafts.size());
  const std::size_t at = m_next++;
  if (!m_thread.joinable()) {
    return seal(at);
  }
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return !m_waiting.empty(); });
  Sealed sealed = std::move(m_waiting.front());
  m_waiting.pop_front();
  m_changed.notify_all();
  return sealed;
}

}  // namespace rogatory::ledger
