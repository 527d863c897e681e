#include "cmd/custody_reader.hpp"

#include "base/text.hpp"
#include "cmd/ledger_report.hpp"

namespace rogatory::cmd {

using registry::CustodyVerdict;

int status_of(const CustodyVerdict& verdict, int else_status) {
  return verdict.report.exit_status() != 0 ? verdict.report.exit_status() : else_status;
}

void show_verification(Ui& ui, const CustodyVerdict& verdict) {
  show_findings(ui, verdict.report);
  if (verdict.unread > 0) {
    ui.warn("no key at hand opens " + base::counted(verdict.unread, "entry", "entries") +
            ": what they tell is missing here");
  }
  ui.line("verified: " + std::string(base::word(verdict.report.verdict)) +
          (verdict.from_index ? " at " + verdict.verified_at.text() + ", nothing has changed since" : ""));
}

Json::Object verification_document(const std::string& name, const CustodyVerdict& verdict, int status) {
  return {{"name", base::to_utf8_lossy(name)},
          {"status", status},
          {"unread", verdict.unread},
          {"verdict", base::word(verdict.report.verdict)},
          {"verification", findings_document(verdict.report)},
          {"verified_at", verdict.verified_at.text()}};
}

}  // namespace rogatory::cmd
