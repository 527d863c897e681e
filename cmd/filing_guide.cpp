#include "cmd/filing_guide.hpp"

#include "base/text.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/draft_edit.hpp"
#include "cmd/question.hpp"

namespace rogatory::cmd {

Result<void> ask_reason(Context& context, FilingOptions& filing) {
  const auto take = [&](const std::string& answer) -> Result<void> {
    if (!answer.empty()) {
      filing.file_incomplete(answer);
    }
    return {};
  };
  return ask_until_taken(context.prompt, "Why is it filed although something is missing? [it is not filed]", take);
}

Result<void> ask_role(Context& context, RequestActOptions& act) {
  return ask_until_taken(context.prompt, "In which role is it signed: ISS, CA-R …?",
                         [&](const std::string& answer) { return act.take_role(answer); });
}

Result<void> ask_case(Context& context, const registry::Home& home, CaseChoice& choice) {
  const auto take_case = [&](const std::string& answer) -> Result<void> {
    if (answer.empty()) {
      return {};
    }
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY(registry::find_case(home, keys, answer));
    choice.named = answer;
    return {};
  };
  const auto take_title = [&](const std::string& answer) -> Result<void> {
    if (answer.empty()) {
      return fail(ErrorCode::usage, "this is needed");
    }
    choice.opened_as = {.given = answer, .is_literal = true};
    return {};
  };
  ROG_TRY(ask_until_taken(context.prompt, "In which case, by id, reference or title? [a new one]", take_case));
  return choice.is_said() ? Result<void>() : ask_until_taken(context.prompt, "Title of the case:", take_title);
}

Result<void> confirm_filing(Context& context, const std::string& signer, const request::Draft& draft,
                            const FilingOptions& filing, const CaseChoice& choice) {
  Prompt& prompt = context.prompt;
  prompt.say("This will be signed by " + signer + ":");
  prompt.say("  a request under " + under(draft) + " to " + draft.requested.authority.value_or(draft.requested.state) +
             ": " + base::join(draft.measures, ", "));
  const std::size_t said = draft.fields.size() - empty_fields(draft);
  prompt.say("  " + base::counted(said, "field") + ", " + base::counted(draft.documents.size(), "document") +
             (filing.is_incomplete() ? "; incomplete" : ""));
  prompt.say(choice.named.empty() ? "  in a new case" : "  in the case " + choice.named);
  return prompt.confirm("Sign and file?", Presumed::yes);
}

}  // namespace rogatory::cmd
