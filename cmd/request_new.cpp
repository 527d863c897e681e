// rogatory request new --to AUTHORITY --for MEASURE (--case CASE | --open TITLE)
#include <algorithm>

#include "base/text.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/draft_edit.hpp"
#include "cmd/draft_guide.hpp"
#include "cmd/filing_guide.hpp"
#include "cmd/home_access.hpp"
#include "cmd/question.hpp"
#include "cmd/text_option.hpp"
#include "registry/case_open.hpp"
#include "registry/instrument_store.hpp"
#include "registry/peers.hpp"
#include "registry/seal.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::string_view k_field_example = "REF=TEXT, '8(1)(e)'=@facts.txt";
constexpr std::string_view k_document_example = "REF=FILE, '12(2)(a)'=warrant.pdf";

class RequestNew : public Command {
 public:
  void setup(Options& options) override {
    setup_wishes(options, m_wishes);
    options.text("--draft", m_draft, "DRAFT", "go on with a draft: D-… of the home, or a file");
    options.list("--set", m_fields, "REF=TEXT", "a field and what it says: TEXT, @FILE or -");
    options.list("--attach", m_documents, "REF=FILE", "a document, under the sub-paragraph that asks for it");
    options.choice("--form", m_form, {"original", "authenticated_copy", "copy"}, "FORM",
                   "of what --attach names (default: copy)");
    options.text("--case", m_case.named, "CASE", "the case in which it is filed, by id, reference or title");
    options.text("--open", m_case.opened_as, "open a case of this title for it");
    m_filing.setup(options);
  }

  [[nodiscard]] Help help() const override {
    std::vector<ExitLine> exits = request_exits({0, "filed"});
    exits.back() = {31, "something is missing and nobody said --incomplete: the draft is kept; or as request draft"};
    return {.about =
                "Makes a request in one go: draft, fields and documents, check, case and filing. Who sits at a "
                "terminal is asked for what no option said, field by field, each with its sub-paragraph and what it "
                "has to say, and signs what was shown; nobody else is asked. The draft is kept in the home, encrypted, "
                "from the first answer on, so that whoever stops goes on with --draft.",
            .examples = {{"rogatory request new --to DE --for arrest", "asks for the rest"},
                         {"rogatory request new --draft D-0a1b", "goes on where it was left"},
                         {"rogatory request new --to th-ag --for bank-records --language fr --translation th --set "
                          "'18(15)(c)'=@facts.txt --case 3f9a --role CA-R",
                          "from a script"}},
            .exits = std::move(exits)};
  }

  Result<void> check() override {
    ROG_TRY(check_wishes(m_wishes));
    ROG_TRY(m_filing.check());
    for (const std::string& field : m_fields) {
      ROG_TRY(parse_assignment(field, k_field_example));
    }
    for (const std::string& document : m_documents) {
      ROG_TRY(parse_assignment(document, k_document_example));
    }
    if (!m_case.named.empty() && m_case.opened_as.given) {
      return fail(Error(ErrorCode::usage, "it is filed in one case").next("give --case CASE or --open TITLE"));
    }
    if (!m_draft.empty() && names_sides(m_wishes)) {
      return fail(Error(ErrorCode::usage, "of whom it is asked, and under what, stands in the draft already")
                      .next("rogatory request new --draft " + m_draft + "; or without --draft to begin anew"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    m_is_guided = is_guided(context);
    if (!m_is_guided && !m_case.is_said()) {
      return fail(Error(ErrorCode::usage, "in which case is it filed?").next("give --case CASE or --open TITLE"));
    }
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, registry::load_instruments(home));
    ROG_TRY_ASSIGN(DraftPlace place, begin(context, instruments));
    Result<int> done = go_on(context, home, instruments, place);
    if (!done) {
      context.ui.note("what was said so far is kept: rogatory request new --draft " + place.name() +
                      (m_opened.empty() ? "" : " --case " + m_opened) + " goes on");
    }
    return done;
  }

 private:
  Result<DraftPlace> begin(Context& context, const request::InstrumentSet& instruments) {
    if (!m_draft.empty()) {
      return DraftPlace::open(context, m_draft);
    }
    ROG_TRY_ASSIGN(const DraftSides sides,
                   m_is_guided ? ask_wishes(context, instruments, m_wishes) : sides_of(context, m_wishes));
    ROG_TRY(choose_instrument(applicable_to(instruments, sides, m_wishes), sides, m_wishes));
    ROG_TRY_ASSIGN(const request::Draft draft, draft_of(context, instruments, sides, m_wishes));
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, draft));
    ROG_TRY_ASSIGN(DraftPlace place, DraftPlace::create(context, {}, draft, rules));
    context.ui.note("draft " + place.name() + ", under " + under(draft));
    return place;
  }

  Result<int> go_on(Context& context, const registry::Home& home, const request::InstrumentSet& instruments,
                    DraftPlace& place) {
    ROG_TRY(fill(context, instruments, place));
    ROG_TRY_ASSIGN(registry::DraftToFile prepared, registry::prepare_filing(home, instruments, place.draft()));
    note_findings(context.ui, prepared.findings);
    ROG_TRY(settle_findings(context, place, prepared.findings));
    ROG_TRY(settle_role(context, home));
    ROG_TRY(settle_case(context, home, place.draft()));
    ROG_TRY_ASSIGN(const std::string case_id, case_to_file_in(context, home, place.draft()));
    ROG_TRY_ASSIGN(RequestDesk desk, m_filing.act().open_case(context, case_id));
    ROG_TRY(m_filing.file(context, desk, prepared, place, false));
    return 0;
  }

  /// What options say of fields and documents, then what is asked.
  Result<void> fill(Context& context, const request::InstrumentSet& instruments, DraftPlace& place) {
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, place.draft()));
    if (!m_draft.empty()) {  // of a new one they are in it
      ROG_TRY(apply_circumstances(context, m_wishes, rules, place.draft()));
    }
    for (const std::string& field : m_fields) {
      ROG_TRY_ASSIGN(const Assignment said, parse_assignment(field, k_field_example));
      ROG_TRY(set_field(context, place.draft(), rules, said.ref, {.given = said.given}));
    }
    for (const std::string& document : m_documents) {
      ROG_TRY_ASSIGN(const Assignment said, parse_assignment(document, k_document_example));
      const Enclosure enclosure{.ref = said.ref, .file = said.given, .type = {}, .form = m_form};
      ROG_TRY(enclose(context, place.draft(), rules, enclosure));
    }
    if (!m_fields.empty() || !m_documents.empty() || names_circumstances(m_wishes)) {
      ROG_TRY(place.save(rules));
    }
    if (m_is_guided) {
      ROG_TRY(ask_circumstances(context, place, rules));
      ROG_TRY(ask_contents(context, place, rules));
      ROG_TRY(ask_documents(context, place, rules));
    }
    return {};
  }

  /// Before a case is opened for it: errors want a reason.
  Result<void> settle_findings(Context& context, const DraftPlace& place,
                               const std::vector<request::DraftFinding>& findings) {
    if (!request::has_errors(findings) || m_filing.is_incomplete()) {
      return {};
    }
    if (m_is_guided) {
      ROG_TRY(ask_reason(context, m_filing));
    }
    return m_filing.is_incomplete() ? Result<void>() : fail(refused_draft(findings, place.name()));
  }

  Result<void> settle_role(Context& context, const registry::Home& home) {
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    ROG_TRY_ASSIGN(const crypto::Officer officer, registry::acting_officer(chain, writing_of(context).officer,
                                                                           crypto::May::entry, context.clock.now()));
    m_officer = officer.id;
    const std::vector<request::Role> roles = roles_of_side(request::Side::requesting);
    const Result<std::string> role = m_filing.act().role(officer, roles);
    if (role || !m_is_guided) {
      return role ? Result<void>() : fail(role.error());
    }
    return ask_role(context, m_filing.act());
  }

  Result<void> settle_case(Context& context, const registry::Home& home, const request::Draft& draft) {
    if (!m_is_guided) {
      return {};
    }
    if (!m_case.is_said()) {
      ROG_TRY(ask_case(context, home, m_case));
    }
    return confirm_filing(context, speaker(home, m_officer), draft, m_filing, m_case);
  }

  /// The case that was named, or a new one: with the requested authority, where it is a peer.
  Result<std::string> case_to_file_in(Context& context, const registry::Home& home, const request::Draft& draft) {
    if (!m_case.named.empty()) {
      return m_case.named;
    }
    registry::NewCase wanted;
    ROG_TRY_ASSIGN(wanted.title, read_text(context, m_case.opened_as, "Title of the case:"));
    const std::optional<std::string>& requested = draft.requested.authority;
    if (requested && registry::load_peer(home, *requested)) {
      wanted.with = {*requested};
    }
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const registry::OpenedCase opened,
                   registry::open_case(home, keys, wanted, writing_of(context), context.clock));
    context.ui.note("case " + opened.id.text() + " is opened for it");
    m_opened = opened.id.text();
    return m_opened;
  }

  DraftWishes m_wishes;
  std::string m_draft, m_officer;
  CaseChoice m_case;
  std::string m_opened;  // the id of a case that was opened for it
  std::string m_form = "copy";
  std::vector<std::string> m_fields, m_documents;
  bool m_is_guided = false;
  FilingOptions m_filing;
};

}  // namespace

std::unique_ptr<Command> make_request_new() { return std::make_unique<RequestNew>(); }

}  // namespace rogatory::cmd
