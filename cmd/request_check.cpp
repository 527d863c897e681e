// rogatory request check DRAFT
#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/draft_place.hpp"
#include "request/lint.hpp"

namespace rogatory::cmd {
namespace {

using request::DraftFinding;
using request::Severity;

Json finding_document(const DraftFinding& finding) {
  Json::Object object{{"rule", finding.rule},
                      {"severity", std::string(text_of(finding.severity))},
                      {"text", finding.text},
                      {"verified", std::string(text_of(finding.verified))}};
  if (!finding.ref.empty()) {
    object["ref"] = finding.ref;
  }
  if (!finding.url.empty()) {
    object["url"] = finding.url;
  }
  return object;
}

void show_finding(Ui& ui, const DraftFinding& finding) {
  const bool is_error = finding.severity == Severity::error;
  ui.line({{std::string(text_of(finding.severity)) + ": ", is_error ? Tone::bad : Tone::warning}, {line_of(finding)}});
  if (!finding.ref.empty()) {
    ui.line("  " + request::known_words(finding.verified) + (finding.url.empty() ? "" : ": " + finding.url));
  }
}

class RequestCheck : public Command {
 public:
  void setup(Options& options) override {
    options.argument("DRAFT", m_place, "a draft: D-… of the home, or a file");
    options.list("--accepts", m_accepts, "LANG",
                 "a language that the requested authority accepts; by default what the home knows of it");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Holds a draft against the rules of its instrument, with the protocols that it names, and says like a "
                "compiler what is missing: errors for what must be in a request, warnings for what should be. Each "
                "names the sub-paragraph, how its wording is known and where it can be read. Of a file it works "
                "without a home.",
            .examples = {{"rogatory request check D-0a1b", "what the draft lacks"},
                         {"rogatory request check letter.json --accepts de", "where no home knows the authority"}},
            .exits = {{0, "no errors; there may be warnings"},
                      {10, "no such draft, or no such instrument"},
                      {12, "wrong passphrase, of a draft in the home"},
                      {24, "the file is no draft"},
                      {31, "there are errors: it is not filed as it is"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, open_instruments(context));
    ROG_TRY_ASSIGN(DraftPlace place, DraftPlace::open(context, m_place));
    const request::Draft& draft = place.draft();
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, draft));
    ROG_TRY_ASSIGN(const std::vector<std::string> accepted, accepted_languages(context, draft));
    const std::vector<DraftFinding> findings = check_draft(instruments, rules, draft, accepted);
    const int status = has_errors(findings) ? base::exit_status(ErrorCode::refused) : 0;
    show(context.ui, findings);
    context.ui.note(status == 0
                        ? "next: rogatory request file CASE " + place.name()
                        : "next: rogatory request set " + place.name() +
                              " 'REF'=@FILE, or --person and what else is missing; request attach for documents");
    context.ui.document(document(rules, findings));
    return status;
  }

 private:
  Result<std::vector<std::string>> accepted_languages(Context& context, const request::Draft& draft) {
    if (!m_accepts.empty() || !draft.requested.authority) {
      return m_accepts;
    }
    ROG_TRY_ASSIGN(const auto known, find_authority(context, *draft.requested.authority));
    return known ? known->languages : std::vector<std::string>();
  }

  static std::uint64_t count(const std::vector<DraftFinding>& findings, Severity severity) {
    std::uint64_t number = 0;
    for (const DraftFinding& finding : findings) {
      number += finding.severity == severity ? 1U : 0U;
    }
    return number;
  }

  static void show(Ui& ui, const std::vector<DraftFinding>& findings) {
    bool all_read = true;
    for (const DraftFinding& finding : findings) {
      show_finding(ui, finding);
      all_read = all_read && (finding.ref.empty() || finding.verified == request::Verified::text);
    }
    ui.line(base::counted(count(findings, Severity::error), "error") + ", " +
            base::counted(count(findings, Severity::warning), "warning"));
    if (!all_read) {
      ui.line(k_not_advice);
    }
  }

  static Json document(const request::RuleSet& rules, const std::vector<DraftFinding>& findings) {
    Json::Array array;
    for (const DraftFinding& finding : findings) {
      array.push_back(finding_document(finding));
    }
    return Json::Object{{"errors", count(findings, Severity::error)},
                        {"findings", std::move(array)},
                        {"instrument", rules.law.id},
                        {"layers", Json::Array(rules.layers.begin(), rules.layers.end())},
                        {"rules_sha256", hash_of(rules).hex()},
                        {"warnings", count(findings, Severity::warning)}};
  }

  std::string m_place;
  std::vector<std::string> m_accepts;
};

}  // namespace

std::unique_ptr<Command> make_request_check() { return std::make_unique<RequestCheck>(); }

}  // namespace rogatory::cmd
