// How the verification is told on which a list of exhibits, or a story, rests.
#pragma once

#include "cmd/ui.hpp"
#include "registry/exhibit_reading.hpp"

namespace rogatory::cmd {

/// What the verification ends with, or `else_status` where it found nothing.
int status_of(const registry::CustodyVerdict& verdict, int else_status);

/// What does not verify, what could not be read, and the verdict in one word, with its time where it is not new.
void show_verification(Ui& ui, const registry::CustodyVerdict& verdict);

/// The members {"name","status","unread","verdict","verification","verified_at"} of each document.
Json::Object verification_document(const std::string& name, const registry::CustodyVerdict& verdict, int status);

}  // namespace rogatory::cmd
