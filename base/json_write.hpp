// JSON as text, without a tree of values: for objects that are written by the hundred thousand.
#pragma once

#include <string>
#include <string_view>

#include "base/json.hpp"

namespace rogatory::base {

/// Writes one object member by member, in the bytes that Json::canonical() gives. Keys are ASCII and come in rising
/// byte order, texts are valid UTF-8; what is not is our own bug, as it is there.
///
///     JsonObjectWriter writer;
///     writer.add("item", 1);
///     writer.add("name", "phone.dd");
///     writer.finish();                           // {"item":1,"name":"phone.dd"}
class JsonObjectWriter {
 public:
  JsonObjectWriter();

  void add(std::string_view key, std::string_view text);
  /// Within +-(2^53-1), as Json.
  template <JsonInteger T>
  void add(std::string_view key, T integer) {
    ROG_ASSERT(std::cmp_less_equal(integer, k_json_integer_limit) &&
               std::cmp_greater_equal(integer, -k_json_integer_limit));
    add_integer(key, static_cast<std::int64_t>(integer));
  }
  /// A value of any kind, for the few members that are not flat.
  void add_value(std::string_view key, const Json& value);

  /// The text; once.
  std::string finish();

 private:
  void add_key(std::string_view key);
  void add_integer(std::string_view key, std::int64_t integer);

  std::string m_text;
  std::string m_last;  // the key before
};

}  // namespace rogatory::base
