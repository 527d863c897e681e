// rogatory request instruments [show ID | add FILE] | --between CC CC [--for MEASURE]
#include <algorithm>

#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/home_access.hpp"
#include "cmd/instrument_view.hpp"
#include "registry/instrument_store.hpp"
#include "request/between.hpp"
#include "request/instrument_file.hpp"

namespace rogatory::cmd {
namespace {

class RequestInstruments : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ACTION", m_action, "show or add; without it they are listed. With --between: the other State",
                     Need::optional);
    options.argument("ID|FILE", m_what, "of show an instrument, of add a file", Need::optional);
    options.text("--between", m_between, "CC CC", "what may govern a request between two States");
    options.text("--for", m_for, "MEASURE", "with --between: search, bank-records, arrest, extradition …");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Lists the instruments that the program brings and those that the authority added; shows one whole, "
                "each rule with its article, how its wording is known and where it can be read; adds a treaty of the "
                "authority's own from a file (rogatory-instrument(5)); or says which of them may govern a request "
                "between two States, in which order, why, and what is not known of that.",
            .examples = {{"rogatory request instruments", "what there is"},
                         {"rogatory request instruments show ets24", "one whole"},
                         {"rogatory request instruments add fr-xx.json", "a treaty of our own"},
                         {"rogatory request instruments --between FR TH --for bank-records", "what applies"}},
            .exits = {{0, "listed, shown or added"},
                      {10, "no such instrument or file; for add: there is no home"},
                      {24, "the file is no instrument"},
                      {31, "an instrument of that id is there already"}}};
  }

  Result<void> check() override {
    if (!m_between.empty()) {
      return check_states();
    }
    if (!m_for.empty()) {
      return fail(ErrorCode::usage, "--for goes with --between");
    }
    if (!m_action.empty() && m_action != "show" && m_action != "add") {
      return fail(Error(ErrorCode::usage, m_action + " is neither show nor add")
                      .next("rogatory request instruments show " + m_action));
    }
    if (m_action.empty() != m_what.empty()) {
      return fail(ErrorCode::usage, m_action + ": name the " + (m_action == "add" ? "file" : "instrument"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    if (m_action == "add") {
      ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
      ROG_TRY_ASSIGN(const request::Instrument added, registry::add_instrument(home, m_what));
      context.ui.line("Added for " + speaker(home) + ": " + added.id + ", " + added.title);
      context.ui.document(Json::Object{{"added", instrument_line(added)}});
      return 0;
    }
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, open_instruments(context));
    if (!m_between.empty()) {
      between(context.ui, instruments);
      return 0;
    }
    if (m_action == "show") {
      ROG_TRY_ASSIGN(const request::Instrument* instrument, instruments.get(m_what));
      show_instrument(context.ui, *instrument);
      context.ui.document(Json::Object{{"instrument", document_of(*instrument)}});
      return 0;
    }
    list(context.ui, instruments);
    return 0;
  }

 private:
  Result<void> check_states() {
    if (!m_what.empty()) {
      return fail(ErrorCode::usage, m_what + ": --between takes two States and nothing else");
    }
    for (const std::string& state : {m_between, m_action}) {
      if (!request::is_state(state)) {
        return fail(Error(ErrorCode::usage, "--between: \"" + state + "\" is not two capital letters, such as DE")
                        .next("rogatory request instruments --between FR TH"));
      }
    }
    return {};
  }

  static void list(Ui& ui, const request::InstrumentSet& instruments) {
    Table table({{"ID"}, {"KIND"}, {"ON"}, {"AS OF"}, {"TITLE"}});
    Json::Array lines;
    for (const request::Instrument& one : instruments.all()) {
      table.row({{one.id, Tone::strong}, {one.kind}, {one.layered_on.value_or("-")}, {one.as_of}, {one.title}});
      lines.push_back(instrument_line(one));
    }
    ui.table(table);
    ui.document(Json::Object{{"instruments", std::move(lines)}});
  }

  void between(Ui& ui, const request::InstrumentSet& instruments) {
    const std::optional<std::string> measure = m_for.empty() ? std::nullopt : std::optional(name_typed(m_for));
    const auto found = request::instruments_between(instruments, m_between, m_action, measure);
    show_applicable(ui, found, m_between, m_action);
    Json::Object document{{"states", Json::Array{m_between, m_action}}, {"applicable", applicable_document(found)}};
    if (measure) {
      document["measure"] = *measure;
    }
    ui.document(std::move(document));
  }

  std::string m_action;
  std::string m_what;
  std::string m_between;
  std::string m_for;
};

}  // namespace

std::unique_ptr<Command> make_request_instruments() { return std::make_unique<RequestInstruments>(); }

}  // namespace rogatory::cmd
