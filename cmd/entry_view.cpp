#include "cmd/entry_view.hpp"

#include "cmd/home_access.hpp"

namespace rogatory::cmd {

void warn_of_clock(Ui& ui, const ledger::Appended& appended) {
  if (appended.clock_behind) {
    ui.warn("the log's last entry lies " + std::to_string(*appended.clock_behind) +
            " seconds ahead of this clock; the new entry repeats its time and says so (clock_behind). If the clock is "
            "wrong, set it: date -u, timedatectl");
  }
}

Json::Object entry_document(const registry::Home& home, const ledger::CaseId& case_id, const std::string& officer,
                            const registry::WrittenEvent& written) {
  return Json::Object{{"authority", home.authority()}, {"case", case_id.text()}, {"entry", written.name()},
                      {"log", written.log.text()},     {"officer", officer},     {"seq", written.appended.last}};
}

Result<int> show_granted_key(Context& context, const registry::Home& home, const GrantedKey& key) {
  const ledger::CaseGranted& event = key.event;
  const std::string what = event.bundle ? "bundle " + *event.bundle : "compartment " + event.compartment;
  const crypto::SecretBytes text = key.identity.text();
  context.ui.note("recorded as " + key.written.name() + " by " + speaker(home, key.officer) + ", for " + event.to);
  context.ui.note("Keep it as you would keep the evidence: whoever has it reads it, and it cannot be taken back");
  context.ui.line("# case " + key.case_id.text() + ", " + what);
  context.ui.line("# public key: " + key.identity.recipient().text());
  context.ui.line(text.expose_text());
  Json::Object document = entry_document(home, key.case_id, key.officer, key.written);
  document["compartment"] = event.compartment;
  document["identity"] = text.expose_text();
  document["recipient"] = key.identity.recipient().text();
  document["to"] = event.to;
  if (event.bundle) {
    document["bundle"] = *event.bundle;
  }
  if (event.reason) {
    document["reason"] = *event.reason;
  }
  context.ui.document(std::move(document));
  return 0;
}

}  // namespace rogatory::cmd
