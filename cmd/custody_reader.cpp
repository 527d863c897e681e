#include "cmd/custody_reader.hpp"

#include "base/text.hpp"
#include "cmd/ledger_report.hpp"
#include "ledger/custody_entry.hpp"

namespace rogatory::cmd {

Result<CustodyRead> read_custody(Context& context, const ReadingOptions& reading, const std::string& which) {
  ROG_TRY_ASSIGN(registry::CaseAccess access, reading.case_access(context, which, registry::KeyUse::required));
  std::vector<ledger::CustodyEntry> entries;
  std::uint64_t unread = 0;
  const auto take = [&](const ledger::SeenEntry& seen) -> Result<void> {
    if (seen.counts) {
      entries.push_back(ledger::custody_entry(seen.entry, seen.body));
      unread += seen.entry.body && seen.body == nullptr ? 1U : 0U;
    }
    return {};
  };
  ROG_TRY_ASSIGN(
      ledger::CaseReport report,
      ledger::verify_case(*access.source,
                          {.trust = access.trust, .identities = access.identities, .expected = access.case_id}, take,
                          context.progress));
  return CustodyRead{.access = std::move(access),
                     .report = std::move(report),
                     .table = ledger::fold_custody(entries),
                     .unread = unread};
}

void show_verification(Ui& ui, const CustodyRead& read) {
  show_findings(ui, read.report);
  if (read.unread > 0) {
    ui.warn("no key at hand opens " + base::counted(read.unread, "entry", "entries") +
            ": what they tell is missing here");
  }
  ui.line("verified: " + std::string(base::word(read.report.verdict)));
}

Json::Object verification_document(const CustodyRead& read, int status) {
  return {{"name", base::to_utf8_lossy(read.access.name)},
          {"status", status},
          {"unread", read.unread},
          {"verdict", base::word(read.report.verdict)},
          {"verification", findings_document(read.report)}};
}

}  // namespace rogatory::cmd
