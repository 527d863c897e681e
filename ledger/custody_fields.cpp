#include "ledger/custody_fields.hpp"

#include "base/text.hpp"
#include "crypto/card_fields.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;

Person read_members(JsonReader& inner) {
  Person person{.authority = inner.optional_text("authority"),
                .name = read_optional_text(inner, "name"),
                .organisation = read_optional_text(inner, "organisation"),
                .role = read_optional_text(inner, "role")};
  if (person.authority && !base::is_id(*person.authority)) {
    inner.reject("authority", "is not an id");
  }
  if (!person.authority && !person.name) {
    inner.reject("name", "is missing, and there is no authority");
  }
  return person;
}

Result<ScopedHash> read_hash(const Json& value) {
  JsonReader reader(value, "a hash");
  ScopedHash hash;
  hash.algorithm = reader.parsed<HashAlgorithm>("alg", parse_hash_algorithm);
  hash.scope = reader.parsed<HashScope>("scope", parse_hash_scope);
  hash.value = reader.text("value");
  if (reader.ok() && !is_value_of(hash.algorithm, hash.value)) {
    reader.reject("value", "is not what its algorithm gives");
  }
  ROG_TRY(reader.finish());
  return hash;
}

/// One order, and no two values of what has one only.
bool may_follow(const ScopedHash& hash, const ScopedHash& before) {
  const bool same = hash.scope == before.scope && hash.algorithm == before.algorithm;
  return before < hash && (!same || hash.scope == HashScope::chunk);
}

}  // namespace

Json person_json(const Person& person) {
  Json::Object object;
  put(object, "authority", person.authority);
  put(object, "name", person.name);
  put(object, "organisation", person.organisation);
  put(object, "role", person.role);
  return object;
}

Person read_actor(JsonReader& reader) {
  JsonReader inner(reader.value("actor"), "it");
  Person person = read_members(inner);
  if (person.authority) {
    inner.reject("authority", "is the one whose log it is");
  }
  finish_inner(inner, reader, "actor");
  return person;
}

std::optional<Person> read_person(JsonReader& reader, std::string_view key) {
  const Json* value = reader.optional_value(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  JsonReader inner(*value, "it");
  Person person = read_members(inner);
  finish_inner(inner, reader, key);
  return person;
}

Json time_json(const HappenedAt& time) {
  Json::Object object{{"at", time.at.text()}, {"known", text_of(time.known)}};
  put(object, "zone", time.zone);
  return object;
}

HappenedAt read_happened_at(JsonReader& reader) {
  JsonReader inner(reader.value("happened_at"), "it");
  HappenedAt time{.at = inner.parsed<UtcTime>("at", UtcTime::parse),
                  .known = inner.parsed<TimeKnown>("known", parse_time_known),
                  .zone = inner.optional_text("zone")};
  if (time.zone && !crypto::is_zone(*time.zone)) {
    inner.reject("zone", "is not the name of one");
  }
  finish_inner(inner, reader, "happened_at");
  return time;
}

Json hashes_json(const std::vector<ScopedHash>& hashes) {
  Json::Array array;
  for (const ScopedHash& hash : hashes) {
    array.emplace_back(
        Json::Object{{"alg", text_of(hash.algorithm)}, {"scope", text_of(hash.scope)}, {"value", hash.value}});
  }
  return array;
}

std::vector<ScopedHash> read_hashes(JsonReader& reader) {
  std::vector<ScopedHash> hashes;
  const Json* value = reader.optional_value("hashes");
  if (value == nullptr) {
    return hashes;
  }
  const Json::Array* array = value->as_array();
  if (array == nullptr || array->empty() || array->size() > k_most_hashes) {
    reader.reject("hashes", "is not a list of 1 to " + std::to_string(k_most_hashes));
    return hashes;
  }
  for (const Json& item : *array) {
    Result<ScopedHash> hash = read_hash(item);
    if (!hash) {
      reader.reject("hashes", hash.error().sentence());
      return hashes;
    }
    if (!hashes.empty() && !may_follow(*hash, hashes.back())) {
      reader.reject("hashes", "are not in order of scope and algorithm, each once");
      return hashes;
    }
    hashes.push_back(*std::move(hash));
  }
  return hashes;
}

Json method_json(const Method& method) {
  Json::Object object{{"tool", method.tool}};
  put(object, "settings", method.settings);
  put(object, "version", method.version);
  return object;
}

std::optional<Method> read_method(JsonReader& reader) {
  const Json* value = reader.optional_value("method");
  if (value == nullptr) {
    return std::nullopt;
  }
  JsonReader inner(*value, "it");
  Method method{.settings = read_optional_text(inner, "settings"),
                .tool = read_text(inner, "tool"),
                .version = read_optional_text(inner, "version")};
  finish_inner(inner, reader, "method");
  return method;
}

Json seal_json(const SealSeen& seal) {
  Json::Object object;
  put(object, "after", seal.after);
  put(object, "before", seal.before);
  if (seal.intact) {
    object["intact"] = *seal.intact;
  }
  return object;
}

std::optional<SealSeen> read_seal(JsonReader& reader) {
  const Json* value = reader.optional_value("seal");
  if (value == nullptr) {
    return std::nullopt;
  }
  JsonReader inner(*value, "it");
  SealSeen seal{
      .after = read_optional_text(inner, "after"), .before = read_optional_text(inner, "before"), .intact = {}};
  if (inner.optional_value("intact") != nullptr) {
    seal.intact = inner.boolean("intact");
  }
  if (seal == SealSeen{}) {
    inner.reject("before", "is missing, and after and intact too");
  }
  finish_inner(inner, reader, "seal");
  return seal;
}

bool read_mark(JsonReader& reader, std::string_view key) {
  const Json* value = reader.optional_value(key);
  if (value != nullptr && *value != Json(true)) {
    reader.reject(key, "is neither absent nor true");
  }
  return value != nullptr;
}

}  // namespace rogatory::ledger
