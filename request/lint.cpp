#include "request/lint.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::request {
namespace {

/// 0 copy, 1 authenticated copy, 2 original.
int strength_of(std::string_view form) { return form == "original" ? 2 : form == "authenticated_copy" ? 1 : 0; }

class DraftCheck {
 public:
  DraftCheck(const InstrumentSet& instruments, const RuleSet& rules, const Draft& draft)
      : m_instruments(instruments), m_rules(rules), m_draft(draft) {}

  void check_circumstances();
  void check_contents();
  void check_documents();
  void check_strangers();
  void check_languages(std::span<const std::string> accepted);
  void check_deadline();
  void check_parties();

  std::vector<DraftFinding> take() {
    std::ranges::stable_partition(m_findings, [](const DraftFinding& one) { return one.severity == Severity::error; });
    return std::move(m_findings);
  }

 private:
  void find(Severity severity, const Provision& provision, std::string text) {
    m_findings.push_back({.severity = severity,
                          .rule = name_of(m_rules, provision),
                          .ref = provision.ref,
                          .text = std::move(text),
                          .verified = provision.verified,
                          .url = address_of(m_instruments, m_rules, provision)});
  }
  void find(Severity severity, std::string text) {
    m_findings.push_back({.severity = severity, .rule = m_rules.law.id, .text = std::move(text)});
  }
  static Severity severity_of(Duty duty) { return duty == Duty::must ? Severity::error : Severity::warning; }
  void check_document(const RequiredDocument& required);

  const InstrumentSet& m_instruments;
  const RuleSet& m_rules;
  const Draft& m_draft;
  std::vector<DraftFinding> m_findings;
};

void DraftCheck::check_circumstances() {
  if (m_draft.measures.empty()) {
    find(Severity::error, "measures: none is named");
  }
  const std::string& kind = m_rules.law.kind;
  if ((kind == "extradition" || kind == "surrender") && !m_draft.person) {
    find(Severity::error, "person: say whether accused, convicted or in_absentia");
  }
}

void DraftCheck::check_contents() {
  for (const Content& content : m_rules.law.contents) {
    const auto field = m_draft.fields.find(content.provision.ref);
    const bool is_there =
        field != m_draft.fields.end() && field->second.find_first_not_of(" \t\r\n") != std::string::npos;
    if (!is_there && is_asked_for(content.applies, m_draft)) {
      find(severity_of(content.duty), content.provision, "missing: " + content.provision.text);
    }
  }
}

void DraftCheck::check_document(const RequiredDocument& required) {
  const DraftDocument* best = nullptr;
  for (const DraftDocument& document : m_draft.documents) {
    if (document.ref == required.provision.ref &&
        std::ranges::find(required.types, document.type) != required.types.end() &&
        (best == nullptr || strength_of(document.form) > strength_of(best->form))) {
      best = &document;
    }
  }
  const Severity severity = severity_of(required.duty);
  if (best == nullptr) {
    find(severity, required.provision, "not enclosed: " + required.provision.text);
  } else if (strength_of(best->form) < strength_of(required.form)) {
    find(severity, required.provision,
         best->name + " is a " + best->form + ", and " + required.form + " is asked for: " + required.provision.text);
  }
}

void DraftCheck::check_documents() {
  for (const RequiredDocument& required : m_rules.law.documents) {
    if (is_asked_for(required.applies, m_draft)) {
      check_document(required);
    }
  }
}

void DraftCheck::check_strangers() {
  for (const auto& [ref, text] : m_draft.fields) {
    if (find_content(m_rules, ref) == nullptr) {
      find(Severity::warning, "field " + ref + ": no rule asks for it");
    }
  }
  for (const DraftDocument& document : m_draft.documents) {
    const auto asks = [&](const RequiredDocument& required) {
      return required.provision.ref == document.ref &&
             std::ranges::find(required.types, document.type) != required.types.end();
    };
    if (std::ranges::none_of(m_rules.law.documents, asks)) {
      find(Severity::warning, "document " + document.ref + ": no rule asks for a " + document.type);
    }
  }
}

void DraftCheck::check_languages(std::span<const std::string> accepted) {
  const Provision rule = m_rules.law.language.value_or(Provision{});
  const auto warn = [&](std::string text) {
    if (rule.ref.empty()) {
      find(Severity::warning, std::move(text));
    } else {
      find(Severity::warning, rule, std::move(text));
    }
  };
  if (!m_draft.language) {
    warn("the language of the request is not said");
  } else if (accepted.empty()) {
    warn("which languages the requested authority accepts is not known");
  } else {
    std::vector<std::string> had = m_draft.translations;
    had.push_back(*m_draft.language);
    if (std::ranges::find_first_of(had, accepted) == had.end()) {
      warn("no translation into a language that the requested authority accepts: " +
           base::join({accepted.begin(), accepted.end()}, ", "));
    }
  }
}

void DraftCheck::check_deadline() {
  if (!m_draft.by || (m_draft.because && !m_draft.because->empty())) {
    return;
  }
  const auto speed = std::ranges::find(m_rules.law.rules, "speed", &Rule::topic);
  const std::string text = "a day is wanted (" + *m_draft.by + ") and no reason is given for it";
  if (speed != m_rules.law.rules.end()) {
    find(Severity::warning, speed->provision, text);
  } else {
    find(Severity::warning, text);
  }
}

void DraftCheck::check_parties() {
  std::vector<std::string> ids = m_rules.layers;
  ids.insert(ids.begin(), m_rules.law.id);
  for (const std::string& id : ids) {
    const Instrument* instrument = m_instruments.find(id);
    for (const std::string& state : {m_draft.requesting.state, m_draft.requested.state}) {
      if (instrument == nullptr || find_party(*instrument, state) == nullptr) {
        find(Severity::warning, "whether " + state + " is bound by " + id + " is not known here: ask its depositary");
      }
    }
  }
}

}  // namespace

std::string_view text_of(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

std::vector<DraftFinding> check_draft(const InstrumentSet& instruments, const RuleSet& rules, const Draft& draft,
                                      std::span<const std::string> accepted_languages) {
  DraftCheck check(instruments, rules, draft);
  check.check_circumstances();
  check.check_contents();
  check.check_documents();
  check.check_deadline();
  check.check_languages(accepted_languages);
  check.check_strangers();
  check.check_parties();
  return check.take();
}

bool has_errors(std::span<const DraftFinding> findings) {
  return std::ranges::find(findings, Severity::error, &DraftFinding::severity) != findings.end();
}

std::string line_of(const DraftFinding& finding) { return finding.rule + ": " + finding.text; }

}  // namespace rogatory::request
