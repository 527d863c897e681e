#include "cmd/draft_edit.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/draft_access.hpp"
#include "registry/file_hash.hpp"

namespace rogatory::cmd {
namespace {

Error no_such_field(const request::RuleSet& rules, const request::Draft& draft, const std::string& ref) {
  std::vector<std::string> known;
  for (const request::Content& content : rules.law.contents) {
    if (is_asked_for(content.applies, draft)) {
      known.push_back(content.provision.ref);
    }
  }
  return Error(ErrorCode::not_found, rules.law.id + " has no field " + ref)
      .because("this draft has " + base::join(known, ", "))
      .next("rogatory request instruments show " + rules.law.id);
}

Result<std::string> type_asked_for(const request::RuleSet& rules, const request::Draft& draft, const std::string& ref) {
  std::vector<std::string> refs;
  for (const request::RequiredDocument& required : rules.law.documents) {
    if (!is_asked_for(required.applies, draft)) {
      continue;
    }
    if (required.provision.ref == ref) {
      return required.types.front();
    }
    refs.push_back(required.provision.ref);
  }
  return fail(
      Error(ErrorCode::not_found, rules.law.id + " asks for no document in " + ref)
          .because(refs.empty() ? "this draft needs none" : "this draft needs those of " + base::join(refs, ", "))
          .next("give --type to enclose it all the same"));
}

}  // namespace

Result<Assignment> parse_assignment(const std::string& text, std::string_view example) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    return fail(Error(ErrorCode::usage, text + " is not " + std::string(example.substr(0, example.find(','))))
                    .next("e.g. " + std::string(example.substr(example.find(',') + 2))));
  }
  return Assignment{.ref = text.substr(0, equals), .given = text.substr(equals + 1)};
}

Result<void> set_field(Context& context, request::Draft& draft, const request::RuleSet& rules, const std::string& ref,
                       const FreeText& text) {
  if (find_content(rules, ref) == nullptr && !draft.fields.contains(ref)) {
    return fail(no_such_field(rules, draft, ref));
  }
  ROG_TRY_ASSIGN(const auto read, read_optional_text(context, text));
  draft.fields[ref] = read.value_or("");
  return {};
}

Result<request::DraftDocument> enclose(Context& context, request::Draft& draft, const request::RuleSet& rules,
                                       const Enclosure& enclosure) {
  request::DraftDocument document{.ref = enclosure.ref, .type = enclosure.type, .form = enclosure.form};
  if (document.type.empty()) {
    ROG_TRY_ASSIGN(document.type, type_asked_for(rules, draft, enclosure.ref));
  }
  ROG_TRY_ASSIGN(const registry::FileHash file, registry::hash_file(context.fs, enclosure.file, context.progress));
  document.name = file.name;
  document.sha256 = file.sha256.hex();
  if (!enclosure.language.empty()) {
    document.language = enclosure.language;
  }
  request::Draft changed = draft;
  std::erase_if(changed.documents, [&](const request::DraftDocument& one) {
    return one.ref == document.ref && one.name == document.name;
  });
  changed.documents.push_back(document);
  ROG_TRY(check_draft_form(changed));
  draft = std::move(changed);
  return document;
}

std::size_t empty_fields(const request::Draft& draft) {
  return static_cast<std::size_t>(
      std::ranges::count_if(draft.fields, [](const auto& field) { return field.second.empty(); }));
}

}  // namespace rogatory::cmd
