#include "ledger/exhibit_link_event.hpp"

#include <algorithm>

#include "ledger/custody_fields.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;

Json custody_json(const LinkedCustody& custody) {
  Json::Object object;
  if (custody.custodian) {
    object["custodian"] = person_json(*custody.custodian);
  }
  if (!custody.hashes.empty()) {
    object["hashes"] = hashes_json(custody.hashes);
  }
  if (custody.loan) {
    object["loan"] = true;
  }
  put(object, "place", custody.place);
  put(object, "seal", custody.seal);
  if (custody.working_copy) {
    object["working_copy"] = true;
  }
  return object;
}

LinkedCustody read_custody(JsonReader& reader) {
  JsonReader inner(reader.value("custody"), "it");
  LinkedCustody custody;
  custody.custodian = read_person(inner, "custodian");
  custody.hashes = read_hashes(inner);
  custody.loan = read_mark(inner, "loan");
  custody.place = read_optional_text(inner, "place");
  custody.seal = read_optional_text(inner, "seal");
  custody.working_copy = read_mark(inner, "working_copy");
  if (custody.loan && !custody.custodian) {
    inner.reject("custodian", "is missing, who has it on loan");
  }
  if (!custody.loan && custody.custodian && custody.custodian->authority) {
    inner.reject("custodian", "has an authority, which is the one whose log it is");
  }
  if (std::ranges::count(custody.hashes, HashScope::chunk, &ScopedHash::scope) > 0) {
    inner.reject("hashes", "has one of a chunk, with which nothing is compared");
  }
  finish_inner(inner, reader, "custody");
  return custody;
}

LinkedFrom read_from(JsonReader& reader) {
  JsonReader inner(reader.value("from"), "it");
  LinkedFrom from;
  from.case_id = inner.parsed<CaseId>("case", CaseId::parse);
  from.entry = inner.parsed<EntryHash>("entry", EntryHash::from_hex);
  from.exhibit = inner.parsed<ExhibitId>("exhibit", ExhibitId::parse);
  finish_inner(inner, reader, "from");
  from.custody = read_custody(reader);
  return from;
}

LinkedInto read_into(JsonReader& reader) {
  JsonReader inner(reader.value("into"), "it");
  LinkedInto into;
  into.case_id = inner.parsed<CaseId>("case", CaseId::parse);
  into.exhibit = inner.parsed<ExhibitId>("exhibit", ExhibitId::parse);
  finish_inner(inner, reader, "into");
  return into;
}

}  // namespace

Json::Object ExhibitLinked::fields() const {
  Json::Object fields{{"exhibit", exhibit.text()}};
  if (const auto* from = std::get_if<LinkedFrom>(&other)) {
    fields["custody"] = custody_json(from->custody);
    fields["from"] =
        Json::Object{{"case", from->case_id.text()}, {"entry", from->entry.hex()}, {"exhibit", from->exhibit.text()}};
  } else {
    const auto& into = std::get<LinkedInto>(other);
    fields["into"] = Json::Object{{"case", into.case_id.text()}, {"exhibit", into.exhibit.text()}};
  }
  return fields;
}

Result<ExhibitLinked> ExhibitLinked::parse(const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_type));
  ExhibitLinked event;
  event.exhibit = reader.parsed<ExhibitId>("exhibit", ExhibitId::parse);
  // Of both halves at once the reader finds one too many.
  if (fields.contains("into")) {
    event.other = read_into(reader);
  } else {
    event.other = read_from(reader);
  }
  ROG_TRY(reader.finish());
  return event;
}

}  // namespace rogatory::ledger
