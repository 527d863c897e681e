#include "ledger/request_fields.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "crypto/card.hpp"
#include "crypto/card_fields.hpp"
#include "ledger/custody_fields.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;

constexpr std::size_t k_ref_limit = 128;

/// "16(4)", "12(2)(a)", "Art. 5 bis": printable ASCII.
bool is_paragraph(std::string_view text) {
  return !text.empty() && text.size() <= k_ref_limit &&
         std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

std::optional<std::string> read_paragraph(JsonReader& reader) {
  std::optional<std::string> ref = reader.optional_text("ref");
  if (ref && !is_paragraph(*ref)) {
    reader.reject("ref", "is not 1 to 128 printable ASCII characters");
  }
  return ref;
}

Result<RequestDocument> read_request_document(const Json& value) {
  JsonReader reader(value, "a document");
  const std::optional<std::string> bundle = reader.optional_text("bundle");
  const std::optional<std::string> sha256 = reader.optional_text("sha256");
  RequestDocument document{.name = read_text(reader, "name"),
                           .ref = read_paragraph(reader),
                           .hash = bundle.value_or(sha256.value_or("")),
                           .is_bundle = bundle.has_value(),
                           .type = read_optional_text(reader, "type"),
                           .form = read_optional_text(reader, "form"),
                           .language = read_optional_text(reader, "language")};
  if (bundle.has_value() == sha256.has_value() || !crypto::Sha256::from_hex(document.hash)) {
    reader.reject("sha256", "and bundle: one of them is 64 hexadecimal digits");
  }
  ROG_TRY(reader.finish());
  return document;
}

/// The array of the key where it is there and has 1..k_most_request_texts members; else null, and rejected.
const Json::Array* read_list(JsonReader& reader, std::string_view key) {
  const Json* const value = reader.optional_value(key);
  if (value == nullptr) {
    return nullptr;
  }
  const Json::Array* const array = value->as_array();
  if (array == nullptr || array->empty() || array->size() > k_most_request_texts) {
    reader.reject(key, "is not a list of 1 to " + std::to_string(k_most_request_texts));
    return nullptr;
  }
  return array;
}

}  // namespace

bool is_request_word(std::string_view text) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && text.size() <= 64 && is_lower(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '_'; });
}

Json request_authority_json(const RequestAuthority& authority) {
  return Json::Object{{"calendar", authority.calendar},
                      {"country", authority.country},
                      {"id", authority.id},
                      {"name", authority.name},
                      {"zone", authority.zone}};
}

RequestAuthority read_request_authority(JsonReader& reader, std::string_view key) {
  JsonReader inner(reader.value(key), "it");
  RequestAuthority authority{.calendar = inner.text("calendar"),
                             .country = inner.text("country"),
                             .id = inner.text("id"),
                             .name = read_text(inner, "name"),
                             .zone = inner.text("zone")};
  if (!base::is_id(authority.id)) {
    inner.reject("id", "is not an id");
  }
  if (!crypto::is_country(authority.country)) {
    inner.reject("country", "is not one of ISO 3166-1 alpha-2");
  }
  if (!crypto::is_calendar(authority.calendar)) {
    inner.reject("calendar", "is not one of ISO 3166");
  }
  if (!crypto::is_zone(authority.zone)) {
    inner.reject("zone", "is not the name of one");
  }
  finish_inner(inner, reader, key);
  return authority;
}

Json told_by_json(const ToldBy& told) {
  Json::Object object{{"by", told.by}, {"means", text_of(told.means)}};
  put(object, "ref", told.ref);
  return object;
}

ToldBy read_told_by(JsonReader& reader) {
  JsonReader inner(reader.value("reported"), "it");
  ToldBy told{.by = read_text(inner, "by"),
              .means = inner.parsed<ToldMeans>("means", parse_told_means),
              .ref = read_optional_text(inner, "ref")};
  finish_inner(inner, reader, "reported");
  return told;
}

Json request_documents_json(const std::vector<RequestDocument>& documents) {
  Json::Array array;
  for (const RequestDocument& document : documents) {
    Json::Object object{{"name", document.name}, {document.is_bundle ? "bundle" : "sha256", document.hash}};
    put(object, "form", document.form);
    put(object, "language", document.language);
    put(object, "ref", document.ref);
    put(object, "type", document.type);
    array.emplace_back(std::move(object));
  }
  return array;
}

std::vector<RequestDocument> read_request_documents(JsonReader& reader) {
  std::vector<RequestDocument> documents;
  const Json::Array* const array = read_list(reader, "documents");
  if (array == nullptr) {
    return documents;
  }
  for (const Json& item : *array) {
    Result<RequestDocument> document = read_request_document(item);
    if (!document) {
      reader.reject("documents", document.error().sentence());
      return documents;
    }
    if (!documents.empty() && *document <= documents.back()) {
      reader.reject("documents", "are not in order of name, each once");
      return documents;
    }
    documents.push_back(*std::move(document));
  }
  return documents;
}

Json entry_refs_json(const std::vector<EntryRef>& entries) {
  Json::Array array;
  for (const EntryRef& entry : entries) {
    array.emplace_back(entry.text());
  }
  return array;
}

std::vector<EntryRef> read_entry_refs(JsonReader& reader, std::string_view key) {
  std::vector<EntryRef> entries;
  for (const std::string& text : read_text_list(reader, key)) {
    const Result<EntryRef> entry = EntryRef::parse(text);
    if (!entry || (!entries.empty() && *entry <= entries.back())) {
      reader.reject(key, "are not names of entries in order, each once");
      return entries;
    }
    entries.push_back(*entry);
  }
  return entries;
}

std::vector<std::string> read_text_list(JsonReader& reader, std::string_view key) {
  std::vector<std::string> texts;
  const Json::Array* const array = read_list(reader, key);
  if (array == nullptr) {
    return texts;
  }
  for (const Json& item : *array) {
    const std::string* const text = item.as_string();
    if (text == nullptr || text->empty() || text->size() > k_text_limit) {
      reader.reject(key, "has something that is no text of 1 byte to 16 KiB");
      return texts;
    }
    texts.push_back(*text);
  }
  return texts;
}

std::map<std::string, std::string> read_request_texts(JsonReader& reader) {
  std::map<std::string, std::string> texts;
  const Json::Object& object = reader.object("fields");
  if (object.size() > k_most_request_texts) {
    reader.reject("fields", "has more than " + std::to_string(k_most_request_texts));
    return texts;
  }
  for (const auto& [ref, value] : object) {
    const std::string* const text = value.as_string();
    if (!is_paragraph(ref) || text == nullptr || text->empty() || text->size() > k_body_limit) {
      reader.reject("fields", "has something that is no text by its sub-paragraph");
      return texts;
    }
    texts.emplace(ref, *text);
  }
  return texts;
}

std::string read_request_id(JsonReader& reader) {
  std::string id = reader.text("request");
  if (reader.ok() && !crypto::Sha256::from_hex(id)) {
    reader.reject("request", "is not the id of one");
  }
  return id;
}

std::string read_request_role(JsonReader& reader) {
  std::string role = reader.text("role");
  if (reader.ok() && !crypto::is_request_role(role)) {
    reader.reject("role", "is none in a request");
  }
  return role;
}

}  // namespace rogatory::ledger
