#include "cmd/filing.hpp"

#include <algorithm>

#include "base/spoken.hpp"
#include "cmd/request_view.hpp"
#include "cmd/time_option.hpp"

namespace rogatory::cmd {
namespace {

using request::DraftFinding;

Json findings_lines(const std::vector<DraftFinding>& findings) {
  Json::Array lines;
  std::ranges::transform(findings, std::back_inserter(lines), request::line_of);
  return lines;
}

void discard_filed(Context& context, DraftPlace& place) {
  if (!place.is_in_home()) {
    return;
  }
  if (const Result<void> gone = place.discard(); !gone) {
    context.ui.warn("draft " + place.name() + " is filed and could not be removed: " + gone.error().sentence());
  } else {
    context.ui.note("draft " + place.name() + " is filed and no longer kept");
  }
}

}  // namespace

void FilingOptions::setup(Options& options) {
  options.text("--title", m_title, "what it is called (default: what is asked for, and of whom)");
  options.flag("--incomplete", m_incomplete, "file it although something is missing; wants --reason");
  options.text("--reason", m_reason, "why it is filed although something is missing");
  options.text("--at", m_at, "TIME", "when it was made, with Z or an offset (default: now)");
  m_act.setup_without_case(options);
}

void FilingOptions::setup_with_report(Options& options) {
  setup(options);
  options.text("--told-by", m_told_by, "we were asked by somebody who has no ledger: who told it");
  options.choice("--means", m_means, {"telephone", "interpol", "sis", "post", "diplomatic", "in-person", "electronic"},
                 "HOW", "by which means we were asked");
  options.text("--ref", m_ref, "the number of the letter, the message, the note");
}

Result<void> FilingOptions::check() const {
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

void FilingOptions::file_incomplete(const std::string& reason) {
  m_incomplete = true;
  m_reason = {.given = reason, .is_literal = true};
}

Result<void> FilingOptions::file(Context& context, RequestDesk& desk, registry::DraftToFile& prepared,
                                 DraftPlace& place, bool keep) const {
  if (request::has_errors(prepared.findings) && !m_incomplete) {
    return fail(refused_draft(prepared.findings, place.name()));
  }
  ROG_TRY(complete(context, desk, prepared.filed));
  ROG_TRY_ASSIGN(const registry::WrittenRequest written,
                 desk.write([&](const std::vector<registry::CaseRequest>& /*requests*/) {
                   return Result<ledger::RequestEvent>(prepared.filed);
                 }));
  if (!keep) {
    discard_filed(context, place);
  }
  Json::Object document = desk.show(written);
  document["findings"] = findings_lines(prepared.findings);
  document["name"] = written.request.name();
  context.ui.document(std::move(document));
  return {};
}

Result<void> FilingOptions::complete(Context& context, RequestDesk& desk, ledger::RequestFiled& filed) const {
  filed.happened_at = {.at = context.clock.now(), .known = ledger::TimeKnown::observed, .zone = desk.card().zone};
  if (m_at) {
    ROG_TRY_ASSIGN(filed.happened_at.at, parse_moment_option("--at", *m_at));
  }
  ROG_TRY_ASSIGN(filed.incomplete, read_optional_text(context, m_reason));
  ROG_TRY_ASSIGN(filed.entered_for, m_act.entered_for(context));
  ROG_TRY_ASSIGN(const std::optional<std::string> title, read_optional_text(context, m_title));
  filed.title = title.value_or(base::spoken(filed.measures.empty() ? "request" : filed.measures.front()) + ", " +
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

Result<ledger::ToldBy> FilingOptions::told(Context& context, const std::string& by) const {
  ledger::ToldBy told{.by = by};
  std::string means = m_means;
  std::ranges::replace(means, '-', '_');
  ROG_TRY_ASSIGN(told.means, ledger::parse_told_means(means));
  ROG_TRY_ASSIGN(told.ref, read_optional_text(context, m_ref));
  return told;
}

Error refused_draft(const std::vector<DraftFinding>& findings, const std::string& draft) {
  const auto errors = std::ranges::count(findings, request::Severity::error, &DraftFinding::severity);
  return Error(ErrorCode::refused, "the draft is not complete")
      .because(std::to_string(errors) + (errors == 1 ? " thing is" : " things are") + " missing that must be there")
      .next("complete it (rogatory request set " + draft + " REF=TEXT), or file it with --incomplete --reason TEXT");
}

void note_findings(Ui& ui, const std::vector<DraftFinding>& findings) {
  for (const DraftFinding& finding : findings) {
    ui.note(std::string(request::text_of(finding.severity)) + ": " + request::line_of(finding));
  }
}

}  // namespace rogatory::cmd
