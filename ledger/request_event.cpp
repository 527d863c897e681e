#include "ledger/request_event.hpp"

#include <algorithm>

#include "ledger/custody_fields.hpp"
#include "ledger/request_fields.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;

constexpr std::array k_means{ToldMeans::telephone,  ToldMeans::interpol,  ToldMeans::sis,       ToldMeans::post,
                             ToldMeans::diplomatic, ToldMeans::in_person, ToldMeans::electronic};
constexpr std::string_view k_reported = "request.reported";

std::string read_word(JsonReader& reader, std::string_view key) {
  std::string word = reader.text(key);
  if (reader.ok() && !is_request_word(word)) {
    reader.reject(key, "is not a word of small letters, digits and _");
  }
  return word;
}

std::vector<std::string> read_instruments(JsonReader& reader) {
  std::vector<std::string> ids = read_text_list(reader, "instruments");
  const auto is_instrument = [](const std::string& id) {
    return id.size() <= 64 &&
           std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
  };
  if (ids.empty() || !std::ranges::all_of(ids, is_instrument)) {
    reader.reject("instruments", "are not ids of instruments, at least one");
  }
  return ids;
}

/// All but the rules, which are too large to be copied for each look.
Json without_rules(const Json::Object& fields) {
  Json::Object others;
  for (const auto& field : fields) {
    if (field.first != "rules") {
      others.insert(field);
    }
  }
  return others;
}

/// Null where they are absent; the hash is that of their canonical text.
std::shared_ptr<const std::string> read_rules(JsonReader& reader, const Json::Object& fields,
                                              const std::string& sha256) {
  if (reader.ok() && !crypto::Sha256::from_hex(sha256)) {
    reader.reject("rules_sha256", "is not 64 hexadecimal digits");
  }
  const auto value = fields.find("rules");
  if (value == fields.end()) {
    return nullptr;
  }
  std::string text = value->second.canonical();
  if (value->second.as_object() == nullptr || crypto::sha256(text).hex() != sha256) {
    reader.reject("rules", "are not those of rules_sha256");
    return nullptr;
  }
  return std::make_shared<const std::string>(std::move(text));
}

std::optional<UtcTime> read_date(JsonReader& reader) { return reader.optional_parsed<UtcTime>("date", UtcTime::parse); }

std::vector<std::string> read_measures(JsonReader& reader) {
  std::vector<std::string> measures = read_text_list(reader, "measures");
  if (measures.empty() || !std::ranges::all_of(measures, is_request_word)) {
    reader.reject("measures", "are not words, at least one");
  }
  return measures;
}

void put_mark(Json::Object& fields, const char* key, bool mark) {
  if (mark) {
    fields[key] = true;
  }
}

void put_documents(Json::Object& fields, const std::vector<RequestDocument>& documents) {
  if (!documents.empty()) {
    fields["documents"] = request_documents_json(documents);
  }
}

bool is_step_word(std::string_view word) {
  constexpr std::array<std::string_view, 5> others{"filed", "reported", "confirmed", "disputed", "corrected"};
  return is_request_word(word) && std::ranges::count(others, word) == 0;
}

/// The member that names the entry.
std::string_view key_of(RemarkKind kind) {
  switch (kind) {
    case RemarkKind::confirmed:
      return "confirms";
    case RemarkKind::disputed:
      return "disputes";
    case RemarkKind::corrected:
      return "corrects";
  }
  return "";
}

}  // namespace

std::string_view text_of(ToldMeans means) {
  switch (means) {
    case ToldMeans::telephone:
      return "telephone";
    case ToldMeans::interpol:
      return "interpol";
    case ToldMeans::sis:
      return "sis";
    case ToldMeans::post:
      return "post";
    case ToldMeans::diplomatic:
      return "diplomatic";
    case ToldMeans::in_person:
      return "in_person";
    case ToldMeans::electronic:
      return "electronic";
  }
  return "";
}

Result<ToldMeans> parse_told_means(std::string_view text) { return parse_word<ToldMeans>(k_means, text); }

std::string_view text_of(RemarkKind kind) {
  switch (kind) {
    case RemarkKind::confirmed:
      return "confirmed";
    case RemarkKind::disputed:
      return "disputed";
    case RemarkKind::corrected:
      return "corrected";
  }
  return "";
}

Json::Object RequestFiled::fields() const {
  Json::Object texts_json;
  for (const auto& [paragraph, text] : texts) {
    texts_json.emplace(paragraph, text);
  }
  Json::Object fields{{"fields", std::move(texts_json)},
                      {"happened_at", time_json(happened_at)},
                      {"instruments", Json::Array(instruments.begin(), instruments.end())},
                      {"machine", machine},
                      {"measures", Json::Array(measures.begin(), measures.end())},
                      {"requested", request_authority_json(requested)},
                      {"requesting", request_authority_json(requesting)},
                      {"role", role},
                      {"rules_sha256", rules_sha256},
                      {"title", title}};
  if (addressed) {
    fields["addressed"] = request_authority_json(*addressed);
  }
  put(fields, "because", because);
  put(fields, "by", by);
  put_mark(fields, "confidential", confidential);
  put_documents(fields, documents);
  put(fields, "entered_for", entered_for);
  put(fields, "incomplete", incomplete);
  put(fields, "language", language);
  put_mark(fields, "oral", oral);
  put(fields, "person", person);
  if (reported) {
    fields["reported"] = told_by_json(*reported);
  }
  if (rules) {
    Result<Json> document = base::parse_json(base::as_bytes(*rules), rules->size());
    ROG_ASSERT(document.has_value());  // it was written by canonical()
    fields["rules"] = *std::move(document);
  }
  if (!translations.empty()) {
    fields["translations"] = Json::Array(translations.begin(), translations.end());
  }
  put_mark(fields, "urgent", urgent);
  return fields;
}

Result<RequestFiled> RequestFiled::parse(const Json::Object& fields) {
  const Json value = without_rules(fields);
  JsonReader reader(value, std::string(k_type));
  RequestFiled event;
  if (fields.contains("addressed")) {
    event.addressed = read_request_authority(reader, "addressed");
  }
  event.because = read_optional_text(reader, "because");
  event.by = read_optional_text(reader, "by");
  event.confidential = read_mark(reader, "confidential");
  event.documents = read_request_documents(reader);
  event.entered_for = read_optional_text(reader, "entered_for");
  event.happened_at = read_happened_at(reader);
  event.incomplete = read_optional_text(reader, "incomplete");
  event.instruments = read_instruments(reader);
  event.language = read_optional_text(reader, "language");
  event.machine = read_word(reader, "machine");
  event.measures = read_measures(reader);
  event.oral = read_mark(reader, "oral");
  event.person = read_optional_text(reader, "person");
  if (fields.contains("reported")) {
    event.reported = read_told_by(reader);
  }
  event.requested = read_request_authority(reader, "requested");
  event.requesting = read_request_authority(reader, "requesting");
  event.role = read_request_role(reader);
  event.rules_sha256 = reader.text("rules_sha256");
  event.rules = read_rules(reader, fields, event.rules_sha256);
  event.texts = read_request_texts(reader);
  event.title = read_text(reader, "title");
  event.translations = read_text_list(reader, "translations");
  event.urgent = read_mark(reader, "urgent");
  if (event.requested.id == event.requesting.id) {
    reader.reject("requested", "is the requesting authority itself");
  }
  ROG_TRY(reader.finish());
  return event;
}

std::string RequestStepEvent::type() const {
  return reported ? std::string(k_reported) : std::string(k_prefix) + event;
}

Json::Object RequestStepEvent::fields() const {
  Json::Object fields{{"happened_at", time_json(happened_at)}, {"request", request}, {"role", role}};
  if (!conditions.empty()) {
    fields["conditions"] = Json::Array(conditions.begin(), conditions.end());
  }
  if (!confirms.empty()) {
    fields["confirms"] = entry_refs_json(confirms);
  }
  put(fields, "consultation", consultation);
  put(fields, "date", date ? std::optional(date->text()) : std::nullopt);
  put_documents(fields, documents);
  put(fields, "entered_for", entered_for);
  put(fields, "ground", ground);
  put(fields, "note", note);
  if (occurrence != 1) {
    fields["occurrence"] = occurrence;
  }
  put(fields, "reason", reason);
  if (reported) {
    fields["event"] = event;
    fields["reported"] = told_by_json(*reported);
  }
  return fields;
}

Result<RequestStepEvent> RequestStepEvent::parse(std::string_view type, const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(type));
  RequestStepEvent event;
  event.conditions = read_text_list(reader, "conditions");
  event.consultation = read_optional_text(reader, "consultation");
  event.date = read_date(reader);
  event.documents = read_request_documents(reader);
  event.entered_for = read_optional_text(reader, "entered_for");
  event.ground = read_optional_text(reader, "ground");
  event.happened_at = read_happened_at(reader);
  event.note = read_optional_text(reader, "note");
  event.occurrence = static_cast<int>(reader.optional_integer("occurrence", 2, k_most_occurrences).value_or(1));
  event.reason = read_optional_text(reader, "reason");
  event.request = read_request_id(reader);
  event.role = read_request_role(reader);
  if (type == k_reported) {
    event.event = read_word(reader, "event");
    event.reported = read_told_by(reader);
    if (reader.ok() && !is_step_word(event.event)) {
      reader.reject("event", "is no step of a request");
    }
  } else {
    event.confirms = read_entry_refs(reader, "confirms");
    event.event = type.substr(k_prefix.size());
  }
  ROG_TRY(reader.finish());
  return event;
}

std::string RequestRemark::type() const { return std::string(RequestStepEvent::k_prefix) + std::string(text_of(kind)); }

Json::Object RequestRemark::fields() const {
  Json::Object fields{{std::string(key_of(kind)), about.text()}, {"request", request}, {"role", role}};
  put(fields, "entered_for", entered_for);
  if (happened_at) {
    fields["happened_at"] = time_json(*happened_at);
  }
  put(fields, "note", note);
  put(fields, "reason", reason);
  if (withdraws) {
    fields["withdraws"] = true;
  }
  return fields;
}

Result<RequestRemark> RequestRemark::parse(RemarkKind kind, const Json::Object& fields) {
  const Json value(fields);
  RequestRemark event;
  event.kind = kind;
  JsonReader reader(value, event.type());
  event.about = reader.parsed<EntryRef>(key_of(kind), EntryRef::parse);
  event.entered_for = read_optional_text(reader, "entered_for");
  event.request = read_request_id(reader);
  event.role = read_request_role(reader);
  if (kind == RemarkKind::confirmed) {
    event.note = read_optional_text(reader, "note");
  } else {
    event.reason = read_text(reader, "reason");
  }
  if (kind == RemarkKind::corrected) {
    event.withdraws = read_mark(reader, "withdraws");
    if (fields.contains("happened_at")) {
      event.happened_at = read_happened_at(reader);
    }
    if (event.withdraws && event.happened_at) {
      reader.reject("withdraws", "it did not happen, and happened_at says when it did");
    }
  }
  ROG_TRY(reader.finish());
  return event;
}

std::optional<RequestEventKind> request_event_kind(std::string_view type) {
  constexpr std::string_view prefix = RequestStepEvent::k_prefix;
  if (!type.starts_with(prefix) || !is_request_word(type.substr(prefix.size()))) {
    return std::nullopt;
  }
  const std::string_view word = type.substr(prefix.size());
  if (word == "filed") {
    return RequestEventKind::filed;
  }
  if (word == "reported") {
    return RequestEventKind::reported;
  }
  if (word == "confirmed") {
    return RequestEventKind::confirmed;
  }
  if (word == "disputed") {
    return RequestEventKind::disputed;
  }
  return word == "corrected" ? RequestEventKind::corrected : RequestEventKind::step;
}

std::string type_of(const RequestEvent& event) {
  if (const auto* step = std::get_if<RequestStepEvent>(&event)) {
    return step->type();
  }
  const auto* remark = std::get_if<RequestRemark>(&event);
  return remark != nullptr ? remark->type() : std::string(RequestFiled::k_type);
}

Json::Object fields_of(const RequestEvent& event) {
  return std::visit([](const auto& one) { return one.fields(); }, event);
}

Result<RequestEvent> parse_request_event(std::string_view type, const Json::Object& fields) {
  const std::optional<RequestEventKind> kind = request_event_kind(type);
  if (!kind) {
    return fail(ErrorCode::not_found, std::string(type) + " is no event of a request");
  }
  const auto remark = [&](RemarkKind of) -> Result<RequestEvent> {
    ROG_TRY_ASSIGN(RequestRemark event, RequestRemark::parse(of, fields));
    return RequestEvent(std::move(event));
  };
  switch (*kind) {
    case RequestEventKind::filed: {
      ROG_TRY_ASSIGN(RequestFiled event, RequestFiled::parse(fields));
      return RequestEvent(std::move(event));
    }
    case RequestEventKind::step:
    case RequestEventKind::reported: {
      ROG_TRY_ASSIGN(RequestStepEvent event, RequestStepEvent::parse(type, fields));
      return RequestEvent(std::move(event));
    }
    case RequestEventKind::confirmed:
      return remark(RemarkKind::confirmed);
    case RequestEventKind::disputed:
      return remark(RemarkKind::disputed);
    case RequestEventKind::corrected:
      return remark(RemarkKind::corrected);
  }
  return fail(ErrorCode::not_found, std::string(type) + " is no event of a request");
}

}  // namespace rogatory::ledger
