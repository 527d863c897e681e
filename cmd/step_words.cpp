#include "cmd/step_words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/time_option.hpp"
#include "crypto/card_fields.hpp"
#include "registry/file_hash.hpp"
#include "registry/request_reading.hpp"

namespace rogatory::cmd {
namespace {

using ledger::RequestStepEvent;
using registry::CaseRequest;
using request::Side;
using request::StepKind;
using request::ToldStep;

/// The transitions of the event that may be meant: those from where the request is, else all.
std::vector<const request::Transition*> meant(const CaseRequest& request, const std::string& event) {
  std::vector<const request::Transition*> found;
  for (const std::string& state : {request.history.own.name, request.history.reported.name}) {
    std::ranges::copy(request::transitions_of(request.machine(), state, event), std::back_inserter(found));
  }
  if (found.empty()) {
    for (const request::Transition& one : request.machine().transitions) {
      if (one.event == event) {
        found.push_back(&one);
      }
    }
  }
  return found;
}

std::vector<request::Role> roles_for(const CaseRequest& request, const std::string& event, Side side) {
  std::vector<request::Role> roles;
  for (const request::Transition* const one : meant(request, event)) {
    for (const request::Role role : one->roles) {
      if (one->side == side && std::ranges::count(roles, role) == 0) {
        roles.push_back(role);
      }
    }
  }
  return roles;
}

Result<ledger::HappenedAt> step_time(const Context& context, RequestDesk& desk, const StepWords& words) {
  ledger::HappenedAt time{.at = context.clock.now(), .known = ledger::TimeKnown::observed, .zone = {}};
  if (words.at) {
    ROG_TRY_ASSIGN(time.at, parse_moment_option("--at", *words.at));
  }
  const std::string known = words.known.empty() ? (words.told_by.given ? "reported" : "observed") : words.known;
  ROG_TRY_ASSIGN(time.known, ledger::parse_time_known(known));
  time.zone = words.zone.value_or(desk.card().zone);
  return time;
}

Result<ledger::ToldBy> step_told(Context& context, const StepWords& words, const std::string& by) {
  ledger::ToldBy told{.by = by};
  std::string means = words.means;
  std::ranges::replace(means, '-', '_');
  ROG_TRY_ASSIGN(told.means, ledger::parse_told_means(means));
  ROG_TRY_ASSIGN(told.ref, read_optional_text(context, words.ref));
  return told;
}

Result<std::vector<ledger::RequestDocument>> step_documents(Context& context, const StepWords& words) {
  std::vector<ledger::RequestDocument> documents;
  for (const std::string& given : words.documents) {
    if (crypto::Sha256::from_hex(given)) {
      documents.push_back({.name = "bundle " + given.substr(0, 12), .ref = {}, .hash = given, .is_bundle = true});
      continue;
    }
    ROG_TRY_ASSIGN(const registry::FileHash file, registry::hash_file(context.fs, given, context.progress));
    documents.push_back({.name = base::to_utf8_lossy(file.name), .ref = {}, .hash = file.sha256.hex()});
  }
  std::ranges::sort(documents);
  documents.erase(std::ranges::unique(documents).begin(), documents.end());
  return documents;
}

int occurrence_of(const RequestStepEvent& event, const CaseRequest& request) {
  if (!event.reported) {
    return request::times_entered(request.history, event.event) + 1;
  }
  // Of what cannot happen now it is told once more.
  const int told = request::times_told(request.history, event.event);
  const bool can_happen =
      !request::transitions_of(request.machine(), request.history.reported.name, event.event).empty();
  return can_happen ? told + 1 : std::max(told, 1);
}

}  // namespace

void setup_step(Options& options, StepWords& words) {
  options.text("--at", words.at, "TIME", "when it happened, with Z or an offset (default: now)");
  options.text("--zone", words.zone, "ZONE", "the civil time that matters beside it (default: ours)");
  options.choice("--known", words.known, {"observed", "device", "document", "reported", "estimated"}, "HOW",
                 "how the time is known (default: observed; of a report: reported)");
  options.text("--told-by", words.told_by, "it is a report of what the other side did: who told it");
  options.choice("--means", words.means,
                 {"telephone", "interpol", "sis", "post", "diplomatic", "in-person", "electronic"}, "HOW",
                 "by which means it was told");
  options.text("--ref", words.ref, "the number of the message, the letter, the note");
  options.number("--occurrence", words.occurrence, 1, ledger::k_most_occurrences, "N",
                 "that it is the Nth time (default: counted)");
  options.text("--ground", words.ground, "of a refusal: the article that allows it");
  options.text("--reason", words.reason, "why");
  options.list("--condition", words.conditions, "TEXT", "a condition that is set; may be given several times");
  options.text("--consultation", words.consultation, "what came of the consultation before it");
  options.text("--date", words.date, "TIME", "the date that it sets, e.g. of surrender, with Z or an offset");
  options.list("--document", words.documents, "FILE|BUNDLE",
               "a paper that belongs to it: a file, or the id of a bundle; may be given several times");
  options.text("--note", words.note, "what else is to be said");
}

Result<void> check_step_words(StepWords& words) {
  words.event = name_typed(std::move(words.event));
  if (words.at) {
    ROG_TRY(parse_moment_option("--at", *words.at));
  }
  if (words.date) {
    ROG_TRY(parse_moment_option("--date", *words.date));
  }
  if (words.zone && !crypto::is_zone(*words.zone)) {
    return fail(Error(ErrorCode::usage, "--zone: not a zone: " + *words.zone).next("write e.g. Europe/Paris"));
  }
  if (words.told_by.given.has_value() == words.means.empty()) {
    return fail(Error(ErrorCode::usage, "a report says who told it and by which means")
                    .next("give --told-by WHO and --means HOW, or neither"));
  }
  if (words.ref.given && !words.told_by.given) {
    return fail(Error(ErrorCode::usage, "--ref is the number of a report").next("--told-by WHO --means HOW"));
  }
  return {};
}

Result<RequestStepEvent> read_step(Context& context, RequestDesk& desk, const StepWords& words,
                                   const std::string& request) {
  RequestStepEvent event;
  event.event = words.event;
  event.request = request;
  ROG_TRY_ASSIGN(event.happened_at, step_time(context, desk, words));
  ROG_TRY_ASSIGN(const std::optional<std::string> told_by, read_optional_text(context, words.told_by));
  if (told_by) {
    ROG_TRY_ASSIGN(event.reported, step_told(context, words, *told_by));
  }
  ROG_TRY_ASSIGN(event.ground, read_optional_text(context, words.ground));
  ROG_TRY_ASSIGN(event.reason, read_optional_text(context, words.reason));
  ROG_TRY_ASSIGN(event.consultation, read_optional_text(context, words.consultation));
  ROG_TRY_ASSIGN(event.note, read_optional_text(context, words.note));
  ROG_TRY_ASSIGN(event.documents, step_documents(context, words));
  event.conditions = words.conditions;
  if (words.date) {
    ROG_TRY_ASSIGN(event.date, parse_moment_option("--date", *words.date));
  }
  return event;
}

Result<void> complete_step(RequestStepEvent& event, const CaseRequest& request, RequestDesk& desk,
                           const RequestActOptions& act, const std::optional<std::uint64_t>& occurrence) {
  ROG_TRY_ASSIGN(const Side side, our_side(request, desk.card()));
  if (!request.rules) {
    event.role = request.filed.role;
    return {};  // write_request says what is wrong
  }
  std::vector<request::Role> candidates = event.reported ? roles_of_side(side) : roles_for(request, event.event, side);
  if (candidates.empty()) {
    candidates = {roles_of_side(side).front()};  // not a step of ours: refused with the next ones
  }
  ROG_TRY_ASSIGN(event.role, act.role(desk.officer(), candidates));
  event.occurrence = occurrence ? static_cast<int>(*occurrence) : occurrence_of(event, request);
  if (!event.reported) {
    for (const ToldStep& told : request.history.steps) {
      if (told.step.kind == StepKind::reported && told.side == side && told.step.event == event.event &&
          told.step.occurrence == event.occurrence && told.standing == request::StepStanding::reported) {
        event.confirms.push_back(
            {.log = ledger::LogName::parse(told.step.entry.log).value(), .seq = told.step.entry.seq});
      }
    }
    std::ranges::sort(event.confirms);
  }
  return {};
}

}  // namespace rogatory::cmd
