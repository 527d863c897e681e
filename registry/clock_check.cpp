#include "registry/clock_check.hpp"

namespace rogatory::registry {

Result<void> check_clock(const crypto::CardChain& chain, UtcTime now, bool clock_ok) {
  const crypto::Card& card = chain.newest();
  if (clock_ok || now >= card.issued_at) {
    return {};
  }
  return fail(Error(ErrorCode::refused, "the clock says " + now.text() + ", before card " +
                                            std::to_string(card.version) + " of " + card.id + " was issued (" +
                                            card.issued_at.text() + ")")
                  .because("a seal dated before its own card convinces nobody")
                  .next("set the clock (timedatectl), or say --clock-ok if it is right"));
}

}  // namespace rogatory::registry
