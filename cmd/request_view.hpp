// How a request and what became of it is told: to people and as JSON.
#pragma once

#include "cmd/context.hpp"
#include "registry/rules_check.hpp"

namespace rogatory::cmd {

/// "R-1f3a09bc7d": an id for people.
std::string request_name(const std::string& id);

/// Where the request is by each view, whose turn it is, and the next legal steps with article and who.
void show_state(Ui& ui, const registry::CaseRequest& request);
/// {"name","next","reported"?,"text"?,"turn"?}
Json state_document(const registry::CaseRequest& request);

/// What the request says: parties, instruments, fields, documents.
void show_filed(Ui& ui, const registry::CaseRequest& request);
Json::Object filed_document(const registry::CaseRequest& request);
/// Whether its rules are those of this home; nothing where they are.
void show_rules(Ui& ui, const request::RulesComparison& compared);
/// {"differences","here","why"?}
Json rules_document(const request::RulesComparison& compared);
/// What it says, whole: {"because"?,"by"?,"documents","fields","language"?,"oral","person"?,"translations"}
Json content_document(const registry::CaseRequest& request);

}  // namespace rogatory::cmd
