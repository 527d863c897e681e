// A draft as JSON.
#include <algorithm>

#include "request/draft.hpp"

namespace rogatory::request {
namespace {

Json side_document(const DraftSide& side) {
  Json::Object object{{"state", side.state}};
  if (side.authority) {
    object["authority"] = *side.authority;
  }
  return object;
}

Json enclosed_document(const DraftDocument& document) {
  Json::Object object{{"ref", document.ref},
                      {"type", document.type},
                      {"form", document.form},
                      {"name", document.name},
                      {"sha256", document.sha256}};
  if (document.language) {
    object["language"] = *document.language;
  }
  return object;
}

Json::Array list_of(const std::vector<std::string>& values) { return {values.begin(), values.end()}; }

Json::Object draft_members(const Draft& draft) {
  Json::Object fields;
  for (const auto& [ref, text] : draft.fields) {
    fields[ref] = text;
  }
  Json::Array documents;
  std::ranges::transform(draft.documents, std::back_inserter(documents), enclosed_document);
  Json::Object object{{"format", "rogatory-draft/1"},
                      {"instrument", draft.instrument},
                      {"requesting", side_document(draft.requesting)},
                      {"requested", side_document(draft.requested)},
                      {"measures", list_of(draft.measures)},
                      {"fields", std::move(fields)},
                      {"documents", std::move(documents)}};
  const auto put = [&](const char* key, const std::optional<std::string>& value) {
    if (value) {
      object[key] = *value;
    }
  };
  put("person", draft.person);
  put("by", draft.by);
  put("because", draft.because);
  put("language", draft.language);
  for (const auto& [key, value] :
       {std::pair("urgent", draft.urgent), {"oral", draft.oral}, {"confidential", draft.confidential}}) {
    if (value) {
      object[key] = true;
    }
  }
  if (!draft.layers.empty()) {
    object["layers"] = list_of(draft.layers);
  }
  if (!draft.translations.empty()) {
    object["translations"] = list_of(draft.translations);
  }
  return object;
}

}  // namespace

Json document_of(const Draft& draft) { return draft_members(draft); }

Json document_of(const Draft& draft, const RuleSet& rules) {
  Json::Object help;
  for (const auto& [ref, text] : draft.fields) {
    const Content* content = find_content(rules, ref);
    if (text.empty() && content != nullptr) {
      help[ref] = std::string(text_of(content->duty)) + ": " + content->provision.text;
    }
  }
  for (const RequiredDocument& document : rules.law.documents) {
    const auto same = [&](const DraftDocument& one) { return one.ref == document.provision.ref; };
    if (is_asked_for(document.applies, draft) && std::ranges::none_of(draft.documents, same)) {
      help["attach " + document.provision.ref] = std::string(text_of(document.duty)) + ": " + document.provision.text;
    }
  }
  Json::Object object = draft_members(draft);
  if (!help.empty()) {
    object["help"] = std::move(help);
  }
  return object;
}

}  // namespace rogatory::request
