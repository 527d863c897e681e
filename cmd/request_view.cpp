#include "cmd/request_view.hpp"

#include <algorithm>

#include "base/spoken.hpp"
#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

using registry::CaseRequest;
using request::RequestState;
using request::Transition;

std::string roles_text(const Transition& transition) {
  std::vector<std::string> roles;
  roles.reserve(transition.roles.size());
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
  const request::State* const found = request::find_state(request.machine(), state.name);
  std::string text = base::spoken(state.name) + (found != nullptr && !found->text.empty() ? ": " + found->text : "");
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
  if (const request::State* const found = request::find_state(request.machine(), state.name)) {
    document["text"] = found->text;
  }
  if (state.turn) {
    document["turn"] = party_of(request, *state.turn);
  }
  return document;
}

Json authority_document(const ledger::RequestAuthority& authority) {
  return Json::Object{
      {"country", authority.country}, {"id", authority.id}, {"name", authority.name}, {"zone", authority.zone}};
}

std::string measures_text(const ledger::RequestFiled& filed) {
  std::vector<std::string> words;
  std::ranges::transform(filed.measures, std::back_inserter(words), base::spoken);
  return base::join(words, ", ") + (filed.person ? " of a person " + base::spoken(*filed.person) : "");
}

void put_text(Json::Object& into, const char* key, const std::optional<std::string>& text) {
  if (text) {
    into[key] = *text;
  }
}

/// What is special about it.
std::vector<std::string> marks_of(const ledger::RequestFiled& filed) {
  std::vector<std::string> marks;
  const auto add = [&](bool is_so, std::string mark) {
    if (is_so) {
      marks.push_back(std::move(mark));
    }
  };
  add(filed.urgent, "urgent");
  add(filed.oral, "asked by word of mouth");
  add(filed.confidential, "confidential");
  add(filed.language.has_value(), "in " + filed.language.value_or(""));
  add(!filed.translations.empty(), "translated into " + base::join(filed.translations, ", "));
  add(filed.by.has_value(), "wanted by " + filed.by.value_or("") + (filed.because ? " (" + *filed.because + ")" : ""));
  return marks;
}

}  // namespace

std::string request_name(const std::string& id) { return "R-" + id.substr(0, 10); }

void show_state(Ui& ui, const CaseRequest& request) {
  if (!request.rules) {
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
    ui.line("  next     " + base::spoken(one->event) + " (" + one->ref + ") by " + party_of(request, one->side) +
            " as " + roles_text(*one) + std::string(request::by_words(*one)));
  }
}

Json state_document(const CaseRequest& request) {
  if (!request.rules) {
    return Json::Object{{"problem", request.problem}};
  }
  Json::Object document{{"own", view_document(request, request.history.own)}};
  if (request.history.differs()) {
    document["reported"] = view_document(request, request.history.reported);
  }
  return document;
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

void show_rules(Ui& ui, const request::RulesComparison& compared) {
  if (compared.here != request::RulesHere::same) {
    ui.line({{"  beware   ", Tone::bad}, {request::sentence_of(compared), Tone::bad}});
  }
}

Json rules_document(const request::RulesComparison& compared) {
  Json::Object document{{"differences", Json::Array(compared.differences.begin(), compared.differences.end())},
                        {"here", request::text_of(compared.here)}};
  if (!compared.why.empty()) {
    document["why"] = compared.why;
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
