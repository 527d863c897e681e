#include "ledger/party_event.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "ledger/event_fields.hpp"
#include "ledger/names.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;

Json names_json(const std::vector<std::string>& names) { return Json::Array(names.begin(), names.end()); }

/// In the order of their names, each once.
std::vector<std::string> read_compartments(JsonReader& reader) {
  std::vector<std::string> names = reader.texts("compartments");
  const bool is_list = std::ranges::all_of(names, is_compartment) && std::ranges::is_sorted(names) &&
                       std::ranges::adjacent_find(names) == names.end();
  if (reader.ok() && !is_list) {
    reader.reject("compartments", "are not names of compartments in order, each once");
  }
  return names;
}

}  // namespace

Json::Object CasePartyAdded::fields() const {
  Json::Object fields{{"all", all}, {"compartments", names_json(compartments)}, {"party", party}};
  put(fields, "reason", reason);
  return fields;
}

Result<CasePartyAdded> CasePartyAdded::parse(const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_type));
  CasePartyAdded event;
  event.all = reader.boolean("all");
  event.compartments = read_compartments(reader);
  event.party = reader.text("party");
  event.reason = read_optional_text(reader, "reason");
  if (reader.ok() && !base::is_id(event.party)) {
    reader.reject("party", "is not an id");
  }
  ROG_TRY(reader.finish());
  return event;
}

Json::Object CaseRekeyed::fields() const {
  Json::Object fields{{"compartments", names_json(compartments)}};
  put(fields, "reason", reason);
  return fields;
}

Result<CaseRekeyed> CaseRekeyed::parse(const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_type));
  CaseRekeyed event;
  event.compartments = read_compartments(reader);
  event.reason = read_optional_text(reader, "reason");
  if (reader.ok() && event.compartments.empty()) {
    reader.reject("compartments", "are none");
  }
  ROG_TRY(reader.finish());
  return event;
}

}  // namespace rogatory::ledger
