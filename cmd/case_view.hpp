// How a case is told: to people and as JSON.
#pragma once

#include "cmd/ui.hpp"
#include "registry/cases.hpp"

namespace rogatory::cmd {

/// The digits of an id by which people call a case.
std::string short_id(const ledger::CaseId& case_id);

/// What it is called: its title, or that no key at hand opens it.
Piece title_of(const registry::CaseGlance& glance);

/// "open", "closed on …" or "our part closed".
std::string standing_of(const registry::CaseGlance& glance, const std::string& ourselves);

/// {"case","closed","keys","logs","opened_at","opener","parties","recipients","reference"?,"title"?,"under"?}
Json case_document(const registry::CaseGlance& glance, const std::vector<std::string>& keys);

/// The parties as "de-ca, fr-ca", without `except`.
std::string party_list(const std::vector<ledger::Party>& parties, const std::string& except);

}  // namespace rogatory::cmd
