// rogatory ledger verify CASE|DIR|FILE
#include "cmd/command.hpp"
#include "cmd/excerpt_report.hpp"
#include "cmd/ledger_report.hpp"
#include "cmd/reading_options.hpp"

namespace rogatory::cmd {
namespace {

class LedgerVerify : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE|DIR|FILE", m_case, "a case, by id, reference or title; a cloned ledger; or an excerpt");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Checks every log of a case: who signed each entry and whether he could, that none is missing, altered "
                "or out of order, that its checkpoint is of all of them, and that the logs bear each other out. With "
                "a key (--identity, or the home's where it is unlocked) the bodies too. Says who witnessed each log "
                "up to where. The table of checks stands in rogatory-ledger(5), and a recipe that needs stock tools "
                "only. The story that the entries tell is not judged. Of an excerpt (ledger excerpt) its entries are "
                "checked, and nothing but trust is needed.",
            .examples = {{"rogatory ledger verify 3f9a", "a case of this home, trusting its peers"},
                         {"rogatory ledger verify ./clone --trust roots.txt --identity key.txt", "without a home"},
                         {"rogatory ledger verify excerpt.rogx --trust roots.txt", "what a court was given"}},
            .exits = {{0, "PASS, or PASS (outside) where bodies were not opened"},
                      {10, "no such case or directory"},
                      {20,
                       "FAIL: a hash, signature, order or head is wrong (of several the first of 20, 23, 24, 25, "
                       "21, 22 decides)"},
                      {21, "INCOMPLETE: a body, a card or the newest entries are missing"},
                      {22, "UNTRUSTED: valid, but the authority or an officer is not trusted"},
                      {23, "FAIL: two histories of one log, or two cards of one version, both signed"},
                      {24, "FAIL: not a ledger, or not in its one form"},
                      {25,
                       "FAIL: a body that is not what its author committed to, or an entry that its own authority "
                       "disputes"}}};
  }

  Result<int> run(Context& context) override {
    if (is_file(context)) {
      return verify_excerpt(context);
    }
    ROG_TRY_ASSIGN(const registry::CaseAccess access,
                   m_reading.case_access(context, m_case, registry::KeyUse::if_open));
    ROG_TRY_ASSIGN(const ledger::CaseReport report,
                   ledger::verify_case(
                       *access.source,
                       {.trust = access.trust,
                        .identities = access.identities,
                        .expected = access.case_id,
                        .forked = access.forked},
                       [](const ledger::SeenEntry&) { return Result<void>(); }, context.progress));
    show_report(context.ui, access.name, report);
    context.ui.document(report_document(access.name, report));
    return report.exit_status();
  }

 private:
  bool is_file(Context& context) const {
    const base::SysResult<struct stat> status = context.fs.stat_at(AT_FDCWD, m_case, 0);
    return status && S_ISREG(status->st_mode);
  }

  Result<int> verify_excerpt(Context& context) const {
    ROG_TRY_ASSIGN(const registry::ReadingAccess access, m_reading.access(context, registry::KeyUse::if_open, {}));
    ROG_TRY_ASSIGN(const ledger::Excerpt excerpt, ledger::load_excerpt(context.fs, m_case));
    const ledger::ExcerptReport report = ledger::verify_excerpt(excerpt, access.trust);
    show_report(context.ui, m_case, report);
    context.ui.document(report_document(m_case, report));
    return report.exit_status();
  }

  std::string m_case;
  ReadingOptions m_reading;
};

}  // namespace

std::unique_ptr<Command> make_ledger_verify() { return std::make_unique<LedgerVerify>(); }

}  // namespace rogatory::cmd
