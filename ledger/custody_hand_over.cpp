#include "ledger/custody.hpp"

namespace rogatory::ledger {

const CustodyStep* open_hand_over(const ExhibitStory& story) {
  const CustodyStep* open = nullptr;
  for (auto step = story.steps.rbegin(); step != story.steps.rend(); ++step) {
    if (step->after.state != ExhibitState::in_transit) {
      break;
    }
    const auto* const event = std::get_if<CustodyEvent>(&step->event);
    const CustodyEffect effect = event == nullptr ? CustodyEffect::none : row_of(event->act).effect;
    if (effect == CustodyEffect::gives) {
      return &*step;
    }
    open = effect == CustodyEffect::sends ? &*step : open;
  }
  return open;
}

}  // namespace rogatory::ledger
