#include "registry/case_bundles.hpp"

namespace rogatory::registry {

Result<std::optional<NamedBundle>> find_bundle(ledger::CaseSource& source, const std::string& authority,
                                               std::span<const crypto::age::Identity> identities,
                                               const std::optional<bundle::BundleId>& id) {
  ROG_TRY_ASSIGN(PastEvents events, PastEvents::of(source, authority, identities));
  for (;;) {
    ROG_TRY_ASSIGN(const std::optional<PastEvent> event, events.next());
    if (!event) {
      return std::optional<NamedBundle>();
    }
    if (!event->body || !event->entry.body || event->body->type != ledger::BundleSealed::k_type) {
      continue;
    }
    ROG_TRY_ASSIGN(ledger::BundleSealed sealed, ledger::BundleSealed::parse(event->body->fields));
    if (!id || sealed.bundle == id->hex()) {
      return std::optional(NamedBundle{.event = std::move(sealed),
                                       .compartment = event->entry.body->compartment,
                                       .entry = event->entry.log.text() + ":" + std::to_string(event->entry.seq)});
    }
  }
}

}  // namespace rogatory::registry
