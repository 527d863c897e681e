#include "ledger/body.hpp"

#include <algorithm>
#include <array>

namespace rogatory::ledger {
namespace {

using base::JsonReader;

constexpr std::size_t k_salt = 32;
constexpr std::size_t k_block = 512;
constexpr std::array k_own_keys{"case", "log", "pad", "seq", "type"};

Json::Object framed(const BodyPlace& place, std::string_view type, Json::Object fields) {
  for (const char* key : k_own_keys) {
    ROG_ASSERT(!fields.contains(key));
  }
  fields["case"] = place.case_id.text();
  fields["log"] = place.log.text();
  fields["pad"] = "";
  fields["seq"] = place.seq;
  fields["type"] = type;
  return fields;
}

/// The body with its pad: zeros take one byte each, so their number is what is missing to the next block.
std::string padded(Json::Object object) {
  const std::size_t bare = Json(object).canonical().size();
  object["pad"] = std::string((k_block - bare % k_block) % k_block, '0');
  return Json(std::move(object)).canonical();
}

Error broken(const std::string& what) {
  return Error(ErrorCode::findings, "the body is not what it should be: " + what)
      .next("ask its author for a correction; what he signed stays as it is");
}

Result<OpenedBody> take_apart(const Json& value, const BodyPlace& place) {
  const Json::Object* object = value.as_object();
  if (object == nullptr) {
    return fail(broken("no object"));
  }
  JsonReader reader(value, "body");
  OpenedBody body{reader.text("type"), *object};
  const std::string pad = reader.text("pad");
  const bool in_place = reader.text("case") == place.case_id.text() && reader.text("log") == place.log.text();
  const bool at_seq = std::cmp_equal(reader.integer("seq", 0, k_most_entries), place.seq);
  if (!reader.ok()) {
    return fail(broken(reader.finish().error().sentence()));
  }
  if (!in_place || !at_seq) {
    return fail(broken("it names another entry"));
  }
  if (pad.size() >= k_block || pad.find_first_not_of('0') != std::string::npos) {
    return fail(broken("its padding has another form"));
  }
  for (const char* key : k_own_keys) {
    body.fields.erase(key);
  }
  return body;
}

}  // namespace

Result<SealedBody> seal_body(const BodyPlace& place, std::string_view type, Json::Object fields,
                             const std::string& compartment, const crypto::age::Recipient& recipient) {
  const std::string body = padded(framed(place, type, std::move(fields)));
  if (body.size() > k_body_limit) {
    return fail(Error(ErrorCode::refused, "the body of an entry would have more than 1 MiB")
                    .next("seal what is long as a bundle, and name the bundle in the entry"));
  }
  Bytes plaintext(k_salt + body.size());
  const crypto::WipeAtEnd wiped(plaintext);
  crypto::fill_random(std::span(plaintext).first(k_salt));
  std::ranges::copy(base::as_bytes(body), plaintext.begin() + k_salt);
  ROG_TRY_ASSIGN(Bytes file, crypto::age::encrypt(plaintext, std::span(&recipient, 1)));
  return SealedBody{{.commitment = crypto::sha256(plaintext),
                     .compartment = compartment,
                     .sha256 = crypto::sha256(file),
                     .size = file.size()},
                    std::move(file)};
}

Result<OpenedBody> parse_body(ByteView plaintext, const BodyPlace& place) {
  if (plaintext.size() < k_salt + k_block || (plaintext.size() - k_salt) % k_block != 0) {
    return fail(broken("its length is no multiple of 512"));
  }
  const Result<Json> value = base::parse_canonical_json(plaintext.subspan(k_salt), k_body_limit);
  if (!value) {
    return fail(broken(value.error().sentence()));
  }
  return take_apart(*value, place);
}

Result<OpenedBody> open_body(ByteView file, const BodyRef& ref, const BodyPlace& place,
                             std::span<const crypto::age::Identity> identities) {
  if (file.size() != ref.size || crypto::sha256(file) != ref.sha256) {
    return fail(ErrorCode::altered, "the body is not the one that the entry names");
  }
  const Result<crypto::SecretBytes> plaintext = crypto::age::decrypt(file, identities);
  if (!plaintext && plaintext.error().code() == ErrorCode::wrong_key) {
    return fail(plaintext.error());
  }
  if (!plaintext) {
    return fail(broken(plaintext.error().sentence()));
  }
  if (crypto::sha256(plaintext->expose()) != ref.commitment) {
    return fail(broken("it is not what the entry commits to"));
  }
  return parse_body(plaintext->expose(), place);
}

}  // namespace rogatory::ledger
