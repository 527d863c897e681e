// rogatory request attach FILE REF DOCUMENT
#include <algorithm>

#include "cmd/command.hpp"
#include "cmd/draft_access.hpp"
#include "registry/file_hash.hpp"

namespace rogatory::cmd {
namespace {

class RequestAttach : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "a draft");
    options.argument("REF", m_ref, "the sub-paragraph that asks for the document");
    options.argument("DOCUMENT", m_document, "a file; its name and hash go into the draft");
    options.text("--type", m_type, "TYPE", "warrant, judgment, law_text …; by default what the sub-paragraph asks for");
    options.choice("--form", m_form, {"original", "authenticated_copy", "copy"}, "FORM", "by default copy");
    options.text("--language", m_language, "LANG", "the language of the document");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Names a document in a draft: the sub-paragraph that asks for it, its type, form, file name and "
                "SHA-256. The document itself is not copied; it travels in a bundle. One of the same name and "
                "sub-paragraph is replaced.",
            .examples = {{"rogatory request attach letter.json '12(2)(a)' warrant.pdf --form authenticated_copy",
                          "the warrant of an extradition"}},
            .exits = {{0, "attached"},
                      {10, "no such file, or no rule asks for a document there"},
                      {24, "the file is no draft"},
                      {50, "the disk is full; the draft is as it was"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, open_instruments(context));
    ROG_TRY_ASSIGN(request::Draft draft, load_draft(context, m_file));
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, draft));
    ROG_TRY_ASSIGN(const std::string type, type_asked_for(rules, draft));
    ROG_TRY_ASSIGN(const registry::FileHash file, registry::hash_file(context.fs, m_document, context.progress));
    request::DraftDocument document{.ref = m_ref,
                                    .type = type,
                                    .form = m_form.empty() ? "copy" : m_form,
                                    .name = file.name,
                                    .sha256 = file.sha256.hex()};
    if (!m_language.empty()) {
      document.language = m_language;
    }
    std::erase_if(draft.documents,
                  [&](const request::DraftDocument& one) { return one.ref == m_ref && one.name == file.name; });
    draft.documents.push_back(document);
    // The name of the file and what the options said are held against the form of a draft.
    if (const Result<request::Draft> checked = request::parse_draft(base::as_bytes(document_of(draft).canonical()));
        !checked) {
      return fail(ErrorCode::usage, checked.error().sentence());
    }
    ROG_TRY(save_draft(context, m_file, draft, rules, true));
    context.ui.line("Attached to " + m_file + " for " + m_ref + ": " + file.name + ", " + type + ", " + document.form);
    context.ui.line("SHA-256 " + document.sha256);
    context.ui.document(Json::Object{{"file", m_file},
                                     {"form", document.form},
                                     {"name", file.name},
                                     {"ref", m_ref},
                                     {"sha256", document.sha256},
                                     {"type", type}});
    return 0;
  }

 private:
  Result<std::string> type_asked_for(const request::RuleSet& rules, const request::Draft& draft) const {
    std::string refs;
    for (const request::RequiredDocument& required : rules.law.documents) {
      if (!is_asked_for(required.applies, draft)) {
        continue;
      }
      if (required.provision.ref == m_ref) {
        return m_type.empty() ? required.types.front() : m_type;
      }
      refs += (refs.empty() ? "" : ", ") + required.provision.ref;
    }
    if (!m_type.empty()) {
      return m_type;
    }
    return fail(Error(ErrorCode::not_found, rules.law.id + " asks for no document in " + m_ref)
                    .because(refs.empty() ? "this draft needs none" : "this draft needs those of " + refs)
                    .next("give --type to enclose it all the same"));
  }

  std::string m_file;
  std::string m_ref;
  std::string m_document;
  std::string m_type;
  std::string m_form;
  std::string m_language;
};

}  // namespace

std::unique_ptr<Command> make_request_attach() { return std::make_unique<RequestAttach>(); }

}  // namespace rogatory::cmd
