// The table of a ledger's checks. rogatory-ledger(5) prints it, --json names them, a test compares. Only ever added to.
#pragma once

#include "base/checklist.hpp"

namespace rogatory::ledger {

using base::Check;
using base::Finding;

/// In the order in which verify makes them: tree.form 24, card.form 24, card.chain 21, card.signature 20, card.fork 23,
/// entry.form 24, signature.form 24, entry.order 20, case.id 20, entry.signature 20, body.missing 21, body.hash 20,
/// body.commitment 25, checkpoint.form 24, checkpoint.signature 20, checkpoint.root 20, head.signature 20,
/// head.order 20, head.ahead 21, log.fork 23, card.trust 22, entry.officer 22, entry.disputed 25.
base::CheckTable all_checks();

/// Of a ledger's checks.
class Checklist : public base::Checklist {
 public:
  Checklist() : base::Checklist(all_checks()) {}
};

}  // namespace rogatory::ledger
