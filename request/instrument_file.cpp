#include "request/instrument_file.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "request/data_rows.hpp"
#include "request/instrument_rows.hpp"
#include "request/instrument_rules.hpp"
#include "request/machine_file.hpp"

namespace rogatory::request {
namespace {

using base::JsonReader;

constexpr std::string_view k_instrument_format = "rogatory-instrument/1";

Result<std::string> parse_instrument_kind(std::string_view text) {
  constexpr std::array k_kinds{"extradition", "mla", "surrender", "order", "preservation", "jit", "scheme", "comity"};
  if (std::ranges::find(k_kinds, text) == k_kinds.end()) {
    return fail(ErrorCode::malformed,
                "is none of extradition, mla, surrender, order, preservation, jit, scheme and comity");
  }
  return std::string(text);
}

void read_head(JsonReader& reader, Instrument& instrument) {
  if (reader.text("format") != k_instrument_format) {
    reader.reject("format", "is not " + std::string(k_instrument_format));
  }
  instrument.id = reader.parsed<std::string>("id", parse_instrument_id);
  instrument.title = reader.parsed<std::string>("title", parse_plain);
  instrument.kind = reader.parsed<std::string>("kind", parse_instrument_kind);
  instrument.citation = reader.parsed<std::string>("citation", parse_plain);
  instrument.signed_on = reader.parsed<std::string>("signed", parse_day);
  instrument.in_force = reader.optional_parsed<std::string>("in_force", parse_day);
  instrument.text_url = reader.parsed<std::string>("text_url", parse_address);
  instrument.as_of = reader.parsed<std::string>("as_of", parse_day);
  instrument.machine = reader.parsed<std::string>("machine", parse_name);
  instrument.layered_on = reader.optional_parsed<std::string>("layered_on", parse_instrument_id);
  instrument.replaces = optional_parsed_texts<std::string>(reader, "replaces", parse_plain);
  instrument.parties_complete =
      reader.optional_value("parties_complete") != nullptr && reader.boolean("parties_complete");
  instrument.parties_note = reader.optional_parsed<std::string>("parties_note", parse_plain).value_or("");
}

Result<std::optional<Provision>> read_one(JsonReader& reader, std::string_view key, const std::string& what) {
  const Json* value = reader.optional_value(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  ROG_TRY_ASSIGN(Provision provision, read_provision(*value, what + "." + std::string(key)));
  return provision;
}

Result<void> read_tables(JsonReader& reader, const std::string& what, Instrument& into) {
  if (const Json* order = reader.optional_value("order")) {
    ROG_TRY_ASSIGN(into.order, read_order(*order, what + ".order"));
  }
  ROG_TRY_ASSIGN(into.parties, read_optional_rows<Party>(reader, "parties", what, read_party));
  ROG_TRY_ASSIGN(into.contents, read_optional_rows<Content>(reader, "contents", what, read_content));
  ROG_TRY_ASSIGN(into.documents, read_optional_rows<RequiredDocument>(reader, "documents", what, read_document));
  ROG_TRY_ASSIGN(into.limits, read_optional_rows<Limit>(reader, "limits", what, read_limit));
  ROG_TRY_ASSIGN(into.grounds, read_optional_rows<Ground>(reader, "refusal", what, read_ground));
  ROG_TRY_ASSIGN(into.rules, read_optional_rows<Rule>(reader, "rules", what, read_rule));
  ROG_TRY_ASSIGN(into.channels, read_optional_rows<Channel>(reader, "channels", what, read_channel));
  ROG_TRY_ASSIGN(into.declarations, read_optional_rows<Declaration>(reader, "declarations", what, read_declaration));
  ROG_TRY_ASSIGN(into.language, read_one(reader, "language", what));
  ROG_TRY_ASSIGN(into.authentication, read_one(reader, "authentication", what));
  return {};
}

/// What can be said of it without its machine.
Result<Instrument> read_instrument(const Json& value) {
  JsonReader reader(value, "instrument");
  Instrument instrument;
  read_head(reader, instrument);
  const std::string what = "instrument " + instrument.id;
  if (reader.ok()) {
    ROG_TRY(read_tables(reader, what, instrument));
  }
  ROG_TRY(reader.finish());
  return instrument;
}

Result<Instrument> checked(Instrument instrument, const Machine* machine) {
  const std::string what = "instrument " + instrument.id;
  if (machine == nullptr) {
    return fail(ErrorCode::malformed, what + ": machine: there is none called " + instrument.machine);
  }
  ROG_TRY_DOING(check_instrument(instrument, *machine), what);
  return instrument;
}

}  // namespace

Result<Instrument> parse_instrument(ByteView json) {
  ROG_TRY_ASSIGN(const Json value, base::parse_json(json, k_instrument_size));
  ROG_TRY_ASSIGN(Instrument instrument, read_instrument(value));
  const Machine* const machine = find_machine(instrument.machine);
  return checked(std::move(instrument), machine);
}

Result<Instrument> parse_instrument(const Json& value, const Machine& machine) {
  ROG_TRY_ASSIGN(Instrument instrument, read_instrument(value));
  return checked(std::move(instrument), &machine);
}

}  // namespace rogatory::request
