#include "ledger/event.hpp"

#include <array>

#include "crypto/age.hpp"
#include "ledger/exhibit_link_event.hpp"
#include "ledger/party_event.hpp"
#include "ledger/request_event.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;

constexpr std::int64_t k_most_items = 999'999;

void check_bundle_id(JsonReader& reader, std::string_view key, const std::string& id) {
  if (reader.ok() && !crypto::Sha256::from_hex(id)) {
    reader.reject(key, "is not the id of a bundle");
  }
}

std::optional<std::string> read_optional_bundle(JsonReader& reader, std::string_view key) {
  std::optional<std::string> id = reader.optional_text(key);
  if (id) {
    check_bundle_id(reader, key, *id);
  }
  return id;
}

Result<GrantMeans> parse_means(std::string_view text) {
  constexpr std::array means{GrantMeans::printed, GrantMeans::file, GrantMeans::pouch};
  return parse_word<GrantMeans>(means, text);
}

template <class Event>
Result<bool> is_whole(const Json::Object& fields) {
  ROG_TRY(Event::parse(fields));
  return true;
}

struct EventRow {
  std::string_view type;
  Result<bool> (*check)(const Json::Object& fields);
};
template <class Event>
constexpr EventRow k_row{Event::k_type, is_whole<Event>};

constexpr std::array k_events{
    k_row<BundleSealed>, k_row<CaseClosed>,   k_row<CaseGranted>,       k_row<CaseOpened>,    k_row<CasePartyAdded>,
    k_row<CaseRekeyed>,  k_row<CaseRestored>, k_row<CustodyCorrection>, k_row<ExhibitLinked>, k_row<ExhibitRegistered>};

}  // namespace

std::string_view text_of(GrantMeans means) {
  switch (means) {
    case GrantMeans::printed:
      return "printed";
    case GrantMeans::file:
      return "file";
    case GrantMeans::pouch:
      return "pouch";
  }
  return "";
}

Json::Object CaseOpened::fields() const {
  Json::Object fields{{"title", title}};
  put(fields, "reference", reference);
  put(fields, "under", under ? std::optional(under->text()) : std::nullopt);
  return fields;
}

Result<CaseOpened> CaseOpened::parse(const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_type));
  CaseOpened event;
  event.reference = read_optional_text(reader, "reference");
  event.title = read_text(reader, "title");
  event.under = reader.optional_parsed<CaseId>("under", CaseId::parse);
  ROG_TRY(reader.finish());
  return event;
}

Json::Object CaseClosed::fields() const {
  Json::Object fields;
  put(fields, "reason", reason);
  return fields;
}

Result<CaseClosed> CaseClosed::parse(const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_type));
  CaseClosed event{read_optional_text(reader, "reason")};
  ROG_TRY(reader.finish());
  return event;
}

Json::Object CaseRestored::fields() const { return {{"reason", reason}}; }

Result<CaseRestored> CaseRestored::parse(const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_type));
  CaseRestored event{read_text(reader, "reason")};
  ROG_TRY(reader.finish());
  return event;
}

Json::Object CaseGranted::fields() const {
  Json::Object fields{{"compartment", compartment}, {"means", text_of(means)}, {"to", to}};
  put(fields, "bundle", bundle);
  put(fields, "reason", reason);
  return fields;
}

Result<CaseGranted> CaseGranted::parse(const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_type));
  CaseGranted event;
  event.bundle = read_optional_bundle(reader, "bundle");
  event.compartment = reader.text("compartment");
  event.means = reader.parsed<GrantMeans>("means", parse_means);
  event.reason = read_optional_text(reader, "reason");
  event.to = read_text(reader, "to");
  if (reader.ok() && !is_compartment(event.compartment)) {
    reader.reject("compartment", "is not the name of one");
  }
  ROG_TRY(reader.finish());
  return event;
}

Json::Object BundleSealed::fields() const {
  Json::Object fields{{"bundle", bundle}, {"identity", identity}, {"items", items},
                      {"name", name},     {"size", size},         {"sealed_at", sealed_at.text()}};
  put(fields, "previous", previous);
  return fields;
}

Result<BundleSealed> BundleSealed::parse(const Json::Object& fields) {
  const Json value(fields);
  JsonReader reader(value, std::string(k_type));
  BundleSealed event;
  event.bundle = reader.text("bundle");
  check_bundle_id(reader, "bundle", event.bundle);
  event.identity = reader.text("identity");
  if (reader.ok() && !crypto::age::Identity::parse(event.identity)) {
    reader.reject("identity", "is not an age identity");
  }
  event.items = static_cast<std::uint64_t>(reader.integer("items", 0, k_most_items));
  event.name = read_text(reader, "name");
  event.previous = read_optional_bundle(reader, "previous");
  event.sealed_at = reader.parsed<UtcTime>("sealed_at", UtcTime::parse);
  event.size = static_cast<std::uint64_t>(reader.integer("size", 0, base::k_json_integer_limit));
  ROG_TRY(reader.finish());
  return event;
}

bool is_for_service(std::string_view type) {
  return type == "delivery.relayed" || type == "delivery.received" || type == "delivery.refused";
}

Result<bool> check_event(std::string_view type, const Json::Object& fields) {
  for (const EventRow& row : k_events) {
    if (row.type == type) {
      return row.check(fields);
    }
  }
  if (type.starts_with(CustodyEvent::k_prefix)) {
    if (const std::optional<CustodyAct> act = find_custody_act(type.substr(CustodyEvent::k_prefix.size()))) {
      ROG_TRY(CustodyEvent::parse(*act, fields));
      return true;
    }
  }
  if (request_event_kind(type)) {
    ROG_TRY(parse_request_event(type, fields));
    return true;
  }
  return false;
}

}  // namespace rogatory::ledger
