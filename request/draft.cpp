#include "request/draft.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "request/data_rows.hpp"
#include "request/instrument_rows.hpp"

namespace rogatory::request {
namespace {

using base::JsonReader;

constexpr std::size_t k_field_size = std::size_t{1} << 20U;
constexpr std::size_t k_ref_size = 64;

Result<std::string> parse_person(std::string_view text) {
  if (text != "accused" && text != "convicted" && text != "in_absentia") {
    return fail(ErrorCode::malformed, "is none of accused, convicted and in_absentia");
  }
  return std::string(text);
}

Result<std::string> parse_language(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; };
  if (text.size() < 2 || text.size() > 35 || !std::ranges::all_of(text, letter)) {
    return fail(ErrorCode::malformed, "is no language: a code as de or pt-BR");
  }
  return std::string(text);
}

Result<std::string> parse_hash_hex(std::string_view text) {
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (text.size() != 64 || !std::ranges::all_of(text, hex)) {
    return fail(ErrorCode::malformed, "is no SHA-256: 64 small hexadecimal digits");
  }
  return std::string(text);
}

Result<std::string> parse_document_form(std::string_view text) {
  if (text != "original" && text != "authenticated_copy" && text != "copy") {
    return fail(ErrorCode::malformed, "is none of original, authenticated_copy and copy");
  }
  return std::string(text);
}

Result<std::string> parse_authority_id(std::string_view text) {
  if (!base::is_id(text)) {
    return fail(ErrorCode::malformed, "is no id of an authority");
  }
  return std::string(text);
}

Result<DraftSide> read_side(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  DraftSide side;
  side.authority = reader.optional_parsed<std::string>("authority", parse_authority_id);
  side.state = reader.text("state");
  if (!is_state(side.state)) {
    reader.reject("state", "is no State: two capital letters (ISO 3166)");
  }
  ROG_TRY(reader.finish());
  return side;
}

Result<DraftDocument> read_draft_document(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  DraftDocument document;
  document.ref = reader.parsed<std::string>("ref", parse_plain);
  document.type = reader.parsed<std::string>("type", parse_name);
  document.form = reader.parsed<std::string>("form", parse_document_form);
  document.name = reader.parsed<std::string>("name", parse_plain);
  document.sha256 = reader.parsed<std::string>("sha256", parse_hash_hex);
  document.language = reader.optional_parsed<std::string>("language", parse_language);
  ROG_TRY(reader.finish());
  return document;
}

Result<std::map<std::string, std::string>> read_fields(const Json::Object& object, const std::string& path) {
  std::map<std::string, std::string> fields;
  for (const auto& [ref, value] : object) {
    const std::string* text = value.as_string();
    if (ref.empty() || ref.size() > k_ref_size || text == nullptr || text->size() > k_field_size ||
        text->find('\0') != std::string::npos) {
      return fail(ErrorCode::malformed,
                  path + ": " + ref.substr(0, k_ref_size) + ": is no text of at most 1 MiB under a short ref");
    }
    fields[ref] = *text;
  }
  return fields;
}

bool flag_of(JsonReader& reader, std::string_view key) {
  return reader.optional_value(key) != nullptr && reader.boolean(key);
}

void read_circumstances(JsonReader& reader, Draft& draft) {
  draft.person = reader.optional_parsed<std::string>("person", parse_person);
  draft.measures = parsed_texts<std::string>(reader, "measures", parse_name);
  draft.urgent = flag_of(reader, "urgent");
  draft.oral = flag_of(reader, "oral");
  draft.confidential = flag_of(reader, "confidential");
  draft.by = reader.optional_parsed<std::string>("by", parse_day);
  draft.because = reader.optional_text("because");
  draft.language = reader.optional_parsed<std::string>("language", parse_language);
  draft.translations = optional_parsed_texts<std::string>(reader, "translations", parse_language);
}

bool holds(const Draft& draft, std::string_view circumstance) {
  return draft.person == circumstance || std::ranges::find(draft.measures, circumstance) != draft.measures.end() ||
         (circumstance == "deadline" && draft.by) || (circumstance == "oral" && draft.oral) ||
         (circumstance == "urgent" && draft.urgent) || (circumstance == "confidential" && draft.confidential);
}

}  // namespace

Result<Draft> parse_draft(ByteView json) {
  ROG_TRY_ASSIGN(const Json value, base::parse_json(json, k_draft_size));
  JsonReader reader(value, "draft");
  if (reader.text("format") != "rogatory-draft/1") {
    reader.reject("format", "is not rogatory-draft/1");
  }
  Draft draft;
  draft.instrument = reader.parsed<std::string>("instrument", parse_instrument_id);
  draft.layers = optional_parsed_texts<std::string>(reader, "layers", parse_instrument_id);
  read_circumstances(reader, draft);
  const Json& requesting = reader.value("requesting");
  const Json& requested = reader.value("requested");
  const Json::Object& fields = reader.object("fields");
  const Json::Array& documents = reader.array("documents");
  reader.optional_value("help");
  ROG_TRY(reader.finish());
  ROG_TRY_ASSIGN(draft.requesting, read_side(requesting, "draft.requesting"));
  ROG_TRY_ASSIGN(draft.requested, read_side(requested, "draft.requested"));
  ROG_TRY_ASSIGN(draft.fields, read_fields(fields, "draft.fields"));
  ROG_TRY_ASSIGN(draft.documents, read_rows<DraftDocument>(documents, "draft.documents", read_draft_document));
  return draft;
}

Result<RuleSet> rules_of(const InstrumentSet& instruments, const Draft& draft) {
  return resolve_rules(instruments, {.base = draft.instrument,
                                     .layers = draft.layers,
                                     .requesting = draft.requesting.state,
                                     .requested = draft.requested.state});
}

void add_empty_fields(Draft& draft, const RuleSet& rules) {
  for (const Content& content : rules.law.contents) {
    if (is_asked_for(content.applies, draft)) {
      draft.fields.try_emplace(content.provision.ref);
    }
  }
}

bool is_asked_for(const Applicability& applies, const Draft& draft) {
  const auto there = [&](const std::string& circumstance) { return holds(draft, circumstance); };
  if (!applies.when.empty() && std::ranges::none_of(applies.when, there)) {
    return false;
  }
  const auto excepted = [&](const std::string& measure) {
    return std::ranges::find(applies.unless, measure) != applies.unless.end();
  };
  const auto no_measure = [&](const std::string& circumstance) {
    return there(circumstance) && std::ranges::find(draft.measures, circumstance) == draft.measures.end();
  };
  return std::ranges::none_of(applies.unless, no_measure) &&
         (draft.measures.empty() || !std::ranges::all_of(draft.measures, excepted));
}

const Content* find_content(const RuleSet& rules, std::string_view ref) {
  const auto found =
      std::ranges::find_if(rules.law.contents, [&](const Content& content) { return content.provision.ref == ref; });
  return found == rules.law.contents.end() ? nullptr : &*found;
}

}  // namespace rogatory::request
