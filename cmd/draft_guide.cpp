#include "cmd/draft_guide.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/draft_edit.hpp"
#include "cmd/home_access.hpp"
#include "cmd/question.hpp"
#include "request/data_rows.hpp"

namespace rogatory::cmd {
namespace {

using request::Applicable;
using request::Bound;

Result<DraftSides> ask_addressee(Context& context, DraftWishes& wishes) {
  if (!wishes.to.empty() || !wishes.to_state.empty()) {
    return sides_of(context, wishes);
  }
  DraftSides sides;
  const auto take = [&](const std::string& answer) -> Result<void> {
    wishes.to = answer;
    ROG_TRY_ASSIGN(sides, sides_of(context, wishes));
    return {};
  };
  ROG_TRY(ask_until_taken(context.prompt, "Of whom is it asked: an authority, or its State (DE)?", take));
  return sides;
}

Result<void> ask_measures(Context& context, DraftWishes& wishes) {
  if (!wishes.measures.empty()) {
    return {};
  }
  context.prompt.say(
      "arrest, provisional-arrest, extradition, surrender; or evidence: search, bank-records, service …");
  return ask_until_taken(context.prompt, "What is asked for (several with commas)?",
                         [&](const std::string& answer) -> Result<void> {
                           std::vector<std::string> measures = comma_list(answer);
                           std::ranges::transform(measures, measures.begin(), name_typed);
                           if (measures.empty() || !std::ranges::all_of(measures, request::is_name)) {
                             return fail(ErrorCode::usage, "words such as search or bank-records are needed");
                           }
                           wishes.measures = std::move(measures);
                           return {};
                         });
}

Result<void> ask_instrument(Context& context, const request::InstrumentSet& instruments, const DraftSides& sides,
                            DraftWishes& wishes) {
  if (!wishes.instrument.empty()) {
    return {};
  }
  const std::vector<Applicable> applicable = applicable_to(instruments, sides, wishes);
  std::string first;
  for (const Applicable& one : applicable) {
    const bool binds = one.bound == Bound::yes;
    context.prompt.say("  " + one.instrument->id + "  " + one.instrument->title +
                       (binds ? "" : " (whether both are bound is not known here)"));
    if (binds && first.empty()) {
      first = one.instrument->id;
    }
  }
  const std::string question = "Under which instrument?" + (first.empty() ? "" : " [" + first + "]");
  return ask_until_taken(context.prompt, question, [&](const std::string& answer) -> Result<void> {
    if (answer.empty() || answer == first) {
      return choose_instrument(applicable, sides, wishes);
    }
    ROG_TRY(instruments.get(answer));
    wishes.instrument = answer;
    return {};
  });
}

Result<void> ask_person(Context& context, DraftPlace& place) {
  return ask_until_taken(context.prompt, "The person is accused, convicted or in-absentia?",
                         [&](const std::string& answer) -> Result<void> {
                           const std::string kind = name_typed(answer);
                           if (kind != "accused" && kind != "convicted" && kind != "in_absentia") {
                             return fail(ErrorCode::usage, "one of: accused, convicted, in-absentia");
                           }
                           place.draft().person = kind;
                           return {};
                         });
}

Result<void> ask_language(Context& context, DraftPlace& place) {
  return ask_until_taken(context.prompt, "In which language is it written (fr, de …)? [not said]",
                         [&](const std::string& answer) -> Result<void> {
                           request::Draft changed = place.draft();
                           changed.language = answer.empty() ? std::nullopt : std::optional(answer);
                           ROG_TRY(check_draft_form(changed));
                           place.draft() = std::move(changed);
                           return {};
                         });
}

/// "eaw 8(1)(a), must: identity and nationality of the person"
void say_rule(Context& context, const request::RuleSet& rules, const request::Provision& provision,
              request::Duty duty) {
  context.prompt.say(
      name_of(rules, provision) + ", " + std::string(text_of(duty)) + ": " + provision.text +
      (provision.verified == request::Verified::text ? "" : " (" + request::known_words(provision.verified) + ")"));
}

Result<void> ask_field(Context& context, DraftPlace& place, const request::RuleSet& rules,
                       const request::Content& content) {
  say_rule(context, rules, content.provision, content.duty);
  return ask_until_taken(context.prompt, "  text, or @FILE [left open]",
                         [&](const std::string& answer) -> Result<void> {
                           if (answer.empty()) {
                             return {};
                           }
                           // An @ at the beginning names a file, as on the line; - is a text here.
                           const FreeText text{.given = answer, .is_literal = !answer.starts_with('@')};
                           ROG_TRY(set_field(context, place.draft(), rules, content.provision.ref, text));
                           return place.save(rules);
                         });
}

/// The form of a document is the clerk's word, so it is asked and not presumed.
Result<void> ask_form(Context& context, const std::string& wanted, std::string& form) {
  return ask_until_taken(context.prompt, "  original, authenticated_copy or copy? (" + wanted + " is asked for)",
                         [&](const std::string& answer) -> Result<void> {
                           form = name_typed(answer);
                           if (form != "original" && form != "authenticated_copy" && form != "copy") {
                             return fail(ErrorCode::usage, "one of: original, authenticated_copy, copy");
                           }
                           return {};
                         });
}

Result<void> ask_document(Context& context, DraftPlace& place, const request::RuleSet& rules,
                          const request::RequiredDocument& required) {
  say_rule(context, rules, required.provision, required.duty);
  Enclosure enclosure{.ref = required.provision.ref, .file = {}, .type = required.types.front(), .form = "copy"};
  const auto take = [&](const std::string& answer) -> Result<void> {
    if (answer.empty()) {
      return {};
    }
    Enclosure tried = enclosure;
    tried.file = answer;
    request::Draft draft = place.draft();
    ROG_TRY(enclose(context, draft, rules, tried));
    enclosure.file = answer;
    return {};
  };
  ROG_TRY(ask_until_taken(context.prompt, "  its file [not enclosed]", take));
  if (enclosure.file.empty()) {
    return {};
  }
  if (required.form != "copy") {
    ROG_TRY(ask_form(context, required.form, enclosure.form));
  }
  ROG_TRY(enclose(context, place.draft(), rules, enclosure));
  return place.save(rules);
}

bool is_enclosed(const request::Draft& draft, const request::RequiredDocument& required) {
  return std::ranges::any_of(draft.documents, [&](const request::DraftDocument& document) {
    return document.ref == required.provision.ref && std::ranges::count(required.types, document.type) > 0;
  });
}

}  // namespace

Result<DraftSides> ask_wishes(Context& context, const request::InstrumentSet& instruments, DraftWishes& wishes) {
  ROG_TRY_ASSIGN(DraftSides sides, ask_addressee(context, wishes));
  ROG_TRY(ask_measures(context, wishes));
  ROG_TRY(ask_instrument(context, instruments, sides, wishes));
  return sides;
}

Result<void> ask_circumstances(Context& context, DraftPlace& place, const request::RuleSet& rules) {
  const bool of_persons = rules.law.kind == "extradition" || rules.law.kind == "surrender";
  const bool wants_person = of_persons && !place.draft().person;
  if (wants_person) {
    ROG_TRY(ask_person(context, place));
    add_empty_fields(place.draft(), rules);
  }
  const bool wants_language = !place.draft().language;
  if (wants_language) {
    ROG_TRY(ask_language(context, place));
  }
  return wants_person || wants_language ? place.save(rules) : Result<void>();
}

Result<void> ask_contents(Context& context, DraftPlace& place, const request::RuleSet& rules) {
  for (const request::Content& content : rules.law.contents) {
    const auto field = place.draft().fields.find(content.provision.ref);
    const bool is_empty = field == place.draft().fields.end() || field->second.empty();
    if (is_empty && is_asked_for(content.applies, place.draft())) {
      ROG_TRY(ask_field(context, place, rules, content));
    }
  }
  return {};
}

Result<void> ask_documents(Context& context, DraftPlace& place, const request::RuleSet& rules) {
  for (const request::RequiredDocument& required : rules.law.documents) {
    if (is_asked_for(required.applies, place.draft()) && !is_enclosed(place.draft(), required)) {
      ROG_TRY(ask_document(context, place, rules, required));
    }
  }
  return {};
}

}  // namespace rogatory::cmd
