#include "ledger/event_fields.hpp"

namespace rogatory::ledger {

using base::JsonReader;

namespace {

void check_text(JsonReader& reader, std::string_view key, const std::string& text) {
  if (reader.ok() && (text.empty() || text.size() > k_text_limit)) {
    reader.reject(key, "is empty or longer than 16 KiB");
  }
}

}  // namespace

std::string read_text(JsonReader& reader, std::string_view key) {
  std::string text = reader.text(key);
  check_text(reader, key, text);
  return text;
}

std::optional<std::string> read_optional_text(JsonReader& reader, std::string_view key) {
  std::optional<std::string> text = reader.optional_text(key);
  if (text) {
    check_text(reader, key, *text);
  }
  return text;
}

void put(Json::Object& fields, const char* key, const std::optional<std::string>& text) {
  if (text) {
    fields[key] = *text;
  }
}

void finish_inner(JsonReader& inner, JsonReader& outer, std::string_view key) {
  if (const Result<void> done = inner.finish(); !done) {
    outer.reject(key, done.error().sentence());
  }
}

}  // namespace rogatory::ledger
