// A step of a request as people say it: options of request advance, or a line of its table; and what becomes of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cmd/request_act.hpp"

namespace rogatory::cmd {

struct StepWords {
  std::string event{};
  std::optional<std::string> at{}, zone{}, date{};
  std::string known{}, means{};
  FreeText told_by{}, ref{}, ground{}, reason{}, consultation{}, note{};
  std::optional<std::uint64_t> occurrence{};
  std::vector<std::string> conditions{}, documents{};
};

void setup_step(Options& options, StepWords& words);
/// usage: a time, zone or number is none; a report that does not say who told it and how. Takes an event as it may be
/// typed.
Result<void> check_step_words(StepWords& words);

/// The event of `request`, as far as the words say it. As read_optional_text and hash_file.
Result<ledger::RequestStepEvent> read_step(Context& context, RequestDesk& desk, const StepWords& words,
                                           const std::string& request);

/// What follows from the history: in which role it is entered, how manieth it is, which reports it answers. usage: the
/// role is to be said; not_allowed: we are on neither side.
Result<void> complete_step(ledger::RequestStepEvent& event, const registry::CaseRequest& request, RequestDesk& desk,
                           const RequestActOptions& act, const std::optional<std::uint64_t>& occurrence);

}  // namespace rogatory::cmd
