// Reading one row of each table of an instrument's file. Internal to request/.
#pragma once

#include "base/json.hpp"
#include "request/instrument.hpp"

namespace rogatory::request {

/// An id of an instrument: 2 to 31 small letters, digits and -, a letter first.
Result<std::string> parse_instrument_id(std::string_view text);

/// Malformed, as `PATH: KEY …`.
Result<Provision> read_provision(const Json& value, const std::string& path);
Result<Order> read_order(const Json& value, const std::string& path);
Result<Party> read_party(const Json& value, const std::string& path);
Result<Content> read_content(const Json& value, const std::string& path);
Result<RequiredDocument> read_document(const Json& value, const std::string& path);
Result<Limit> read_limit(const Json& value, const std::string& path);
Result<Ground> read_ground(const Json& value, const std::string& path);
Result<Rule> read_rule(const Json& value, const std::string& path);
Result<Channel> read_channel(const Json& value, const std::string& path);
Result<Declaration> read_declaration(const Json& value, const std::string& path);

}  // namespace rogatory::request
