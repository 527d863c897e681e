// How the steps of a request are told: what happened, how it stands, by which article, what was said of it since.
#pragma once

#include "cmd/context.hpp"
#include "registry/request_entry.hpp"

namespace rogatory::cmd {

/// Every step with its standing; of a refusal the ground with its article, force and how its wording is known.
void show_steps(Ui& ui, const registry::CaseRequest& request);
Json steps_document(const registry::CaseRequest& request);

}  // namespace rogatory::cmd
