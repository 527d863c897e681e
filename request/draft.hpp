// A draft: what a request will say, before it is filed. A JSON file, format rogatory-draft/1
// (schemas/draft-1.schema.json, rogatory-request(1)), of at most 4 MiB:
//
//     {"format", "instrument", "layers"?: […], "requesting": {"authority"?, "state"}, "requested": {"authority"?,
//     "state"},
//      "person"?, "measures": […], "urgent"?, "oral"?, "confidential"?, "by"?, "because"?, "language"?,
//      "translations"?: […], "fields": {REF: TEXT…}, "documents": [{"ref", "type", "form", "name", "sha256",
//      "language"?}…], "help"?: {REF: TEXT…}}
//
// help explains the fields that are still empty, for who writes with an editor; it is written anew each time, not read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "request/layers.hpp"

namespace rogatory::request {

constexpr std::size_t k_draft_size = std::size_t{4} << 20U;

struct DraftSide {
  std::optional<std::string> authority{};  ///< id of an authority, where it is known
  std::string state{};                     ///< ISO 3166, two letters
};

struct DraftDocument {
  std::string ref{};     ///< of the article that asks for it
  std::string type{};    ///< warrant, judgment, law_text, translation …
  std::string form{};    ///< original, authenticated_copy or copy
  std::string name{};    ///< of the file
  std::string sha256{};  ///< of its bytes, 64 hex
  std::optional<std::string> language{};
};

struct Draft {
  std::string instrument{};
  std::vector<std::string> layers{};  ///< protocols and supplements that bind both
  DraftSide requesting{};
  DraftSide requested{};
  std::optional<std::string> person{};  ///< accused, convicted or in_absentia
  std::vector<std::string> measures{};  ///< service, search, provisional_arrest, extradition …
  bool urgent = false;
  bool oral = false;
  bool confidential = false;
  std::optional<std::string> by{};       ///< a day on which an answer is wanted
  std::optional<std::string> because{};  ///< why by then
  std::optional<std::string> language{};
  std::vector<std::string> translations{};      ///< languages into which it was translated
  std::map<std::string, std::string> fields{};  ///< by ref; an empty text is none
  std::vector<DraftDocument> documents{};
};

/// malformed, with the path of the key.
Result<Draft> parse_draft(ByteView json);
/// Without help. parse_draft reads it back as the same.
Json document_of(const Draft& draft);
/// The same with help on each field that these rules ask for and that is empty.
Json document_of(const Draft& draft, const RuleSet& rules);

/// The rules that the draft names, between its two States; as resolve_rules().
Result<RuleSet> rules_of(const InstrumentSet& instruments, const Draft& draft);
/// Every field that the rules ask for in the draft's circumstances, empty where it has none yet.
void add_empty_fields(Draft& draft, const RuleSet& rules);

/// Whether what `applies` is asked for in this draft. A measure among `unless` takes it away only where the draft has
/// no other measure.
bool is_asked_for(const Applicability& applies, const Draft& draft);
/// Null where the rules have no field of that ref.
const Content* find_content(const RuleSet& rules, std::string_view ref);

}  // namespace rogatory::request
