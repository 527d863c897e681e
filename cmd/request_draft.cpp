// rogatory request draft --instrument ID --to AUTHORITY -o FILE
#include <algorithm>

#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

class RequestDraft : public Command {
 public:
  void setup(Options& options) override {
    options.text("--instrument", m_instrument, "ID", "the instrument (request instruments lists them)", Need::required);
    options.list("--layer", m_layers, "ID", "a protocol or supplement that binds both States");
    options.list("--for", m_measures, "MEASURE", "what is asked for: search, bank-records, service, extradition …");
    options.text("--to", m_to, "AUTHORITY", "the requested authority, by its id");
    options.text("--to-state", m_to_state, "CC", "its State, where the home does not know it");
    options.text("--from", m_from, "AUTHORITY", "the requesting authority, by its id; by default that of the home");
    options.text("--from-state", m_from_state, "CC", "its State, where there is no home");
    options.choice("--person", m_person, {"accused", "convicted", "in-absentia"}, "KIND", "the person concerned");
    options.flag("--urgent", m_urgent, "the request is urgent");
    options.flag("--oral", m_oral, "it is made orally first");
    options.flag("--confidential", m_confidential, "it is to be kept confidential");
    options.text("--by", m_by, "DATE", "a day by which an answer is wanted, YYYY-MM-DD");
    options.text("--because", m_because, "why by then");
    options.text("--language", m_language, "LANG", "the language in which it is written");
    options.text("-o,--output", m_output, "FILE", "the draft; it must not be there yet", Need::required);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Writes the skeleton of a draft: a JSON file in which every field that the instrument asks for stands "
            "empty, with its sub-paragraph and an explanation. Fill it with an editor or with request set, add "
            "documents with request attach, and hold it against the rules with request check.",
        .examples = {{"rogatory request draft --instrument untoc-mla --for bank-records --to th-ag -o letter.json",
                      "a letter of request to an authority that the home knows"},
                     {"rogatory request draft --instrument ets24 --layer cets212 --for extradition --person accused "
                      "--from-state FR --to-state CH -o letter.json",
                      "without a home"}},
        .exits = {{0, "written"},
                  {10, "no such instrument"},
                  {31, "the file is there already, or the layer is of another instrument"}}};
  }

  Result<void> check() override {
    for (const auto& [option, state] : {std::pair("--to-state", &m_to_state), {"--from-state", &m_from_state}}) {
      if (!state->empty() && !request::is_state(*state)) {
        return fail(ErrorCode::usage, std::string(option) + ": " + *state + " is not two capital letters, such as DE");
      }
    }
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, open_instruments(context));
    ROG_TRY_ASSIGN(request::Draft draft, draft_of(context));
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, draft));
    add_empty_fields(draft, rules);
    // What the options said is held against the form of a draft: a language, a day, the names of measures.
    if (const Result<request::Draft> checked = request::parse_draft(base::as_bytes(document_of(draft).canonical()));
        !checked) {
      return fail(ErrorCode::usage, checked.error().sentence());
    }
    ROG_TRY(save_draft(context, m_output, draft, rules, false));
    context.ui.line("Draft written: " + m_output + ", " + base::counted(draft.fields.size(), "field") + " to fill");
    context.ui.note("next: rogatory request set " + m_output + " 'REF'=@FILE; rogatory request check " + m_output);
    Json::Array refs;
    for (const auto& [ref, text] : draft.fields) {
      refs.emplace_back(ref);
    }
    context.ui.document(Json::Object{{"fields", std::move(refs)},
                                     {"file", m_output},
                                     {"instrument", draft.instrument},
                                     {"rules_sha256", hash_of(rules).hex()}});
    return 0;
  }

 private:
  Result<request::DraftSide> side_of(Context& context, const std::string& id, const std::string& state,
                                     std::string_view option) {
    request::DraftSide side;
    side.state = state;
    if (!id.empty()) {
      side.authority = id;
      ROG_TRY_ASSIGN(const auto known, find_addressee(context, id));
      side.state = known && state.empty() ? known->state : state;
    }
    if (side.state.empty()) {
      return fail(Error(ErrorCode::usage, "the State of the " +
                                              std::string(option == "--to" ? "requested" : "requesting") +
                                              " authority is not known")
                      .next("give " + std::string(option) + "-state CC, or enter it: rogatory authority add"));
    }
    return side;
  }

  Result<request::Draft> draft_of(Context& context) {
    request::Draft draft;
    draft.instrument = m_instrument;
    draft.layers = m_layers;
    std::ranges::transform(m_measures, std::back_inserter(draft.measures), name_typed);
    draft.urgent = m_urgent;
    draft.oral = m_oral;
    draft.confidential = m_confidential;
    const auto given = [](const std::string& text) {
      return text.empty() ? std::optional<std::string>() : std::optional(text);
    };
    draft.person = given(name_typed(m_person));
    draft.by = given(m_by);
    draft.language = given(m_language);
    ROG_TRY_ASSIGN(draft.because, read_optional_text(context, m_because));
    ROG_TRY_ASSIGN(draft.requested, side_of(context, m_to, m_to_state, "--to"));
    if (m_from.empty() && m_from_state.empty()) {
      ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
      ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
      draft.requesting = {.authority = home.authority(), .state = chain.newest().country};
    } else {
      ROG_TRY_ASSIGN(draft.requesting, side_of(context, m_from, m_from_state, "--from"));
    }
    return draft;
  }

  std::string m_instrument;
  std::vector<std::string> m_layers;
  std::vector<std::string> m_measures;
  std::string m_to;
  std::string m_to_state;
  std::string m_from;
  std::string m_from_state;
  std::string m_person;
  std::string m_by;
  FreeText m_because;
  std::string m_language;
  std::string m_output;
  bool m_urgent = false;
  bool m_oral = false;
  bool m_confidential = false;
};

}  // namespace

std::unique_ptr<Command> make_request_draft() { return std::make_unique<RequestDraft>(); }

}  // namespace rogatory::cmd
