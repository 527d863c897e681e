#include "cmd/request_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/event_text.hpp"

namespace rogatory::cmd {
namespace {

using registry::CaseRequest;
using request::RequestState;
using request::StepKind;
using request::StepStanding;
using request::ToldStep;
using request::Transition;

std::string roles_text(const Transition& transition) {
  std::vector<std::string> roles;
  for (const request::Role role : transition.roles) {
    roles.emplace_back(request::text_of(role));
  }
  return base::join(roles, ", ");
}

const std::string& party_of(const CaseRequest& request, request::Side side) {
  switch (side) {
    case request::Side::requesting:
      return request.filed.requesting.id;
    case request::Side::requested:
      return request.filed.requested.id;
    case request::Side::provider:
      break;
  }
  return request.filed.addressed ? request.filed.addressed->id : request.filed.requested.id;
}

std::string state_text(const CaseRequest& request, const RequestState& state) {
  const request::State* const found = request::find_state(*request.machine, state.name);
  std::string text = words_of(state.name) + (found != nullptr && !found->text.empty() ? ": " + found->text : "");
  if (state.turn) {
    text += "; it is the turn of " + party_of(request, *state.turn);
  }
  return text;
}

Json next_document(const CaseRequest& request, const RequestState& state) {
  Json::Array next;
  for (const Transition* const one : state.next) {
    Json::Array roles;
    for (const request::Role role : one->roles) {
      roles.emplace_back(request::text_of(role));
    }
    Json::Array needs;
    for (const request::Need need : one->needs) {
      needs.emplace_back(request::text_of(need));
    }
    Json::Object step{{"authority", party_of(request, one->side)},
                      {"event", one->event},
                      {"needs", std::move(needs)},
                      {"ref", one->ref},
                      {"roles", std::move(roles)},
                      {"side", request::text_of(one->side)},
                      {"text", one->text}};
    if (one->by) {
      step["by"] = request::text_of(*one->by);
    }
    next.emplace_back(std::move(step));
  }
  return next;
}

Json view_document(const CaseRequest& request, const RequestState& state) {
  Json::Object document{{"end", state.end}, {"name", state.name}, {"next", next_document(request, state)}};
  if (const request::State* const found = request::find_state(*request.machine, state.name)) {
    document["text"] = found->text;
  }
  if (state.turn) {
    document["turn"] = party_of(request, *state.turn);
  }
  return document;
}

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
  std::string text = is_step ? words_of(told.step.event) : remark_text(told);
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
    notes.push_back("told by " + told->by + " by " + words_of(text_of(told->means)) +
                    (told->ref ? " (" + *told->ref + ")" : ""));
  }
}

/// "ground eaw 3(1), amnesty, shall (text read)"
std::string ground_text(const CaseRequest& request, const std::string& said) {
  std::vector<std::string> grounds;
  for (const request::Ground* const one : registry::grounds_meant(request.grounds, said)) {
    grounds.push_back(one->provision.ref + ", " + words_of(one->ground) + ", " +
                      words_of(request::text_of(one->force)) + " (" +
                      std::string(request::known_words(one->provision.verified)) + ")");
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
  for (const request::Ground* const one : registry::grounds_meant(request.grounds, *step->ground)) {
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

Json authority_document(const ledger::RequestAuthority& authority) {
  return Json::Object{
      {"country", authority.country}, {"id", authority.id}, {"name", authority.name}, {"zone", authority.zone}};
}

std::string measures_text(const ledger::RequestFiled& filed) {
  std::vector<std::string> words;
  std::ranges::transform(filed.measures, std::back_inserter(words), words_of);
  return base::join(words, ", ") + (filed.person ? " of a person " + words_of(*filed.person) : "");
}

void put_text(Json::Object& into, const char* key, const std::optional<std::string>& text) {
  if (text) {
    into[key] = *text;
  }
}

std::vector<std::string> marks_of(const ledger::RequestFiled& filed) {
  std::vector<std::string> marks;
  add_note(marks, filed.urgent ? "urgent" : "");
  add_note(marks, filed.oral ? "asked by word of mouth" : "");
  add_note(marks, filed.confidential ? "confidential" : "");
  add_note(marks, filed.language ? "in " + *filed.language : "");
  add_note(marks, filed.translations.empty() ? "" : "translated into " + base::join(filed.translations, ", "));
  add_note(marks, filed.by ? "wanted by " + *filed.by + (filed.because ? " (" + *filed.because + ")" : "") : "");
  return marks;
}

}  // namespace

std::string request_name(const std::string& id) { return "R-" + id.substr(0, 10); }

std::string words_of(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

void show_state(Ui& ui, const CaseRequest& request) {
  if (!request.machine) {
    ui.line("  state    not known: " + request.problem);
    return;
  }
  const request::RequestHistory& history = request.history;
  ui.line("  state    " + state_text(request, history.own));
  if (history.differs()) {
    ui.line("  reported " + state_text(request, history.reported) + "; reported, not confirmed");
  }
  const RequestState& state = history.differs() ? history.reported : history.own;
  for (const Transition* const one : state.next) {
    ui.line("  next     " + words_of(one->event) + " (" + one->ref + ") by " + party_of(request, one->side) + " as " +
            roles_text(*one) + (one->by == request::By::another_officer ? ", another officer than who filed it" : ""));
  }
}

Json state_document(const CaseRequest& request) {
  if (!request.machine) {
    return Json::Object{{"problem", request.problem}};
  }
  Json::Object document{{"own", view_document(request, request.history.own)}};
  if (request.history.differs()) {
    document["reported"] = view_document(request, request.history.reported);
  }
  return document;
}

void show_steps(Ui& ui, const CaseRequest& request) {
  Table table({{"WHEN"}, {"STEP"}, {"SIDE"}, {"STANDING"}, {"ARTICLE"}, {"ENTRY"}, {"NOTES"}});
  for (const ToldStep& told : request.history.steps) {
    const bool is_step = told.step.kind == StepKind::made || told.step.kind == StepKind::reported;
    const UtcTime when = is_step ? told.at : told.step.made_at;
    table.row({{when.text()},
               {what_of(told), is_step ? Tone::strong : Tone::plain},
               {told.side ? std::string(request::text_of(*told.side)) : "-"},
               {words_of(request::text_of(told.standing)), tone_of(told.standing)},
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

void show_filed(Ui& ui, const CaseRequest& request) {
  const ledger::RequestFiled& filed = request.filed;
  ui.line({{request.name() + "  ", Tone::strong}, {filed.title, Tone::strong}});
  ui.line("  id       " + request.id + " (" + request.entry.text() + ")");
  ui.line("  from     " + filed.requesting.name + " (" + filed.requesting.id + ", " + filed.requesting.country + ")");
  ui.line("  to       " + filed.requested.name + " (" + filed.requested.id + ", " + filed.requested.country + ")");
  if (filed.addressed) {
    ui.line("  for      " + filed.addressed->name + " (" + filed.addressed->id + ", " + filed.addressed->country + ")");
  }
  ui.line("  under    " + base::join(filed.instruments, ", ") + ", for " + measures_text(filed) + "; rules " +
          filed.rules_sha256.substr(0, 12));
  const std::vector<std::string> marks = marks_of(filed);
  if (!marks.empty()) {
    ui.line("  it is    " + base::join(marks, ", "));
  }
  if (filed.incomplete) {
    ui.line("  filed although incomplete: " + *filed.incomplete);
  }
  for (const auto& [paragraph, text] : filed.texts) {
    ui.line("  " + paragraph + "  " + text);
  }
  for (const ledger::RequestDocument& document : filed.documents) {
    ui.line("  " + document.ref.value_or("") + (document.ref ? "  " : "") + document.name + "  " +
            (document.is_bundle ? "bundle " : "sha256 ") + document.hash);
  }
}

Json::Object filed_document(const CaseRequest& request) {
  const ledger::RequestFiled& filed = request.filed;
  Json::Object document{{"confidential", filed.confidential},
                        {"entry", request.entry.text()},
                        {"filed_at", request.filed_at.text()},
                        {"id", request.id},
                        {"instruments", Json::Array(filed.instruments.begin(), filed.instruments.end())},
                        {"measures", Json::Array(filed.measures.begin(), filed.measures.end())},
                        {"name", request.name()},
                        {"now", state_document(request)},
                        {"officer", request.officer},
                        {"requested", authority_document(filed.requested)},
                        {"requesting", authority_document(filed.requesting)},
                        {"rules_sha256", filed.rules_sha256},
                        {"title", filed.title},
                        {"urgent", filed.urgent}};
  if (filed.incomplete) {
    document["incomplete"] = *filed.incomplete;
  }
  return document;
}

Json content_document(const CaseRequest& request) {
  const ledger::RequestFiled& filed = request.filed;
  Json::Object fields;
  for (const auto& [paragraph, text] : filed.texts) {
    fields.emplace(paragraph, text);
  }
  Json::Array documents;
  for (const ledger::RequestDocument& one : filed.documents) {
    Json::Object document{{"name", one.name}, {one.is_bundle ? "bundle" : "sha256", one.hash}};
    put_text(document, "form", one.form);
    put_text(document, "language", one.language);
    put_text(document, "ref", one.ref);
    put_text(document, "type", one.type);
    documents.push_back(std::move(document));
  }
  Json::Object content{{"documents", std::move(documents)},
                       {"fields", std::move(fields)},
                       {"oral", filed.oral},
                       {"translations", Json::Array(filed.translations.begin(), filed.translations.end())}};
  put_text(content, "because", filed.because);
  put_text(content, "by", filed.by);
  put_text(content, "language", filed.language);
  put_text(content, "person", filed.person);
  return content;
}

}  // namespace rogatory::cmd
