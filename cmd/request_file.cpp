// rogatory request file CASE DRAFT [OPTION]…
#include "cmd/draft_place.hpp"
#include "cmd/filing.hpp"
#include "registry/instrument_store.hpp"

namespace rogatory::cmd {
namespace {

class RequestFile : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.argument("DRAFT", m_draft, "the draft: D-… of the home, or a file (request draft writes one)");
    m_filing.setup_with_report(options);
    options.flag("--keep", m_keep, "keep the draft in the home all the same");
  }

  [[nodiscard]] Help help() const override {
    std::vector<ExitLine> exits = request_exits({0, "filed"});
    exits.back() = {31, "the draft has errors and nobody said --incomplete; or the clock looks wrong (--clock-ok)"};
    return {.about =
                "Files a draft in a case: the request's rules (the instrument, its protocols, declarations) are "
                "frozen in the entry, so that both sides count by the same, and the hash of the entry is its id. A "
                "draft with errors is refused unless it is filed as incomplete, with a reason. A draft of the home is "
                "removed once it is filed: the ledger has it now.",
            .examples = {{"rogatory request file 3f9a D-0a1b", "a draft that its check passes"},
                         {"rogatory request file 3f9a draft.json --incomplete --reason 'the translation follows'",
                          "in time rather than complete"}},
            .exits = std::move(exits)};
  }

  Result<void> check() override { return m_filing.check(); }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(DraftPlace place, DraftPlace::open(context, m_draft));
    ROG_TRY_ASSIGN(RequestDesk desk, m_filing.act().open_case(context, m_case));
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, registry::load_instruments(desk.home()));
    ROG_TRY_ASSIGN(registry::DraftToFile prepared, registry::prepare_filing(desk.home(), instruments, place.draft()));
    note_findings(context.ui, prepared.findings);
    ROG_TRY(m_filing.file(context, desk, prepared, place, m_keep));
    return 0;
  }

 private:
  std::string m_case, m_draft;
  bool m_keep = false;
  FilingOptions m_filing;
};

}  // namespace

std::unique_ptr<Command> make_request_file() { return std::make_unique<RequestFile>(); }

}  // namespace rogatory::cmd
