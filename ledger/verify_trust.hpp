// Whose cards are believed: pinned roots, and parties that a pinned opener names.
#pragma once

#include "ledger/log_facts.hpp"

namespace rogatory::ledger {

/// card.trust and card.fork of one log against what is pinned, the cards at hand, the other logs of its authority and
/// `parties`, what the opener says (null where nothing is known of it); says who trusts it and which card is the newest
/// at hand. `introduced_by` is the opener where he is trusted, else empty.
void judge_trust(LogFacts& log, const AllLogs& logs, const crypto::Trust& trust, const std::vector<Party>* parties,
                 const std::string& introduced_by);

}  // namespace rogatory::ledger
