#include "base/json.hpp"

namespace rogatory::base {
namespace {

// What a failed reader hands out: lives as long as the program, since callers get references.
const Json& null() {
  static const Json value;
  return value;
}

template <class Container>
const Container& empty() {
  static const Container container;
  return container;
}

constexpr std::string_view k_absent_as_null = " is null: what is absent is left out";

/// Foreign keys in sentences, of bearable length.
std::string shown(const std::string& key) { return key.size() <= 64 ? key : key.substr(0, 61) + "..."; }

}  // namespace

JsonReader::JsonReader(const Json& value, std::string what) : m_object(value.as_object()), m_what(std::move(what)) {
  if (m_object == nullptr) {
    m_error.emplace(ErrorCode::malformed, m_what + " is not an object");
  }
}

const Json* JsonReader::find(std::string_view key, Need need) {
  if (m_error) {
    return nullptr;
  }
  m_seen.emplace(key);
  const auto found = m_object->find(key);
  if (found != m_object->end()) {
    return &found->second;
  }
  if (need == Need::required) {
    stop(key, " is missing");
  }
  return nullptr;
}

template <class T>
const T* JsonReader::find_as(std::string_view key, Need need, const T* (Json::*as)() const, std::string_view kind) {
  const Json* found = find(key, need);
  if (found == nullptr) {
    return nullptr;
  }
  const T* value = (found->*as)();
  if (value == nullptr) {
    if (found->is_null() && need == Need::optional) {
      stop(key, k_absent_as_null);
    } else {
      stop(key, " is not " + std::string(kind));
    }
  }
  return value;
}

std::optional<std::int64_t> JsonReader::find_integer(std::string_view key, Need need, std::int64_t least,
                                                     std::int64_t most) {
  const std::string kind = "an integer from " + std::to_string(least) + " to " + std::to_string(most);
  const std::int64_t* value = find_as<std::int64_t>(key, need, &Json::as_integer, kind);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (*value < least || *value > most) {
    stop(key, " is not " + kind);
    return std::nullopt;
  }
  return *value;
}

std::string JsonReader::text(std::string_view key) {
  const std::string* value = find_as<std::string>(key, Need::required, &Json::as_string, "a text");
  return value == nullptr ? std::string() : *value;
}

std::int64_t JsonReader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  return find_integer(key, Need::required, least, most).value_or(0);
}

bool JsonReader::boolean(std::string_view key) {
  const bool* value = find_as<bool>(key, Need::required, &Json::as_bool, "true or false");
  return value != nullptr && *value;
}

const Json::Array& JsonReader::array(std::string_view key) {
  const Json::Array* value = find_as<Json::Array>(key, Need::required, &Json::as_array, "an array");
  return value == nullptr ? empty<Json::Array>() : *value;
}

const Json::Object& JsonReader::object(std::string_view key) {
  const Json::Object* value = find_as<Json::Object>(key, Need::required, &Json::as_object, "an object");
  return value == nullptr ? empty<Json::Object>() : *value;
}

const Json& JsonReader::value(std::string_view key) {
  const Json* value = find(key, Need::required);
  return value == nullptr ? null() : *value;
}

std::vector<std::string> JsonReader::texts(std::string_view key) {
  std::vector<std::string> values;
  for (const Json& element : array(key)) {
    const std::string* text = element.as_string();
    if (text == nullptr) {
      stop(key, " is not an array of texts");
      return {};
    }
    values.push_back(*text);
  }
  return values;
}

std::optional<std::string> JsonReader::optional_text(std::string_view key) {
  const std::string* value = find_as<std::string>(key, Need::optional, &Json::as_string, "a text");
  return value == nullptr ? std::nullopt : std::optional(*value);
}

std::optional<std::int64_t> JsonReader::optional_integer(std::string_view key, std::int64_t least, std::int64_t most) {
  return find_integer(key, Need::optional, least, most);
}

const Json* JsonReader::optional_value(std::string_view key) {
  const Json* value = find(key, Need::optional);
  if (value != nullptr && value->is_null()) {
    stop(key, k_absent_as_null);
    return nullptr;
  }
  return value;
}

std::optional<std::string> JsonReader::nullable_text(std::string_view key) {
  const Json* value = find(key, Need::required);
  if (value == nullptr || value->is_null()) {
    return std::nullopt;
  }
  if (value->as_string() == nullptr) {
    stop(key, " is neither a text nor null");
    return std::nullopt;
  }
  return *value->as_string();
}

void JsonReader::reject(std::string_view key, std::string_view why) { stop(key, ": " + std::string(why)); }

void JsonReader::stop(std::string_view key, std::string_view rest) {
  if (!m_error) {
    m_error.emplace(ErrorCode::malformed, m_what + ": " + std::string(key) + std::string(rest));
  }
}

Result<void> JsonReader::finish() {
  if (m_error) {
    return fail(*m_error);
  }
  for (const auto& [key, value] : *m_object) {
    if (!m_seen.contains(key)) {
      return fail(ErrorCode::malformed, m_what + ": unknown key: " + shown(key));
    }
  }
  return {};
}

}  // namespace rogatory::base
