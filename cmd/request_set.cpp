// rogatory request set FILE REF=TEXT...
#include <algorithm>

#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

class RequestSet : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "a draft");
    options.arguments("REF=TEXT", m_assignments, "a sub-paragraph and what it says: TEXT, @FILE or -");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Fills fields of a draft, each named by the sub-paragraph that asks for it. An empty text empties the "
                "field. The file is replaced as a whole, or stays as it was.",
            .examples = {{"rogatory request set letter.json '18(15)(c)'=@facts.txt", "a field from a file"}},
            .exits = {{0, "set"},
                      {10, "no such file, or the instrument has no such field"},
                      {24, "the file is no draft"},
                      {50, "the disk is full; the file is as it was"}}};
  }

  Result<void> check() override {
    for (const std::string& assignment : m_assignments) {
      const std::size_t equals = assignment.find('=');
      if (equals == std::string::npos || equals == 0) {
        return fail(Error(ErrorCode::usage, assignment + " is not REF=TEXT").next("e.g. '18(15)(c)'=@facts.txt"));
      }
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, open_instruments(context));
    ROG_TRY_ASSIGN(request::Draft draft, load_draft(context, m_file));
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, draft));
    Json::Array refs;
    for (const std::string& assignment : m_assignments) {
      const std::size_t equals = assignment.find('=');
      const std::string ref = assignment.substr(0, equals);
      ROG_TRY(check_ref(rules, draft, ref));
      FreeText value;
      value.given = assignment.substr(equals + 1);
      ROG_TRY_ASSIGN(const auto text, read_optional_text(context, value));
      draft.fields[ref] = text.value_or("");
      refs.emplace_back(ref);
    }
    ROG_TRY(save_draft(context, m_file, draft, rules, true));
    const auto empty = static_cast<std::uint64_t>(
        std::ranges::count_if(draft.fields, [](const auto& field) { return field.second.empty(); }));
    context.ui.line("Set in " + m_file + ": " + base::counted(refs.size(), "field") + "; " + std::to_string(empty) +
                    " still empty");
    context.ui.note("next: rogatory request check " + m_file);
    context.ui.document(Json::Object{{"empty", empty}, {"fields", std::move(refs)}, {"file", m_file}});
    return 0;
  }

 private:
  static Result<void> check_ref(const request::RuleSet& rules, const request::Draft& draft, const std::string& ref) {
    // One that no rule asks for can still be emptied or mended, so that nothing is stuck in a draft.
    if (find_content(rules, ref) != nullptr || draft.fields.contains(ref)) {
      return {};
    }
    std::vector<std::string> known;
    for (const request::Content& content : rules.law.contents) {
      if (is_asked_for(content.applies, draft)) {
        known.push_back(content.provision.ref);
      }
    }
    return fail(Error(ErrorCode::not_found, rules.law.id + " has no field " + ref)
                    .because("this draft has " + base::join(known, ", "))
                    .next("rogatory request instruments show " + rules.law.id));
  }

  std::string m_file;
  std::vector<std::string> m_assignments;
};

}  // namespace

std::unique_ptr<Command> make_request_set() { return std::make_unique<RequestSet>(); }

}  // namespace rogatory::cmd
