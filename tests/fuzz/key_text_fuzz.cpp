// Keys and fingerprints as people send them, on a line of their own or in a file of identities: what is accepted is
// written back as the same text.
#include "base/text.hpp"
#include "crypto/card.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

namespace age = crypto::age;

bool reads_as_recipient(std::string_view text) {
  const Result<age::Recipient> recipient = age::Recipient::parse(text);
  ROG_ASSERT(!recipient || recipient->text() == text);
  return recipient.has_value();
}

bool reads_as_identity(std::string_view text) {
  const Result<age::Identity> identity = age::Identity::parse(text);
  ROG_ASSERT(!identity || identity->text().expose_text() == text);
  return identity.has_value();
}

bool reads_as_identity_file(ByteView text) {
  const Result<std::vector<age::Identity>> identities = age::parse_identity_file(text);
  if (!identities) {
    return false;
  }
  std::size_t at = 0;
  for (const std::string_view line : base::split(base::as_text(text), '\n')) {
    if (!line.empty() && !line.starts_with('#')) {
      ROG_ASSERT(identities->at(at++).text().expose_text() == line);
    }
  }
  ROG_ASSERT(at == identities->size() && at > 0);
  return true;
}

bool reads_as_public_key(std::string_view text) {
  const Result<crypto::PublicKey> key = crypto::PublicKey::parse_openssh(text);
  if (!key) {
    return false;
  }
  ROG_ASSERT(key->openssh() == text);
  ROG_ASSERT(crypto::PublicKey::from_wire(key->wire()).value() == *key);
  ROG_ASSERT(crypto::PublicKey::from_raw(key->bytes).value() == *key);
  return true;
}

bool reads_as_fingerprint(std::string_view text) {
  const Result<crypto::Sha256> fingerprint = crypto::parse_fingerprint(text);
  ROG_ASSERT(!fingerprint || crypto::fingerprint_text(*fingerprint) == text);
  return fingerprint.has_value();
}

bool reads_as_words(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : base::split(text, ' ')) {
    words.emplace_back(word);
  }
  const Result<crypto::Sha256> fingerprint = crypto::fingerprint_from_words(words);
  ROG_ASSERT(!fingerprint || crypto::fingerprint_words(*fingerprint) == words);
  return fingerprint.has_value();
}

}  // namespace

bool accepts(ByteView input) {
  const std::string_view text = base::as_text(input);
  const int kinds = reads_as_recipient(text) + reads_as_public_key(text) + reads_as_fingerprint(text) +
                    reads_as_words(text) + reads_as_identity_file(input);
  ROG_ASSERT(kinds <= 1);  // no text is a key of two kinds
  ROG_ASSERT(!reads_as_identity(text) || kinds == 1);
  return kinds == 1;
}

}  // namespace rogatory::fuzz
