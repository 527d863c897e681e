#include "cmd/renewal_view.hpp"

#include "base/text.hpp"
#include "cmd/case_view.hpp"
#include "cmd/entry_view.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

/// "rogatory case grant 3f9a es-ca -o es-ca-main.grant"; of several keys for one party each has its file.
std::string grant_line(const std::string& which, const registry::KeyToGrant& key) {
  const std::string compartment = key.compartment == "main" ? "" : " --compartment " + key.compartment;
  return "rogatory case grant " + which + " " + key.to + compartment + " -o " + key.to + "-" + key.compartment +
         ".grant";
}

}  // namespace

void show_renewal(Ui& ui, const registry::Home& home, const ledger::CaseId& case_id,
                  const registry::RenewedCase& renewed) {
  warn_of_clock(ui, renewed.written.appended);
  const std::string which = short_id(case_id);
  ui.line("  entry      " + renewed.written.name() + " by " + speaker(home, renewed.officer));
  if (!renewed.compartments.empty()) {
    ui.line("  keys       " + base::join(renewed.compartments, ", ") + ", from this entry on");
  }
  if (renewed.to_grant.empty()) {
    return;
  }
  ui.note("Next: the ledger for every party, and for each key that a party is to have a grant, for its case take." +
          std::string(renewed.compartments.empty() ? "" : " Until it has the new key, it writes under the old one"));
  ui.note("  rogatory ledger give " + which + " -o " + which + ".ledger");
  for (const registry::KeyToGrant& key : renewed.to_grant) {
    ui.note("  " + grant_line(which, key));
  }
}

Json::Object renewal_document(const registry::Home& home, const ledger::CaseId& case_id,
                              const registry::RenewedCase& renewed) {
  Json::Object document = entry_document(home, case_id, renewed.officer, renewed.written);
  document["compartments"] = Json::Array(renewed.compartments.begin(), renewed.compartments.end());
  Json::Array grants;
  for (const registry::KeyToGrant& key : renewed.to_grant) {
    grants.push_back(Json::Object{{"compartment", key.compartment}, {"to", key.to}});
  }
  document["grants"] = std::move(grants);
  return document;
}

}  // namespace rogatory::cmd
