// rogatory request draft [--instrument ID] --to AUTHORITY [-o FILE]
#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/draft_options.hpp"
#include "cmd/draft_place.hpp"

namespace rogatory::cmd {
namespace {

class RequestDraft : public Command {
 public:
  void setup(Options& options) override {
    setup_wishes(options, m_wishes);
    options.text("-o,--output", m_output, "FILE",
                 "a file for the draft, which must not be there yet (default: encrypted in the home)");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Begins a draft in which every field that the instrument asks for stands empty, with its sub-paragraph. It "
            "is kept in the home, encrypted, and known by its id, D- and ten digits; with -o it is a JSON file for an "
            "editor, which explains each field. Fill it with request set, add documents with request attach, hold it "
            "against the rules with request check. Without --instrument it is the first in order that is known to "
            "bind both States, with the protocols that both have.",
        .examples = {{"rogatory request draft --for bank-records --to th-ag",
                      "a letter of request to an authority that the home knows"},
                     {"rogatory request draft --instrument ets24 --layer cets212 --for extradition --person accused "
                      "--from-state FR --to-state CH -o letter.json",
                      "without a home, for an editor"}},
        .exits = {{0, "written"},
                  {10, "no such instrument; without -o: there is no home"},
                  {31, "the file is there already, or the layer is of another instrument"}}};
  }

  Result<void> check() override { return check_wishes(m_wishes); }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, open_instruments(context));
    ROG_TRY_ASSIGN(const DraftSides sides, sides_of(context, m_wishes));
    ROG_TRY(choose_instrument(applicable_to(instruments, sides, m_wishes), sides, m_wishes));
    ROG_TRY_ASSIGN(const request::Draft draft, draft_of(context, instruments, sides, m_wishes));
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, draft));
    ROG_TRY_ASSIGN(const DraftPlace place, DraftPlace::create(context, m_output, draft, rules));
    show(context.ui, draft, rules, place);
    return 0;
  }

 private:
  static void show(Ui& ui, const request::Draft& draft, const request::RuleSet& rules, const DraftPlace& place) {
    ui.line("Draft written: " + place.name() + ", under " + under(draft) + ", " +
            base::counted(draft.fields.size(), "field") + " to fill");
    ui.note("next: rogatory request set " + place.name() + " 'REF'=@FILE; rogatory request check " + place.name());
    Json::Array refs;
    for (const auto& [ref, text] : draft.fields) {
      refs.emplace_back(ref);
    }
    ui.document(Json::Object{{"draft", place.name()},
                             {"fields", std::move(refs)},
                             {"instrument", draft.instrument},
                             {"layers", Json::Array(draft.layers.begin(), draft.layers.end())},
                             {"rules_sha256", hash_of(rules).hex()}});
  }

  DraftWishes m_wishes;
  std::string m_output;
};

}  // namespace

std::unique_ptr<Command> make_request_draft() { return std::make_unique<RequestDraft>(); }

}  // namespace rogatory::cmd
