#include "cmd/request_steps_view.hpp"

#include <algorithm>

#include "base/spoken.hpp"
#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

using registry::CaseRequest;
using request::StepKind;
using request::StepStanding;
using request::ToldStep;

Tone tone_of(StepStanding standing) {
  switch (standing) {
    case StepStanding::agreed:
      return Tone::good;
    case StepStanding::claimed:
    case StepStanding::remark:
      return Tone::plain;
    case StepStanding::reported:
    case StepStanding::pending:
    case StepStanding::withdrawn:
      return Tone::dim;
    case StepStanding::superseded:
    case StepStanding::disputed:
    case StepStanding::not_applied:
      return Tone::bad;
  }
  return Tone::plain;
}

const ledger::RequestEvent* event_of(const CaseRequest& request, const ToldStep& told) {
  const auto found = request.events.find(told.step.entry);
  return found == request.events.end() ? nullptr : &found->second;
}

/// "confirms de-ca:3"
std::string remark_text(const ToldStep& told) {
  const std::string about = told.step.names.empty() ? "" : " " + told.step.names.front().text();
  switch (told.step.kind) {
    case StepKind::confirmed:
      return "confirms" + about;
    case StepKind::disputed:
      return "disputes" + about;
    case StepKind::corrected:
      return (told.step.withdraws ? "withdraws" : "corrects") + about;
    case StepKind::made:
    case StepKind::reported:
      break;
  }
  return "";
}

std::string what_of(const ToldStep& told) {
  const bool is_step = told.step.kind == StepKind::made || told.step.kind == StepKind::reported;
  std::string text = is_step ? base::spoken(told.step.event) : remark_text(told);
  return told.step.occurrence > 1 ? std::move(text) + " (" + std::to_string(told.step.occurrence) + ")" : text;
}

std::string entries_text(std::string_view word, const std::vector<request::StepRef>& entries) {
  std::vector<std::string> names;
  std::ranges::transform(entries, std::back_inserter(names), &request::StepRef::text);
  return names.empty() ? "" : std::string(word) + " " + base::join(names, ", ");
}

void add_note(std::vector<std::string>& notes, std::string text) {
  if (!text.empty()) {
    notes.push_back(std::move(text));
  }
}

void add_told_by(std::vector<std::string>& notes, const std::optional<ledger::ToldBy>& told) {
  if (told) {
    notes.push_back("told by " + told->by + " by " + base::spoken(text_of(told->means)) +
                    (told->ref ? " (" + *told->ref + ")" : ""));
  }
}

/// "ground eaw 3(1), amnesty, shall (text read)"
std::string ground_text(const CaseRequest& request, const std::string& said) {
  std::vector<std::string> grounds;
  for (const request::Ground* const one : registry::grounds_meant(request.rules->grounds, said)) {
    grounds.push_back(one->provision.ref + ", " + base::spoken(one->ground) + ", " +
                      base::spoken(request::text_of(one->force)) + " (" +
                      request::known_words(one->provision.verified) + ")");
  }
  return "ground " + (grounds.empty() ? said + ", which is none of its instrument" : base::join(grounds, " or "));
}

/// Empty of a step that names no ground.
std::optional<Json> ground_document(const CaseRequest& request, const ToldStep& told) {
  const ledger::RequestEvent* const event = event_of(request, told);
  const auto* const step = event == nullptr ? nullptr : std::get_if<ledger::RequestStepEvent>(event);
  if (step == nullptr || !step->ground) {
    return std::nullopt;
  }
  Json::Array rules;
  for (const request::Ground* const one : registry::grounds_meant(request.rules->grounds, *step->ground)) {
    Json::Object rule{{"force", request::text_of(one->force)},
                      {"ground", one->ground},
                      {"ref", one->provision.ref},
                      {"text", one->provision.text},
                      {"verified", request::text_of(one->provision.verified)}};
    if (!one->provision.url.empty()) {
      rule["url"] = one->provision.url;
    }
    rules.emplace_back(std::move(rule));
  }
  return Json::Object{{"rules", std::move(rules)}, {"said", *step->ground}};
}

/// What stands beside a step: who told it, ground, reason, conditions, what was said of it since.
std::string notes_of(const CaseRequest& request, const ToldStep& told) {
  std::vector<std::string> notes;
  add_note(notes, told.why);
  add_note(notes, told.accepted ? "applied because it was accepted" : "");
  if (const ledger::RequestEvent* const event = event_of(request, told)) {
    if (const auto* step = std::get_if<ledger::RequestStepEvent>(event)) {
      add_told_by(notes, step->reported);
      add_note(notes, step->ground ? ground_text(request, *step->ground) : "");
      add_note(notes, step->reason.value_or(""));
      add_note(notes, step->date ? "for " + step->date->text() : "");
      for (const std::string& condition : step->conditions) {
        notes.push_back("condition: " + condition);
      }
      add_note(notes, step->note.value_or(""));
    } else if (const auto* remark = std::get_if<ledger::RequestRemark>(event)) {
      add_note(notes, remark->reason.value_or(remark->note.value_or("")));
    } else {
      add_told_by(notes, std::get<ledger::RequestFiled>(*event).reported);
    }
  }
  add_note(notes, entries_text("same step as", told.same));
  add_note(notes, entries_text("confirmed by", told.confirmed_by));
  add_note(notes, entries_text("disputed by", told.disputed_by));
  add_note(notes, entries_text("corrected by", told.corrected_by));
  return base::join(notes, "; ");
}

Json refs_document(const std::vector<request::StepRef>& entries) {
  Json::Array array;
  for (const request::StepRef& entry : entries) {
    array.emplace_back(entry.text());
  }
  return array;
}

Json proven_document(const request::ProvenInterval& proven) {
  Json::Object document;
  if (proven.not_after) {
    document["not_after"] = proven.not_after->text();
  }
  if (proven.not_before) {
    document["not_before"] = proven.not_before->text();
  }
  return document;
}

}  // namespace

void show_steps(Ui& ui, const CaseRequest& request) {
  Table table({{"WHEN"}, {"STEP"}, {"SIDE"}, {"STANDING"}, {"ARTICLE"}, {"ENTRY"}, {"NOTES"}});
  for (const ToldStep& told : request.history.steps) {
    const bool is_step = told.step.kind == StepKind::made || told.step.kind == StepKind::reported;
    const UtcTime when = is_step ? told.at : told.step.made_at;
    table.row({{when.text()},
               {what_of(told), is_step ? Tone::strong : Tone::plain},
               {told.side ? std::string(request::text_of(*told.side)) : "-"},
               {base::spoken(request::text_of(told.standing)), tone_of(told.standing)},
               {told.ref.empty() ? "-" : told.ref},
               {told.step.entry.text() + (told.step.role ? " " + std::string(request::text_of(*told.step.role)) : "")},
               {notes_of(request, told)}});
  }
  ui.table(table);
}

Json steps_document(const CaseRequest& request) {
  Json::Array steps;
  for (const ToldStep& told : request.history.steps) {
    Json::Object document{{"at", told.at.text()},
                          {"confirmed_by", refs_document(told.confirmed_by)},
                          {"corrected_by", refs_document(told.corrected_by)},
                          {"disputed_by", refs_document(told.disputed_by)},
                          {"entered_at", told.step.made_at.text()},
                          {"entry", told.step.entry.text()},
                          {"kind", request::text_of(told.step.kind)},
                          {"occurrence", told.step.occurrence},
                          {"proven", proven_document(told.step.proven)},
                          {"same", refs_document(told.same)},
                          {"standing", request::text_of(told.standing)}};
    const auto put_text = [&](const char* key, const std::string& text) {
      if (!text.empty()) {
        document[key] = text;
      }
    };
    put_text("event", told.step.event);
    put_text("ref", told.ref);
    put_text("state", told.state);
    put_text("why", told.why);
    put_text("side", told.side ? std::string(request::text_of(*told.side)) : "");
    put_text("role", told.step.role ? std::string(request::text_of(*told.step.role)) : "");
    put_text("notes", notes_of(request, told));
    if (std::optional<Json> ground = ground_document(request, told)) {
      document["ground"] = *std::move(ground);
    }
    steps.emplace_back(std::move(document));
  }
  return steps;
}

}  // namespace rogatory::cmd
