#include "ledger/entry_fields.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "crypto/card.hpp"
#include "crypto/note.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;
using crypto::Sha256;
using crypto::age::Recipient;

constexpr std::size_t k_most_compartments = 256;
constexpr std::size_t k_most_notes = 2;

/// Takes a nested object's failure up into the reader of the whole.
void finish(JsonReader& inner, JsonReader& outer, std::string_view key) {
  if (const Result<void> done = inner.finish(); !done) {
    outer.reject(key, done.error().sentence());
  }
}

Result<Head> read_head(const Json& value) {
  JsonReader reader(value, "a head");
  Head head;
  head.root = reader.parsed<Sha256>("root", Sha256::from_hex);
  head.sig = reader.text("sig");
  head.size = static_cast<std::uint64_t>(reader.integer("size", 1, std::int64_t{k_most_entries}));
  if (reader.ok() && !crypto::NoteSignature::from_fields("log", head.sig)) {
    reader.reject("sig", "is not the field of a signature line");
  }
  ROG_TRY(reader.finish());
  return head;
}

Result<Party> read_party(const Json& value) {
  JsonReader reader(value, "a party");
  Party party;
  party.id = reader.text("id");
  party.root = reader.parsed<Sha256>("root", crypto::parse_fingerprint);
  if (reader.ok() && !base::is_id(party.id)) {
    reader.reject("id", "is not an id");
  }
  ROG_TRY(reader.finish());
  return party;
}

Result<RestartReason> parse_reason(std::string_view text) {
  for (const RestartReason reason : {RestartReason::restored, RestartReason::fork}) {
    if (text == text_of(reason)) {
      return reason;
    }
  }
  return fail(ErrorCode::malformed, "is neither restored nor fork");
}

}  // namespace

Json body_json(const BodyRef& body) {
  return Json::Object{{"commitment", body.commitment.hex()},
                      {"compartment", body.compartment},
                      {"sha256", body.sha256.hex()},
                      {"size", body.size}};
}

std::optional<BodyRef> read_body(JsonReader& reader) {
  const Json& value = reader.value("body");
  if (!reader.ok() || value.is_null()) {
    return std::nullopt;
  }
  JsonReader inner(value, "it");
  BodyRef body;
  body.commitment = inner.parsed<Sha256>("commitment", Sha256::from_hex);
  body.compartment = inner.text("compartment");
  body.sha256 = inner.parsed<Sha256>("sha256", Sha256::from_hex);
  body.size = static_cast<std::uint64_t>(
      inner.integer("size", std::int64_t{k_smallest_body_file}, std::int64_t{k_body_file_limit}));
  if (inner.ok() && !is_compartment(body.compartment)) {
    inner.reject("compartment", "is not the name of one");
  }
  finish(inner, reader, "body");
  return body;
}

Json heads_json(const Heads& heads) {
  Json::Object object;
  for (const auto& [log, head] : heads) {
    object[log.text()] = Json::Object{{"root", head.root.hex()}, {"sig", head.sig}, {"size", head.size}};
  }
  return object;
}

Heads read_heads(JsonReader& reader) {
  Heads heads;
  const Json::Object& object = reader.object("heads");
  if (object.size() > k_most_logs) {
    reader.reject("heads", "are more than " + std::to_string(k_most_logs));
    return heads;
  }
  for (const auto& [name, value] : object) {
    const Result<LogName> log = LogName::parse(name);
    const Result<Head> head = read_head(value);
    if (!log || !head) {
      reader.reject("heads", (log ? head.error() : log.error()).sentence());
      break;
    }
    heads.emplace(*log, *head);
  }
  return heads;
}

std::string read_officer(JsonReader& reader) {
  std::string officer = reader.text("officer");
  if (reader.ok() && !base::is_id(officer)) {
    reader.reject("officer", "is not an id");
  }
  return officer;
}

Json parties_json(const std::vector<Party>& parties) {
  Json::Array array;
  for (const Party& party : parties) {
    array.emplace_back(Json::Object{{"id", party.id}, {"root", crypto::fingerprint_text(party.root)}});
  }
  return array;
}

std::optional<std::vector<Party>> read_parties(JsonReader& reader) {
  const Json* value = reader.optional_value("parties");
  if (value == nullptr) {
    return std::nullopt;
  }
  std::vector<Party> parties;
  const Json::Array* array = value->as_array();
  if (array == nullptr || array->empty() || array->size() > k_most_parties) {
    reader.reject("parties", "is not a list of 1 to " + std::to_string(k_most_parties));
    return parties;
  }
  for (const Json& item : *array) {
    const Result<Party> party = read_party(item);
    if (!party) {
      reader.reject("parties", party.error().sentence());
      return parties;
    }
    if (!parties.empty() && party->id <= parties.back().id) {
      reader.reject("parties", "are not in order of their ids, each once");
    }
    parties.push_back(*party);
  }
  return parties;
}

std::optional<EntryHash> read_prev(JsonReader& reader) {
  const std::optional<std::string> text = reader.nullable_text("prev");
  if (!text) {
    return std::nullopt;
  }
  const Result<EntryHash> hash = EntryHash::from_hex(*text);
  if (!hash) {
    reader.reject("prev", hash.error().sentence());
    return std::nullopt;
  }
  return *hash;
}

Json recipients_json(const std::map<std::string, Recipient>& recipients) {
  Json::Object object;
  for (const auto& [compartment, recipient] : recipients) {
    object[compartment] = recipient.text();
  }
  return object;
}

std::optional<std::map<std::string, Recipient>> read_recipients(JsonReader& reader) {
  const Json* value = reader.optional_value("recipients");
  if (value == nullptr) {
    return std::nullopt;
  }
  std::map<std::string, Recipient> recipients;
  const Json::Object* object = value->as_object();
  if (object == nullptr || !object->contains("main") || object->size() > k_most_compartments) {
    reader.reject("recipients", "is not a list of compartments with main in it");
    return recipients;
  }
  for (const auto& [compartment, text] : *object) {
    const std::string* written = text.as_string();
    const Result<Recipient> recipient = Recipient::parse(written != nullptr ? *written : "");
    if (!is_compartment(compartment) || !recipient) {
      reader.reject("recipients", "is not a compartment and its recipient: " + compartment);
      break;
    }
    recipients.emplace(compartment, *recipient);
  }
  return recipients;
}

Json restart_json(const Restart& restart) {
  return Json::Object{{"log", restart.log.text()},
                      {"notes", Json::Array(restart.notes.begin(), restart.notes.end())},
                      {"reason", text_of(restart.reason)},
                      {"size", restart.size}};
}

std::optional<Restart> read_restart(JsonReader& reader) {
  const Json* value = reader.optional_value("restart");
  if (value == nullptr) {
    return std::nullopt;
  }
  JsonReader inner(*value, "it");
  Restart restart;
  restart.log = inner.parsed<LogName>("log", LogName::parse);
  restart.notes = inner.texts("notes");
  restart.reason = inner.parsed<RestartReason>("reason", parse_reason);
  restart.size = static_cast<std::uint64_t>(inner.integer("size", 0, std::int64_t{k_most_entries}));
  if (restart.notes.size() > k_most_notes || !std::ranges::all_of(restart.notes, [](const std::string& note) {
        return crypto::Note::parse(base::as_bytes(note)).has_value();
      })) {
    inner.reject("notes", "are not at most two signed notes");
  }
  if (inner.ok() && restart.reason == RestartReason::fork && restart.notes.size() != k_most_notes) {
    inner.reject("notes", "of a fork are two");
  }
  finish(inner, reader, "restart");
  return restart;
}

}  // namespace rogatory::ledger
