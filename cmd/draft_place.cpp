#include "cmd/draft_place.hpp"

#include "cmd/draft_access.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {

Result<registry::DraftStore*> DraftPlace::open_store() {
  ROG_TRY_ASSIGN(registry::Home home, open_home(*m_context));
  m_home = std::make_unique<registry::Home>(std::move(home));
  m_keys = std::make_unique<registry::KeyRing>(*m_home, m_context->passphrases);
  return &m_store.emplace(*m_home, *m_keys);
}

Result<DraftPlace> DraftPlace::open(Context& context, const std::string& which) {
  DraftPlace place(context);
  if (registry::is_draft_id(which)) {
    ROG_TRY_ASSIGN(registry::DraftStore* const store, place.open_store());
    ROG_TRY_ASSIGN(place.m_stored, store->load(which));
    return place;
  }
  place.m_stored.id = which;
  ROG_TRY_ASSIGN(place.m_stored.draft, load_draft(context, which));
  return place;
}

Result<DraftPlace> DraftPlace::create(Context& context, const std::string& file, const request::Draft& draft,
                                      const request::RuleSet& rules) {
  DraftPlace place(context);
  if (!file.empty()) {
    ROG_TRY(save_draft(context, file, draft, rules, false));
    place.m_stored = {.id = file, .draft = draft, .file = {}};
    return place;
  }
  ROG_TRY_ASSIGN(registry::DraftStore* const store, place.open_store());
  ROG_TRY_ASSIGN(place.m_stored, store->add(draft));
  return place;
}

Result<void> DraftPlace::save(const request::RuleSet& rules) {
  return m_store ? m_store->save(m_stored) : save_draft(*m_context, m_stored.id, m_stored.draft, rules, true);
}

Result<void> DraftPlace::discard() { return m_store ? m_store->remove(m_stored.id) : Result<void>(); }

}  // namespace rogatory::cmd
