// Reading the tables of a law file: arrays of objects, each read by one function, with the path of what is wrong.
// Internal to request/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace rogatory::request {

/// The largest text of a rule, in bytes.
constexpr std::size_t k_plain_size = 4096;

/// A name of a state, an event, a topic …: `[a-z][a-z0-9_]*`, at most 64 bytes.
bool is_name(std::string_view text);
/// For JsonReader::parsed: the text itself; malformed where it is no name.
Result<std::string> parse_name(std::string_view text);
/// The same for what people read: not empty, at most 4096 bytes, no control characters.
Result<std::string> parse_plain(std::string_view text);
/// `https://…` or `http://…` of printable ASCII, at most 1024 bytes.
Result<std::string> parse_address(std::string_view text);
/// A day as YYYY-MM-DD that there is.
Result<std::string> parse_day(std::string_view text);

/// Each element read by `read(const Json&, std::string path)`, path being `what[0]`, `what[1]` …; the first failure.
template <class Row, class Read>
Result<std::vector<Row>> read_rows(const Json::Array& array, const std::string& what, Read read) {
  std::vector<Row> rows;
  rows.reserve(array.size());
  for (std::size_t index = 0; index < array.size(); ++index) {
    ROG_TRY_ASSIGN(Row row, read(array[index], what + "[" + std::to_string(index) + "]"));
    rows.push_back(std::move(row));
  }
  return rows;
}

/// The same of an array that may be absent; malformed where it is something else than an array.
template <class Row, class Read>
Result<std::vector<Row>> read_optional_rows(base::JsonReader& reader, std::string_view key, const std::string& what,
                                            Read read) {
  const Json* value = reader.optional_value(key);
  if (value == nullptr) {
    return std::vector<Row>();
  }
  if (value->as_array() == nullptr) {
    reader.reject(key, "is not an array");
    return std::vector<Row>();
  }
  return read_rows<Row>(*value->as_array(), what + "." + std::string(key), read);
}

/// Each text of the array at `key` parsed; the first that does not parse is recorded in the reader.
template <class Value, class Parse>
std::vector<Value> parsed_texts(base::JsonReader& reader, std::string_view key, Parse parse) {
  std::vector<Value> values;
  for (const std::string& text : reader.texts(key)) {
    Result<Value> value = parse(text);
    if (!value) {
      reader.reject(key, value.error().sentence());
      return {};
    }
    values.push_back(*std::move(value));
  }
  return values;
}
/// The same where the key may be absent.
template <class Value, class Parse>
std::vector<Value> optional_parsed_texts(base::JsonReader& reader, std::string_view key, Parse parse) {
  return reader.optional_value(key) == nullptr ? std::vector<Value>() : parsed_texts<Value>(reader, key, parse);
}

}  // namespace rogatory::request
