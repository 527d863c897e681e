// Instruments for people and programs.
#pragma once

#include "cmd/ui.hpp"
#include "request/between.hpp"

namespace rogatory::cmd {

/// One line of a list as JSON.
Json instrument_line(const request::Instrument& instrument);
/// The whole: every rule with its article, its text, how that is known and where it can be read.
void show_instrument(Ui& ui, const request::Instrument& instrument);

/// What may govern a request between two States, and what is not known of that.
void show_applicable(Ui& ui, const std::vector<request::Applicable>& found, const std::string& one,
                     const std::string& other);
Json applicable_document(const std::vector<request::Applicable>& found);

}  // namespace rogatory::cmd
