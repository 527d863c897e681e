// rogatory request set DRAFT REF=TEXT...
#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/draft_edit.hpp"
#include "cmd/draft_options.hpp"
#include "cmd/draft_place.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::string_view k_example = "REF=TEXT, '18(15)(c)'=@facts.txt";

class RequestSet : public Command {
 public:
  void setup(Options& options) override {
    options.argument("DRAFT", m_draft, "a draft: D-… of the home, or a file");
    options.arguments("REF=TEXT", m_assignments, "a sub-paragraph and what it says: TEXT, @FILE or -", Need::optional);
    setup_circumstances(options, m_wishes);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Fills fields of a draft, each named by the sub-paragraph that asks for it; an empty text empties the "
            "field. Options say what is asked for, about whom, in which language and by when, in place of what the "
            "draft says. It is replaced as a whole, or stays as it was.",
        .examples = {{"rogatory request set D-0a1b '18(15)(c)'=@facts.txt", "a field from a file"},
                     {"rogatory request set D-0a1b --person convicted --translation de", "what stands beside them"}},
        .exits = {{0, "set"},
                  {5, "somebody else changed the draft meanwhile"},
                  {10, "no such draft, or the instrument has no such field"},
                  {12, "wrong passphrase, of a draft in the home"},
                  {24, "the file is no draft"},
                  {50, "the disk is full; the draft is as it was"}}};
  }

  Result<void> check() override {
    if (m_assignments.empty() && !names_circumstances(m_wishes)) {
      return fail(Error(ErrorCode::usage, "nothing is set").next("e.g. '18(15)(c)'=@facts.txt, or --person accused"));
    }
    for (const std::string& assignment : m_assignments) {
      ROG_TRY(parse_assignment(assignment, k_example));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, open_instruments(context));
    ROG_TRY_ASSIGN(DraftPlace place, DraftPlace::open(context, m_draft));
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, place.draft()));
    ROG_TRY(apply_circumstances(context, m_wishes, rules, place.draft()));
    Json::Array refs;
    for (const std::string& text : m_assignments) {
      ROG_TRY_ASSIGN(const Assignment assignment, parse_assignment(text, k_example));
      ROG_TRY(set_field(context, place.draft(), rules, assignment.ref, {.given = assignment.given}));
      refs.emplace_back(assignment.ref);
    }
    ROG_TRY(place.save(rules));
    const std::size_t empty = empty_fields(place.draft());
    context.ui.line("Set in " + place.name() + ": " + base::counted(refs.size(), "field") + "; " +
                    std::to_string(empty) + " still empty");
    context.ui.note("next: rogatory request check " + place.name());
    context.ui.document(Json::Object{{"draft", place.name()}, {"empty", empty}, {"fields", std::move(refs)}});
    return 0;
  }

 private:
  std::string m_draft;
  std::vector<std::string> m_assignments;
  DraftWishes m_wishes;
};

}  // namespace

std::unique_ptr<Command> make_request_set() { return std::make_unique<RequestSet>(); }

}  // namespace rogatory::cmd
