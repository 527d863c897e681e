// What of an exhibit is told in another case into which it is linked (registry/exhibit_link.hpp). Pure.
#pragma once

#include <optional>
#include <utility>

#include "registry/exhibit_link.hpp"

namespace rogatory::registry {

/// The half of a link that a story has, with its entry: the first one that `is_it` says yes to.
template <class Half, class IsIt>
std::optional<std::pair<ledger::EntryRef, Half>> find_half(const ledger::ExhibitStory& story, IsIt is_it) {
  for (const ledger::CustodyStep& step : story.steps) {
    const auto* linked = std::get_if<ledger::ExhibitLinked>(&step.event);
    const Half* half = linked == nullptr ? nullptr : std::get_if<Half>(&linked->other);
    if (half != nullptr && is_it(*half)) {
      return std::pair(step.entry, *half);
    }
  }
  return std::nullopt;
}

/// Only who has it can say how things stand with it. refused: nobody registered it; it is not held by `ourselves`, nor
/// on loan from there.
Result<void> check_may_link(const ledger::ExhibitId& exhibit, const ledger::ExhibitStory& story,
                            const std::string& ourselves);

/// How things stand with it, behind check_may_link.
ledger::LinkedCustody custody_told(const ledger::ExhibitStory& story, const LinkRequest& request);

/// What it is; without its name there, which the caller gives. What it was taken from is named where that is linked
/// into the same case: a name of `table`'s case says nothing there.
ledger::ExhibitRegistered item_told(const ledger::CustodyTable& table, const ledger::ExhibitStory& story,
                                    const LinkRequest& request);

}  // namespace rogatory::registry
