#include "crypto/card.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "crypto/card_fields.hpp"
#include "crypto/card_officer.hpp"

namespace rogatory::crypto {
namespace {

using base::JsonReader;

constexpr std::string_view k_type = "rogatory-card/1";

Result<std::array<std::uint8_t, 32>> parse_base64_32(std::string_view text) {
  ROG_TRY_ASSIGN(const Bytes raw, base::from_base64(text));
  std::array<std::uint8_t, 32> bytes{};
  if (raw.size() != bytes.size()) {
    return fail(ErrorCode::malformed, "not 32 bytes");
  }
  std::ranges::copy(raw, bytes.begin());
  return bytes;
}

// The checkpoint key follows the rules of every Ed25519 key, though it is written without the SSH wire form.
Result<std::array<std::uint8_t, 32>> parse_log_key(std::string_view text) {
  ROG_TRY_ASSIGN(const auto raw, parse_base64_32(text));
  ROG_TRY_ASSIGN(const PublicKey key, PublicKey::from_raw(raw));
  return key.bytes;
}

Result<Sha256> parse_digest_base64(std::string_view text) {
  ROG_TRY_ASSIGN(const auto raw, parse_base64_32(text));
  return Sha256::from_bytes(raw);
}

age::Recipient read_recipient(JsonReader& reader, std::string_view key) {
  const Result<age::Recipient> recipient = age::Recipient::parse(reader.text(key));
  if (!recipient) {
    reader.reject(key, recipient.error().sentence());
    return age::Recipient::from_raw({});
  }
  return *recipient;
}

std::string read_checked(JsonReader& reader, std::string_view key, bool (*is_right)(std::string_view)) {
  std::string text = reader.text(key);
  if (!is_right(text)) {
    reader.reject(key, "is not of its form");
  }
  return text;
}

std::vector<std::string> read_all_checked(JsonReader& reader, std::string_view key,
                                          bool (*is_right)(std::string_view)) {
  std::vector<std::string> texts = reader.texts(key);
  if (!std::ranges::all_of(texts, is_right)) {
    reader.reject(key, "one of them is not of its form");
  }
  return texts;
}

void read_identity(JsonReader& reader, Card& card) {
  if (reader.text("type") != k_type) {
    reader.reject("type", "is not " + std::string(k_type));
  }
  card.id = read_checked(reader, "id", base::is_id);
  card.name = reader.text("name");
  if (card.name.empty() || card.name.size() > k_name_limit) {
    reader.reject("name", "is empty or longer than " + std::to_string(k_name_limit) + " bytes");
  }
  card.role = read_checked(reader, "role", is_authority_role);
  card.address = optional_bounded_text(reader, "address", k_address_limit);
  card.country = read_checked(reader, "country", is_country);
  card.calendar = read_checked(reader, "calendar", is_calendar);
  card.zone = read_checked(reader, "zone", is_zone);
  card.languages = read_all_checked(reader, "languages", is_language);
  card.urls = read_all_checked(reader, "urls", is_https_url);
  if (card.urls.size() > k_urls_limit) {
    reader.reject("urls", "are more than " + std::to_string(k_urls_limit));
  }
}

void read_place_in_chain(JsonReader& reader, Card& card) {
  card.version = reader.integer("version", 1, static_cast<std::int64_t>(k_chain_limit));
  card.issued_at = reader.parsed<UtcTime>("issued_at", UtcTime::parse);
  const std::optional<std::string> prev = reader.nullable_text("prev");
  if (prev.has_value() == (card.version == 1)) {
    reader.reject("prev", "is null in version 1 and in no other");
  } else if (prev) {
    const Result<Sha256> digest = Sha256::from_hex(*prev);
    if (!digest) {
      reader.reject("prev", digest.error().sentence());
    } else {
      card.prev = *digest;
    }
  }
}

void read_keys(JsonReader& reader, Card& card) {
  card.root = reader.parsed<PublicKey>("root", PublicKey::parse_openssh);
  card.evidence = read_recipient(reader, "evidence");
  card.transport = read_recipient(reader, "transport");
  card.log_key = reader.parsed<std::array<std::uint8_t, 32>>("log_key", parse_log_key);
  card.tls = reader.optional_parsed<Sha256>("tls", parse_digest_base64);
}

// One key, one officer: a signature names its signatory without doubt, and the root signs cards only.
void check_keys_differ(JsonReader& reader, const Card& card) {
  std::set<PublicKey> seen{card.root};
  for (const Officer& officer : card.officers) {
    if (!seen.insert(officer.key).second) {
      reader.reject("officers", officer.id + " has the key of the root or of another officer");
    }
  }
}

void read_officers(JsonReader& reader, Card& card) {
  for (const Json& value : reader.array("officers")) {
    Result<Officer> officer = parse_officer(value);
    if (!officer) {
      reader.reject("officers", officer.error().sentence());
      return;
    }
    if (!card.officers.empty() && card.officers.back().id >= officer->id) {
      reader.reject("officers", "are not sorted by id, or an id stands twice");
    }
    card.officers.push_back(*std::move(officer));
  }
}

}  // namespace

const Officer* Card::officer(std::string_view officer_id) const {
  const auto found = std::ranges::find(officers, officer_id, &Officer::id);
  return found == officers.end() ? nullptr : &*found;
}

std::string Card::serialize() const {
  Json::Array listed;
  for (const Officer& one : officers) {
    listed.push_back(to_json(one));
  }
  Json::Object object{{"calendar", calendar},
                      {"country", country},
                      {"evidence", evidence.text()},
                      {"id", id},
                      {"issued_at", issued_at.text()},
                      {"languages", Json::Array(languages.begin(), languages.end())},
                      {"log_key", base::to_base64(log_key)},
                      {"name", name},
                      {"officers", std::move(listed)},
                      {"prev", prev ? Json(prev->hex()) : Json()},
                      {"role", role},
                      {"root", root.openssh()},
                      {"transport", transport.text()},
                      {"type", k_type},
                      {"urls", Json::Array(urls.begin(), urls.end())},
                      {"version", version},
                      {"zone", zone}};
  if (address) {
    object.emplace("address", *address);
  }
  if (tls) {
    object.emplace("tls", base::to_base64(tls->bytes));
  }
  return Json(std::move(object)).canonical();
}

Result<Card> Card::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json json, base::parse_canonical_json(bytes, k_card_limit));
  JsonReader reader(json, "card");
  Card card;
  read_identity(reader, card);
  read_place_in_chain(reader, card);
  read_keys(reader, card);
  read_officers(reader, card);
  check_keys_differ(reader, card);
  ROG_TRY(reader.finish());
  return card;
}

Result<SignedCard> sign_card(const Card& card, Signer& root, Signer* previous_root) {
  if (root.public_key() != card.root || (previous_root != nullptr && previous_root->public_key() == card.root)) {
    return fail(ErrorCode::wrong_key, "signing card " + std::to_string(card.version) + " of " + card.id +
                                          ": this is not the key of the root that has to sign");
  }
  SignedCard out{base::to_bytes(card.serialize()), {}, std::nullopt};
  // What we sign, everybody must be able to read.
  ROG_TRY_DOING(Card::parse(out.card), "signing a card");
  ROG_TRY_ASSIGN(const std::string sig, sshsig_sign(root, Namespace::card, out.card));
  out.sig = base::to_bytes(sig);
  if (previous_root != nullptr) {
    ROG_TRY_ASSIGN(const std::string prev_sig, sshsig_sign(*previous_root, Namespace::card, out.card));
    out.prev_sig = base::to_bytes(prev_sig);
  }
  return out;
}

}  // namespace rogatory::crypto
