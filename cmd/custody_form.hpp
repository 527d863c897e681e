// The custody form that people know: the item, each hand-over with the signatures of both sides, what was done to it,
// and what does not fit, in words.
#pragma once

#include "cmd/ui.hpp"
#include "ledger/custody.hpp"

namespace rogatory::cmd {

/// Foreign text may be in the story.
void show_form(Ui& ui, const ledger::ExhibitId& exhibit, const ledger::ExhibitStory& story);

/// {"exhibit","findings","now","registered"?,"steps"}, as schemas/exhibit-show.json has them.
Json::Object form_document(const ledger::ExhibitId& exhibit, const ledger::ExhibitStory& story);

}  // namespace rogatory::cmd
