#include "request/instrument_rows.hpp"

#include "base/text.hpp"
#include "request/data_rows.hpp"
#include "request/instrument_file.hpp"

namespace rogatory::request {
namespace {

using base::JsonReader;

/// The four keys that every row has.
Provision read_common(JsonReader& reader) {
  Provision provision;
  provision.ref = reader.parsed<std::string>("ref", parse_plain);
  provision.text = reader.parsed<std::string>("text", parse_plain);
  provision.verified = reader.parsed<Verified>("verified", parse_verified);
  provision.url = reader.optional_parsed<std::string>("url", parse_address).value_or("");
  provision.source = reader.optional_parsed<std::string>("source", parse_instrument_id).value_or("");
  return provision;
}

Result<std::string> parse_state(std::string_view text) {
  if (!is_state(text)) {
    return fail(ErrorCode::malformed, "is no State: two capital letters (ISO 3166)");
  }
  return std::string(text);
}

Result<std::string> parse_form(std::string_view text) {
  if (text != "original" && text != "authenticated_copy" && text != "copy") {
    return fail(ErrorCode::malformed, "is none of original, authenticated_copy and copy");
  }
  return std::string(text);
}

Result<std::string> parse_scope(std::string_view text) {
  if (text != "whole" && text != "part") {
    return fail(ErrorCode::malformed, "is neither whole nor part");
  }
  return std::string(text);
}

Applicability applicability_of(JsonReader& reader) {
  return {.when = optional_parsed_texts<std::string>(reader, "when", parse_name),
          .unless = optional_parsed_texts<std::string>(reader, "unless", parse_name)};
}

Result<Suspension> read_suspension(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  Suspension suspension;
  suspension.from = reader.parsed<std::string>("from", parse_name);
  suspension.to = reader.parsed<std::string>("to", parse_name);
  suspension.ref = reader.parsed<std::string>("ref", parse_plain);
  ROG_TRY(reader.finish());
  return suspension;
}

Result<LimitChange> read_limit_change(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  LimitChange change;
  change.id = reader.parsed<std::string>("id", parse_name);
  if (const auto n = reader.optional_integer("n", -k_limit_most, k_limit_most)) {
    change.n = static_cast<int>(*n);
  }
  change.effect = reader.optional_parsed<Effect>("effect", parse_effect);
  ROG_TRY_ASSIGN(change.suspends, read_optional_rows<Suspension>(reader, "suspends", path, read_suspension));
  ROG_TRY(reader.finish());
  return change;
}

Result<GroundChange> read_ground_change(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  GroundChange change;
  change.ground = reader.parsed<std::string>("ground", parse_name);
  change.force = reader.parsed<Force>("force", parse_force);
  ROG_TRY(reader.finish());
  return change;
}

}  // namespace

Result<std::string> parse_instrument_id(std::string_view text) {
  if (!base::is_id(text)) {
    return fail(ErrorCode::malformed, "is no id: 2 to 31 small letters, digits and -, a letter first");
  }
  return std::string(text);
}

Result<Provision> read_provision(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  Provision provision = read_common(reader);
  ROG_TRY(reader.finish());
  return provision;
}

Result<Order> read_order(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  Order order{.provision = read_common(reader), .rank = static_cast<int>(reader.integer("rank", 0, 100))};
  ROG_TRY(reader.finish());
  return order;
}

Result<Party> read_party(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  Party party;
  party.state = reader.parsed<std::string>("state", parse_state);
  party.since = reader.optional_parsed<std::string>("since", parse_day);
  party.verified = reader.parsed<Verified>("verified", parse_verified);
  ROG_TRY(reader.finish());
  return party;
}

Result<Content> read_content(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  Content content{.provision = read_common(reader),
                  .name = reader.parsed<std::string>("name", parse_name),
                  .duty = reader.parsed<Duty>("force", parse_duty),
                  .applies = applicability_of(reader)};
  ROG_TRY(reader.finish());
  return content;
}

Result<RequiredDocument> read_document(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  RequiredDocument document{.provision = read_common(reader),
                            .name = reader.parsed<std::string>("name", parse_name),
                            .types = parsed_texts<std::string>(reader, "types", parse_name),
                            .form = reader.parsed<std::string>("form", parse_form),
                            .duty = reader.parsed<Duty>("force", parse_duty),
                            .applies = applicability_of(reader)};
  if (document.types.empty()) {
    reader.reject("types", "is empty");
  }
  ROG_TRY(reader.finish());
  return document;
}

Result<Limit> read_limit(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  const Provision provision = read_common(reader);
  Limit limit;
  limit.id = reader.parsed<std::string>("id", parse_name);
  limit.ref = provision.ref;
  limit.text = provision.text;
  limit.url = provision.url;
  limit.verified = provision.verified;
  limit.source = provision.source;
  if (const auto n = reader.optional_integer("n", -k_limit_most, k_limit_most)) {
    limit.n = static_cast<int>(*n);
  }
  limit.n_by = reader.optional_parsed<std::string>("n_by", parse_plain).value_or("");
  limit.unit = reader.parsed<Unit>("unit", parse_unit);
  limit.from = reader.parsed<std::string>("from", parse_name);
  limit.to = parsed_texts<std::string>(reader, "to", parse_name);
  limit.on = reader.parsed<Side>("on", parse_side);
  limit.effect = reader.parsed<Effect>("effect", parse_effect);
  limit.counting = reader.parsed<Counting>("counting", parse_counting);
  limit.extends = reader.optional_parsed<std::string>("extends", parse_name);
  ROG_TRY_ASSIGN(limit.suspends, read_optional_rows<Suspension>(reader, "suspends", path, read_suspension));
  ROG_TRY(reader.finish());
  return limit;
}

Result<Ground> read_ground(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  Ground ground{.provision = read_common(reader),
                .ground = reader.parsed<std::string>("ground", parse_name),
                .force = reader.parsed<Force>("force", parse_force),
                .scope = reader.parsed<std::string>("scope", parse_scope)};
  ROG_TRY(reader.finish());
  return ground;
}

Result<Rule> read_rule(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  Rule rule{.provision = read_common(reader), .topic = reader.parsed<std::string>("topic", parse_name)};
  ROG_TRY(reader.finish());
  return rule;
}

Result<Channel> read_channel(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  Channel channel{.provision = read_common(reader), .type = reader.parsed<std::string>("type", parse_name)};
  channel.urgent_only = reader.optional_value("urgent_only") != nullptr && reader.boolean("urgent_only");
  ROG_TRY(reader.finish());
  return channel;
}

Result<Declaration> read_declaration(const Json& value, const std::string& path) {
  JsonReader reader(value, path);
  Declaration declaration{.provision = read_common(reader), .state = reader.parsed<std::string>("state", parse_state)};
  ROG_TRY_ASSIGN(declaration.limits, read_optional_rows<LimitChange>(reader, "limits", path, read_limit_change));
  ROG_TRY_ASSIGN(declaration.grounds, read_optional_rows<GroundChange>(reader, "refusal", path, read_ground_change));
  ROG_TRY(reader.finish());
  return declaration;
}

}  // namespace rogatory::request
