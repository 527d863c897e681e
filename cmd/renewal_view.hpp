// How a command tells what the opener said for all of a case: a new party, new keys, and who is to be given them.
#pragma once

#include "cmd/context.hpp"
#include "registry/case_parties.hpp"

namespace rogatory::cmd {

/// Entry, keys that begin with it, and the commands that are next.
void show_renewal(Ui& ui, const registry::Home& home, const ledger::CaseId& case_id,
                  const registry::RenewedCase& renewed);

/// entry_document with {"compartments","grants":[{"compartment","to"}]}.
Json::Object renewal_document(const registry::Home& home, const ledger::CaseId& case_id,
                              const registry::RenewedCase& renewed);

}  // namespace rogatory::cmd
