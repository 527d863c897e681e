#include "ledger/custody_event.hpp"

#include "crypto/hash.hpp"
#include "ledger/custody_fields.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;

void put_number(Json::Object& fields, const char* key, const std::optional<std::uint64_t>& number) {
  if (number) {
    fields[key] = *number;
  }
}

std::optional<std::uint64_t> read_number(JsonReader& reader, std::string_view key, std::int64_t least,
                                         std::int64_t most) {
  const std::optional<std::int64_t> number = reader.optional_integer(key, least, most);
  return number ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

/// What the act says nothing without.
void check_needs(JsonReader& reader, const CustodyEvent& event) {
  switch (row_of(event.act).need) {
    case CustodyNeed::nothing:
      break;
    case CustodyNeed::counterpart:
      if (!event.counterpart) {
        reader.reject("counterpart", "is missing");
      }
      break;
    case CustodyNeed::hashes:
      if (event.hashes.empty()) {
        reader.reject("hashes", "is missing");
      }
      break;
    case CustodyNeed::new_seal:
      if (!event.seal || !event.seal->after) {
        reader.reject("seal", "does not say which one is on it afterwards");
      }
      break;
    case CustodyNeed::reason:
      if (!event.reason) {
        reader.reject("reason", "is missing");
      }
      break;
  }
  if (event.without_log && (event.act != CustodyAct::received || !event.counterpart || !event.reason)) {
    reader.reject("without_log", "belongs to what was received, from whom and why");
  }
}

}  // namespace

Json::Object CustodyEvent::fields() const {
  Json::Object fields{
      {"actor", person_json(actor)}, {"exhibit", exhibit.text()}, {"happened_at", time_json(happened_at)}};
  put(fields, "condition", condition);
  put(fields, "container", container);
  put_number(fields, "copies", copies);
  put(fields, "entered_for", entered_for);
  put(fields, "on", on ? std::optional(std::string(text_of(*on))) : std::nullopt);
  put(fields, "place", place);
  put(fields, "purpose", purpose);
  put(fields, "reason", reason);
  put(fields, "request", request);
  put_number(fields, "size", size);
  put(fields, "warrant", warrant);
  put(fields, "witness", witness);
  if (counterpart) {
    fields["counterpart"] = person_json(*counterpart);
  }
  if (!hashes.empty()) {
    fields["hashes"] = hashes_json(hashes);
  }
  if (method) {
    fields["method"] = method_json(*method);
  }
  if (seal) {
    fields["seal"] = seal_json(*seal);
  }
  if (without_log) {
    fields["without_log"] = true;
  }
  return fields;
}

Result<CustodyEvent> CustodyEvent::parse(CustodyAct act, const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_prefix) + std::string(text_of(act)));
  CustodyEvent event;
  event.act = act;
  event.actor = read_actor(reader);
  event.condition = read_optional_text(reader, "condition");
  event.container = read_optional_text(reader, "container");
  event.copies = read_number(reader, "copies", 1, k_most_copies);
  event.counterpart = read_person(reader, "counterpart");
  event.entered_for = read_optional_text(reader, "entered_for");
  event.exhibit = reader.parsed<ExhibitId>("exhibit", ExhibitId::parse);
  event.happened_at = read_happened_at(reader);
  event.hashes = read_hashes(reader);
  event.method = read_method(reader);
  event.on = reader.optional_parsed<WorkedOn>("on", parse_worked_on);
  event.place = read_optional_text(reader, "place");
  event.purpose = read_optional_text(reader, "purpose");
  event.reason = read_optional_text(reader, "reason");
  event.request = reader.optional_text("request");
  event.seal = read_seal(reader);
  event.size = read_number(reader, "size", 0, base::k_json_integer_limit);
  event.warrant = read_optional_text(reader, "warrant");
  event.without_log = read_mark(reader, "without_log");
  event.witness = read_optional_text(reader, "witness");
  if (event.request && !crypto::Sha256::from_hex(*event.request)) {
    reader.reject("request", "is not the id of one");
  }
  check_needs(reader, event);
  ROG_TRY(reader.finish());
  return event;
}

Json::Object CustodyCorrection::fields() const {
  return {{"corrects", corrects.text()}, {"exhibit", exhibit.text()}, {"reason", reason}};
}

Result<CustodyCorrection> CustodyCorrection::parse(const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_type));
  CustodyCorrection event;
  event.corrects = reader.parsed<EntryRef>("corrects", EntryRef::parse);
  event.exhibit = reader.parsed<ExhibitId>("exhibit", ExhibitId::parse);
  event.reason = read_text(reader, "reason");
  ROG_TRY(reader.finish());
  return event;
}

}  // namespace rogatory::ledger
