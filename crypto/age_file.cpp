// Whole small files in memory.
#include <algorithm>

#include "crypto/age.hpp"

namespace rogatory::crypto::age {
namespace {

// Without a PayloadWriter, whose buffers of a whole chunk cost more than to seal a small file.
Bytes seal(Bytes header, const SecretBytes& file_key, ByteView plaintext) {
  const Bytes nonce = random_bytes(k_nonce);
  const ChunkCipher cipher(file_key, nonce);
  Bytes file = std::move(header);
  file.reserve(file.size() + payload_size(plaintext.size()));
  file.insert(file.end(), nonce.begin(), nonce.end());
  bool is_last = false;
  for (std::uint64_t index = 0; !is_last; ++index) {
    const ByteView chunk = plaintext.first(std::min(plaintext.size(), k_chunk));
    plaintext = plaintext.subspan(chunk.size());
    is_last = plaintext.empty();
    file.resize(file.size() + chunk.size() + k_tag);
    cipher.seal(index, is_last, chunk, base::MutableByteView(file).last(chunk.size() + k_tag));
  }
  return file;
}

// The plaintext of a whole payload of this size. One that is not whole has more, or ends in an error.
std::size_t plaintext_room(std::size_t payload) {
  if (payload < k_nonce + k_tag) {
    return 0;
  }
  const std::size_t sealed = payload - k_nonce;
  const std::size_t chunks = (sealed - 1) / (k_chunk + k_tag) + 1;
  return sealed - chunks * k_tag;
}

Result<SecretBytes> open(ByteView payload, const SecretBytes& file_key) {
  base::SpanSource source(payload);
  PayloadReader reader(file_key, source);
  SecretBytes plaintext = SecretBytes::make(plaintext_room(payload.size()));
  ROG_TRY_ASSIGN(const std::size_t got, base::read_full(reader, plaintext.expose_mutable()));
  // Reading past the end is what proves that the last chunk was there and nothing followed it.
  std::uint8_t beyond = 0;
  ROG_TRY_ASSIGN(const std::size_t more, reader.read({&beyond, 1}));
  ROG_ASSERT(got == plaintext.size());
  if (more != 0) {
    return fail(ErrorCode::malformed, "the age file is cut short: its last chunk is missing");
  }
  return plaintext;
}

}  // namespace

Result<Bytes> encrypt(ByteView plaintext, std::span<const Recipient> recipients) {
  const SecretBytes file_key = new_file_key();
  ROG_TRY_ASSIGN(Bytes header, make_header(file_key, recipients));
  return seal(std::move(header), file_key, plaintext);
}

Result<SecretBytes> decrypt(ByteView file, std::span<const Identity> identities) {
  ROG_TRY_ASSIGN(const Header header, parse_header(file));
  ROG_TRY_ASSIGN(const SecretBytes file_key, unwrap(header, file, identities));
  return open(file.subspan(header.size), file_key);
}

Result<Bytes> encrypt_with_passphrase(ByteView plaintext, const SecretBytes& passphrase, int log_n) {
  const SecretBytes file_key = new_file_key();
  ROG_TRY_ASSIGN(Bytes header, make_passphrase_header(file_key, passphrase, log_n));
  return seal(std::move(header), file_key, plaintext);
}

Result<SecretBytes> decrypt_with_passphrase(ByteView file, const SecretBytes& passphrase) {
  ROG_TRY_ASSIGN(const Header header, parse_header(file));
  ROG_TRY_ASSIGN(const SecretBytes file_key, unwrap_passphrase(header, file, passphrase));
  return open(file.subspan(header.size), file_key);
}

}  // namespace rogatory::crypto::age
