#include "cmd/draft_options.hpp"

#include <algorithm>
#include <initializer_list>

#include "base/text.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"
#include "registry/countries.hpp"

namespace rogatory::cmd {
namespace {

using request::Applicable;
using request::Bound;

Error unknown_state(std::string_view option) {
  const std::string side = option == "--to" ? "requested" : "requesting";
  return Error(ErrorCode::usage, "the State of the " + side + " authority is not known")
      .next("give " + std::string(option) + "-state CC, or enter it: rogatory authority add");
}

Result<request::DraftSide> side_of(Context& context, const std::string& id, const std::string& state,
                                   std::string_view option) {
  if (request::is_state(id)) {
    ROG_TRY(registry::check_country(id));
    ROG_TRY_ASSIGN(const std::vector<std::string> known, authorities_of_state(context, id));
    if (known.size() != 1) {
      const std::string which = known.empty() ? "no authority of " + id + " is known here"
                                              : std::to_string(known.size()) + " authorities of " + id + " are known";
      return fail(Error(ErrorCode::usage, which)
                      .next(known.empty()
                                ? "enter it: rogatory authority add ID --country " + id + " --role ROLE --source TEXT"
                                : std::string(option) + " one of: " + base::join(known, ", ")));
    }
    return request::DraftSide{.authority = known.front(), .state = id};
  }
  request::DraftSide side{.authority = {}, .state = state};
  if (!id.empty()) {
    side.authority = id;
    ROG_TRY_ASSIGN(const auto known, find_authority(context, id));
    side.state = known && state.empty() ? known->party.country : state;
  }
  if (side.state.empty()) {
    return fail(unknown_state(option));
  }
  return side;
}

bool binds_both(const request::ApplicableLayer& layer) { return layer.bound == Bound::yes; }

}  // namespace

void setup_circumstances(Options& options, DraftWishes& wishes) {
  options.list("--for", wishes.measures, "MEASURE", "what is asked for: search, bank-records, service, extradition …");
  options.choice("--person", wishes.person, {"accused", "convicted", "in-absentia"}, "KIND", "the person concerned");
  options.flag("--urgent", wishes.urgent, "the request is urgent");
  options.flag("--oral", wishes.oral, "it is made orally first");
  options.flag("--confidential", wishes.confidential, "it is to be kept confidential");
  options.text("--by", wishes.by, "DATE", "a day by which an answer is wanted, YYYY-MM-DD");
  options.text("--because", wishes.because, "why by then");
  options.text("--language", wishes.language, "LANG", "the language in which it is written");
  options.list("--translation", wishes.translations, "LANG", "a language into which it was translated");
}

void setup_wishes(Options& options, DraftWishes& wishes) {
  options.text("--instrument", wishes.instrument, "ID",
               "the instrument (default: the first that binds both States, with its protocols)");
  options.list("--layer", wishes.layers, "ID", "a protocol or supplement that binds both States");
  options.text("--to", wishes.to, "AUTHORITY|CC", "the requested authority by its id, or its State");
  options.text("--to-state", wishes.to_state, "CC", "its State, where the home does not know it");
  options.text("--from", wishes.from, "AUTHORITY", "the requesting authority, by its id; by default that of the home");
  options.text("--from-state", wishes.from_state, "CC", "its State, where there is no home");
  setup_circumstances(options, wishes);
}

bool names_sides(const DraftWishes& wishes) {
  const std::initializer_list<const std::string*> texts{&wishes.instrument, &wishes.to, &wishes.to_state, &wishes.from,
                                                        &wishes.from_state};
  return !wishes.layers.empty() || !std::ranges::all_of(texts, [](const std::string* text) { return text->empty(); });
}

bool names_circumstances(const DraftWishes& wishes) {
  const bool in_lists = !wishes.measures.empty() || !wishes.translations.empty();
  const bool in_texts =
      !wishes.person.empty() || !wishes.by.empty() || !wishes.language.empty() || wishes.because.given.has_value();
  return in_lists || in_texts || wishes.urgent || wishes.oral || wishes.confidential;
}

Result<void> check_wishes(const DraftWishes& wishes) {
  for (const auto& [option, state] :
       {std::pair("--to-state", &wishes.to_state), {"--from-state", &wishes.from_state}}) {
    if (!state->empty() && !request::is_state(*state)) {
      return fail(ErrorCode::usage, std::string(option) + ": " + *state + " is not two capital letters, such as DE");
    }
  }
  return {};
}

Result<DraftSides> sides_of(Context& context, const DraftWishes& wishes) {
  DraftSides sides;
  ROG_TRY_ASSIGN(sides.requested, side_of(context, wishes.to, wishes.to_state, "--to"));
  if (wishes.from.empty() && wishes.from_state.empty()) {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    sides.requesting = {.authority = home.authority(), .state = chain.newest().country};
  } else {
    ROG_TRY_ASSIGN(sides.requesting, side_of(context, wishes.from, wishes.from_state, "--from"));
  }
  return sides;
}

std::vector<Applicable> applicable_to(const request::InstrumentSet& instruments, const DraftSides& sides,
                                      const DraftWishes& wishes) {
  const std::optional<std::string> measure =
      wishes.measures.empty() ? std::nullopt : std::optional(name_typed(wishes.measures.front()));
  return request::instruments_between(instruments, sides.requesting.state, sides.requested.state, measure);
}

Result<void> choose_instrument(const std::vector<Applicable>& applicable, const DraftSides& sides,
                               DraftWishes& wishes) {
  if (!wishes.instrument.empty()) {
    return {};
  }
  const auto found = std::ranges::find(applicable, Bound::yes, &Applicable::bound);
  if (found == applicable.end()) {
    return fail(Error(ErrorCode::usage, "no instrument at hand is known to bind both " + sides.requesting.state +
                                            " and " + sides.requested.state)
                    .next("rogatory request instruments --between " + sides.requesting.state + " " +
                          sides.requested.state + " says what may; then --instrument ID"));
  }
  wishes.instrument = found->instrument->id;
  if (wishes.layers.empty()) {
    for (const request::ApplicableLayer& layer : found->layers) {
      if (binds_both(layer)) {
        wishes.layers.push_back(layer.instrument->id);
      }
    }
  }
  return {};
}

Result<void> apply_circumstances(Context& context, const DraftWishes& wishes, const request::RuleSet& rules,
                                 request::Draft& draft) {
  const auto take = [](std::optional<std::string>& into, const std::string& text) {
    into = text.empty() ? into : text;
  };
  if (!wishes.measures.empty()) {
    draft.measures.clear();
    std::ranges::transform(wishes.measures, std::back_inserter(draft.measures), name_typed);
  }
  draft.urgent = draft.urgent || wishes.urgent;
  draft.oral = draft.oral || wishes.oral;
  draft.confidential = draft.confidential || wishes.confidential;
  take(draft.person, name_typed(wishes.person));
  take(draft.by, wishes.by);
  take(draft.language, wishes.language);
  draft.translations = wishes.translations.empty() ? draft.translations : wishes.translations;
  if (wishes.because.given) {
    ROG_TRY_ASSIGN(draft.because, read_optional_text(context, wishes.because));
  }
  add_empty_fields(draft, rules);
  return check_draft_form(draft);
}

Result<request::Draft> draft_of(Context& context, const request::InstrumentSet& instruments, const DraftSides& sides,
                                const DraftWishes& wishes) {
  request::Draft draft;
  draft.instrument = wishes.instrument;
  draft.layers = wishes.layers;
  draft.requesting = sides.requesting;
  draft.requested = sides.requested;
  ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, draft));
  ROG_TRY(apply_circumstances(context, wishes, rules, draft));
  return draft;
}

}  // namespace rogatory::cmd
