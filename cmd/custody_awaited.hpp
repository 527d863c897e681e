// What a hand-over still waits for, said to whom it concerns: a half that nobody answers is how an exhibit gets lost.
#pragma once

#include "cmd/context.hpp"
#include "registry/custody_writing.hpp"

namespace rogatory::cmd {

/// After our half of a hand-over: whose signature is awaited, and what he types. After anything else on an exhibit that
/// we handed over and nobody received: a warning.
void show_awaited(Ui& ui, const ledger::CaseId& case_id, const std::string& ourselves,
                  const registry::WrittenCustody& written);

/// What the receiver types: in his own home where it is another authority's, else as another officer of ours.
std::string receiving_command(const ledger::CaseId& case_id, const ledger::CustodyStep& hand_over,
                              const ledger::ExhibitStory& story, const std::string& ourselves);

}  // namespace rogatory::cmd
