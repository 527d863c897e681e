// rogatory request attach DRAFT REF DOCUMENT
#include "cmd/command.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/draft_edit.hpp"
#include "cmd/draft_place.hpp"

namespace rogatory::cmd {
namespace {

class RequestAttach : public Command {
 public:
  void setup(Options& options) override {
    options.argument("DRAFT", m_draft, "a draft: D-… of the home, or a file");
    options.argument("REF", m_enclosure.ref, "the sub-paragraph that asks for the document");
    options.argument("DOCUMENT", m_enclosure.file, "a file; its name and hash go into the draft");
    options.text("--type", m_enclosure.type, "TYPE",
                 "warrant, judgment, law_text …; by default what the sub-paragraph asks for");
    options.choice("--form", m_enclosure.form, {"original", "authenticated_copy", "copy"}, "FORM", "by default copy");
    options.text("--language", m_enclosure.language, "LANG", "the language of the document");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Names a document in a draft: the sub-paragraph that asks for it, its type, form, file name and "
                "SHA-256. The document itself is not copied; it travels in a bundle. One of the same name and "
                "sub-paragraph is replaced.",
            .examples = {{"rogatory request attach D-0a1b '12(2)(a)' warrant.pdf --form authenticated_copy",
                          "the warrant of an extradition"}},
            .exits = {{0, "attached"},
                      {5, "somebody else changed the draft meanwhile"},
                      {10, "no such draft or file, or no rule asks for a document there"},
                      {12, "wrong passphrase, of a draft in the home"},
                      {24, "the file is no draft"},
                      {50, "the disk is full; the draft is as it was"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, open_instruments(context));
    ROG_TRY_ASSIGN(DraftPlace place, DraftPlace::open(context, m_draft));
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, place.draft()));
    ROG_TRY_ASSIGN(const request::DraftDocument document, enclose(context, place.draft(), rules, m_enclosure));
    ROG_TRY(place.save(rules));
    context.ui.line("Attached to " + place.name() + " for " + document.ref + ": " + document.name + ", " +
                    document.type + ", " + document.form);
    context.ui.line("SHA-256 " + document.sha256);
    context.ui.document(Json::Object{{"draft", place.name()},
                                     {"form", document.form},
                                     {"name", document.name},
                                     {"ref", document.ref},
                                     {"sha256", document.sha256},
                                     {"type", document.type}});
    return 0;
  }

 private:
  std::string m_draft;
  Enclosure m_enclosure;
};

}  // namespace

std::unique_ptr<Command> make_request_attach() { return std::make_unique<RequestAttach>(); }

}  // namespace rogatory::cmd
