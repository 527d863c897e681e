// rogatory case open TITLE [--with ID]… [--ref TEXT] [--under CASE]
#include "registry/case_open.hpp"

#include "cmd/case_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {
namespace {

class CaseOpenCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("TITLE", m_title, "what the case is called: TEXT, @FILE or -", Need::optional);
    options.list("--with", m_new.with, "ID", "a peer that takes part");
    options.text("--ref", m_reference, "our own reference, as on the file");
    options.text("--under", m_under, "CASE", "the case of this home that it is opened for");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Opens a case: a ledger of its own, in which each party writes its own log. Everybody who gets the "
                "ledger sees who takes part and how much is written when; what is written, the title too, only those "
                "who are given the case's key. What another State must not see is another case (--under).",
            .examples = {{"rogatory case open @title.txt --with de-ca --ref 'Js 12/26'",
                          "the title stays out of the history"},
                         {"rogatory case open --under 3f9a", "asks for the title; an inner case"}},
            .exits = {{0, "opened"},
                      {4, "the officer may not sign entries, or is expired or revoked"},
                      {10, "there is no home, or no such peer or case"},
                      {11, "another program is changing the home"},
                      {12, "wrong passphrase"},
                      {31, "the clock looks wrong (--clock-ok)"},
                      {50, "no space left: nothing was opened"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    const FreeText title{m_title.empty() ? std::nullopt : std::optional(m_title)};
    ROG_TRY_ASSIGN(m_new.title, read_text(context, title, "Title of the case:"));
    ROG_TRY_ASSIGN(m_new.reference, read_optional_text(context, m_reference));
    if (m_under) {
      ROG_TRY_ASSIGN(m_new.under, registry::find_case(home, keys, *m_under));
    }
    ROG_TRY_ASSIGN(const registry::OpenedCase opened,
                   registry::open_case(home, keys, m_new, writing_of(context), context.clock));
    show(context.ui, home, opened);
    return 0;
  }

 private:
  void show(Ui& ui, const registry::Home& home, const registry::OpenedCase& opened) const {
    const std::string with = party_list(opened.parties, home.authority());
    ui.line({{"opened ", Tone::good}, {m_new.title, Tone::strong}});
    ui.line("  case       " + opened.id.text());
    ui.line("  opened by  " + speaker(home, opened.officer) + " at " + opened.opened_at.text());
    ui.line("  with       " + (with.empty() ? "nobody yet" : with));
    ui.note("Next: rogatory bundle seal --case " + short_id(opened.id) + " PATH…");
    Json::Array parties;
    for (const ledger::Party& party : opened.parties) {
      parties.push_back(Json::Object{{"id", party.id}, {"root", crypto::fingerprint_text(party.root)}});
    }
    Json::Object document{{"authority", home.authority()},        {"case", opened.id.text()},
                          {"entry", opened.appended.last},        {"officer", opened.officer},
                          {"opened_at", opened.opened_at.text()}, {"parties", std::move(parties)},
                          {"recipient", opened.main.text()},      {"title", m_new.title}};
    if (m_new.reference) {
      document["reference"] = *m_new.reference;
    }
    if (m_new.under) {
      document["under"] = m_new.under->text();
    }
    ui.document(std::move(document));
  }

  registry::NewCase m_new;
  std::string m_title;
  FreeText m_reference;
  std::optional<std::string> m_under;
};

}  // namespace

std::unique_ptr<Command> make_case_open() { return std::make_unique<CaseOpenCommand>(); }

}  // namespace rogatory::cmd
