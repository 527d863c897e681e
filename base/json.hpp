// JSON: bounded parsing, canonical writing, and the profile that all signed JSON follows.
//
// The profile (design: names.md): ASCII keys in byte order, no floats, integers within +-(2^53-1), strings valid UTF-8,
// no insignificant white space. Its text is the canonical form of RFC 8785, and the stored bytes are what is signed.
// nlohmann-json is used in json.cpp only.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/bytes.hpp"

namespace rogatory::base {

/// The largest integer of the profile, and the negative of the least one: 2^53-1.
constexpr std::int64_t k_json_integer_limit = (std::int64_t{1} << 53U) - 1;

/// What counts as a number here; not bool, not a character.
template <class T>
concept JsonInteger = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

/// A JSON value of the profile. A value type: copies are deep.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::map<std::string, Json, std::less<>>;

  Json() : m_value(nullptr) {}
  Json(std::nullptr_t) : m_value(nullptr) {}
  /// Only a bool: a pointer or a character must not become true on the way.
  template <std::same_as<bool> T>
  Json(T value) : m_value(value) {}
  /// Beyond +-(2^53-1) is our own bug: sizes and counts never are.
  template <JsonInteger T>
  Json(T value) : m_value(static_cast<std::int64_t>(value)) {
    ROG_ASSERT(std::cmp_less_equal(value, k_json_integer_limit) &&
               std::cmp_greater_equal(value, -k_json_integer_limit));
  }
  Json(const char* value) : m_value(std::string(value)) {}
  Json(std::string_view value) : m_value(std::string(value)) {}
  Json(std::string value) : m_value(std::move(value)) {}
  Json(Array value) : m_value(std::move(value)) {}
  Json(Object value) : m_value(std::move(value)) {}

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::nullptr_t>(m_value); }
  /// Null where the value is of another kind.
  [[nodiscard]] const bool* as_bool() const { return std::get_if<bool>(&m_value); }
  [[nodiscard]] const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&m_value); }
  [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&m_value); }
  [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&m_value); }
  [[nodiscard]] const Object* as_object() const { return std::get_if<Object>(&m_value); }

  /// The canonical text: keys in byte order, no white space. Keys must be ASCII and strings valid UTF-8 (base/text
  /// makes them so); one that is not is our own bug.
  [[nodiscard]] std::string canonical() const;
  /// Two-space indented, for people and --json documents.
  [[nodiscard]] std::string pretty() const;

  bool operator==(const Json&) const = default;

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, std::string, Array, Object> m_value;
};

/// The deepest nesting any reader accepts.
constexpr std::size_t k_json_depth = 32;

/// Parses text of the profile. Refused as malformed: over `size_limit` bytes, deeper than k_json_depth, duplicate keys,
/// keys that are not ASCII, floats and exponents, integers beyond +-(2^53-1) or -0, invalid UTF-8, lone surrogates, a
/// byte order mark, anything after the value. White space is accepted here: use parse_canonical for signed bytes.
Result<Json> parse_json(ByteView text, std::size_t size_limit);

/// The same, and the bytes must equal their own canonical form: what every reader of signed JSON calls.
Result<Json> parse_canonical_json(ByteView text, std::size_t size_limit);

/// RFC 8259 syntax alone, without the profile: any number that a double can hold, any key, duplicates too; depth
/// limited to 512, no byte order mark. For the published vectors; nothing signed is read this way.
Result<void> check_json_syntax(ByteView text, std::size_t size_limit);

/// Takes an object apart, key by key, and finds what was left over: a typed decoder is a list of these calls. The first
/// failure sticks: later calls return defaults, finish() returns it. The object must outlive the reader.
///
///     JsonReader r(value, "seal");
///     seal.authority = r.text("authority");
///     ROG_TRY(r.finish());                       // malformed: "seal: authority is missing"
class JsonReader {
 public:
  JsonReader(const Json& value, std::string what);

  std::string text(std::string_view key);
  std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
  bool boolean(std::string_view key);
  const Json::Array& array(std::string_view key);
  /// Any kind; Json() where it is missing.
  const Json& value(std::string_view key);
  const Json::Object& object(std::string_view key);
  /// An array of strings.
  std::vector<std::string> texts(std::string_view key);

  /// Optional keys: nothing where the key is absent. A null is refused: absent keys are left out, never null.
  std::optional<std::string> optional_text(std::string_view key);
  std::optional<std::int64_t> optional_integer(std::string_view key, std::int64_t least, std::int64_t most);
  /// Null where the key is absent.
  const Json* optional_value(std::string_view key);
  /// For the few keys that are written as null where there is nothing: the key must be there.
  std::optional<std::string> nullable_text(std::string_view key);

  /// Records a failure found by the caller (a text that does not parse further), as "seal: KEY: WHY"; the first one
  /// wins.
  void reject(std::string_view key, std::string_view why);
  /// Applies a parser of text to the key: `r.parsed<UtcTime>("sealed_at", UtcTime::parse)`.
  template <class T, class Parse>
  T parsed(std::string_view key, Parse parse) {
    const std::string raw = text(key);
    if (m_error) {
      return T{};
    }
    Result<T> result = parse(raw);
    if (!result) {
      reject(key, result.error().sentence());
      return T{};
    }
    return *std::move(result);
  }
  template <class T, class Parse>
  std::optional<T> optional_parsed(std::string_view key, Parse parse) {
    return m_object != nullptr && m_object->contains(key) ? std::optional<T>(parsed<T>(key, parse)) : std::nullopt;
  }
  [[nodiscard]] bool ok() const { return !m_error.has_value(); }

  /// The first failure, or the first key nobody asked for (version 1 knows no other keys).
  Result<void> finish();

 private:
  enum class Need : std::uint8_t { required, optional };
  const Json* find(std::string_view key, Need need);
  template <class T>
  const T* find_as(std::string_view key, Need need, const T* (Json::*as)() const, std::string_view kind);
  std::optional<std::int64_t> find_integer(std::string_view key, Need need, std::int64_t least, std::int64_t most);
  void stop(std::string_view key, std::string_view rest);

  const Json::Object* m_object = nullptr;
  std::string m_what;
  std::set<std::string, std::less<>> m_seen;
  std::optional<Error> m_error;
};

}  // namespace rogatory::base

namespace rogatory {
using base::Json;
}  // namespace rogatory
