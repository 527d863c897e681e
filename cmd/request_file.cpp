// rogatory request file CASE FILE [OPTION]…
#include <algorithm>

#include "base/file.hpp"
#include "cmd/request_act.hpp"
#include "cmd/request_view.hpp"
#include "cmd/time_option.hpp"
#include "registry/instrument_store.hpp"
#include "registry/request_filing.hpp"

namespace rogatory::cmd {
namespace {

using registry::DraftToFile;
using request::DraftFinding;

/// What is not right with the draft, as text; errors make it refused.
Error refused_draft(const std::vector<DraftFinding>& findings) {
  const auto errors = std::ranges::count(findings, request::Severity::error, &DraftFinding::severity);
  return Error(ErrorCode::refused, "the draft is not complete")
      .because(std::to_string(errors) + (errors == 1 ? " thing is" : " things are") + " missing that must be there")
      .next("complete it, or file it with --incomplete --reason TEXT");
}

class RequestFile : public Command {
 public:
  void setup(Options& options) override {
    options.argument("CASE", m_case, "a case of this home, by id, reference or title");
    options.argument("FILE", m_file, "the draft (request draft writes one)");
    options.text("--title", m_title, "what it is called (default: what is asked for, and of whom)");
    options.flag("--incomplete", m_incomplete, "file it although something is missing; wants --reason");
    options.text("--reason", m_reason, "why it is filed although something is missing");
    options.text("--at", m_at, "TIME", "when it was made, with Z or an offset (default: now)");
    options.text("--told-by", m_told_by, "we were asked by somebody who has no ledger: who told it");
    options.choice("--means", m_means,
                   {"telephone", "interpol", "sis", "post", "diplomatic", "in-person", "electronic"}, "HOW",
                   "by which means we were asked");
    options.text("--ref", m_ref, "the number of the letter, the message, the note");
    m_act.setup_without_case(options);
  }

  [[nodiscard]] Help help() const override {
    std::vector<ExitLine> exits = request_exits({0, "filed"});
    exits.back() = {31, "the draft has errors and nobody said --incomplete; or the clock looks wrong (--clock-ok)"};
    return {.about =
                "Files a draft as a request in a case: its rules (the instrument, its protocols, declarations) are "
                "frozen in the entry, so that both sides count by the same, and the hash of the entry is its id. A "
                "draft with errors is refused unless it is filed as incomplete, with a reason.",
            .examples = {{"rogatory request file 3f9a draft.json", "a draft that its check passes"},
                         {"rogatory request file 3f9a draft.json --incomplete --reason 'the translation follows'",
                          "in time rather than complete"}},
            .exits = std::move(exits)};
  }

  Result<void> check() override {
    ROG_TRY(m_act.check());
    if (m_at) {
      ROG_TRY(parse_moment_option("--at", *m_at));
    }
    if (m_incomplete != m_reason.given.has_value()) {
      return fail(Error(ErrorCode::usage, "what is filed incomplete has a reason")
                      .next("give --incomplete and --reason TEXT, or neither"));
    }
    if (m_told_by.given.has_value() == m_means.empty()) {
      return fail(Error(ErrorCode::usage, "a report says who told it and by which means")
                      .next("give --told-by WHO and --means HOW, or neither"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const Bytes bytes, base::load_file(context.fs, m_file, request::k_draft_size));
    ROG_TRY_ASSIGN(const request::Draft draft, request::parse_draft(bytes));
    ROG_TRY_ASSIGN(RequestDesk desk, m_act.open_case(context, m_case));
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, registry::load_instruments(desk.home()));
    ROG_TRY_ASSIGN(DraftToFile prepared, registry::prepare_filing(desk.home(), instruments, draft));
    show_findings(context.ui, prepared.findings);
    if (request::has_errors(prepared.findings) && !m_incomplete) {
      return fail(refused_draft(prepared.findings));
    }
    ROG_TRY(complete(context, desk, prepared.filed));
    ROG_TRY_ASSIGN(const registry::WrittenRequest written,
                   desk.write([&](const std::vector<registry::CaseRequest>& /*requests*/) {
                     return Result<ledger::RequestEvent>(prepared.filed);
                   }));
    Json::Object document = desk.show(written);
    Json::Array lines;
    std::ranges::transform(prepared.findings, std::back_inserter(lines), request::line_of);
    document["findings"] = std::move(lines);
    document["name"] = written.request.name();
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  static void show_findings(Ui& ui, const std::vector<DraftFinding>& findings) {
    for (const DraftFinding& finding : findings) {
      ui.note(std::string(request::text_of(finding.severity)) + ": " + request::line_of(finding));
    }
  }

  Result<void> complete(Context& context, RequestDesk& desk, ledger::RequestFiled& filed) const {
    filed.happened_at = {.at = context.clock.now(), .known = ledger::TimeKnown::observed, .zone = desk.card().zone};
    if (m_at) {
      ROG_TRY_ASSIGN(filed.happened_at.at, parse_moment_option("--at", *m_at));
    }
    ROG_TRY_ASSIGN(filed.incomplete, read_optional_text(context, m_reason));
    ROG_TRY_ASSIGN(filed.entered_for, m_act.entered_for(context));
    ROG_TRY_ASSIGN(const std::optional<std::string> title, read_optional_text(context, m_title));
    filed.title = title.value_or(words_of(filed.measures.empty() ? "request" : filed.measures.front()) + ", " +
                                 filed.requested.name);
    ROG_TRY_ASSIGN(const std::optional<std::string> told_by, read_optional_text(context, m_told_by));
    if (told_by) {
      filed.happened_at.known = ledger::TimeKnown::reported;
      ROG_TRY_ASSIGN(filed.reported, told(context, *told_by));
    }
    const request::Side side = filed.reported ? request::Side::requested : request::Side::requesting;
    ROG_TRY_ASSIGN(filed.role, m_act.role(desk.officer(), roles_of_side(side)));
    return {};
  }

  Result<ledger::ToldBy> told(Context& context, const std::string& by) const {
    ledger::ToldBy told{.by = by};
    std::string means = m_means;
    std::ranges::replace(means, '-', '_');
    ROG_TRY_ASSIGN(told.means, ledger::parse_told_means(means));
    ROG_TRY_ASSIGN(told.ref, read_optional_text(context, m_ref));
    return told;
  }

  std::string m_case, m_file, m_means;
  FreeText m_title, m_reason, m_told_by, m_ref;
  std::optional<std::string> m_at;
  bool m_incomplete = false;
  RequestActOptions m_act;
};

}  // namespace

std::unique_ptr<Command> make_request_file() { return std::make_unique<RequestFile>(); }

}  // namespace rogatory::cmd
