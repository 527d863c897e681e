// The two OpenSSH functions of keyfile.hpp. The format is PROTOCOL.key of OpenSSH, without a passphrase:
//
//   armour of "OPENSSH PRIVATE KEY" around base64 of
//   "openssh-key-v1" NUL string("none") string("none") string("") u32(1) string(publickey) string(private)
//   private = u32(check) u32(check) string("ssh-ed25519") string(32 bytes) string(seed, public: 64 bytes)
//             string(comment) 1 2 3 … to a multiple of 8
#include <sodium.h>

#include <algorithm>

#include "crypto/keyfile.hpp"
#include "crypto/ssh_armour.hpp"
#include "crypto/ssh_wire.hpp"

namespace rogatory::crypto {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view k_magic = "openssh-key-v1\0"sv;
constexpr std::string_view k_kind = "ssh-ed25519";
constexpr std::size_t k_block = 8;  // of the cipher "none"

// What stands before the 64 secret bytes, and what behind them, in ordinary memory.
struct Frame {
  Bytes before;
  Bytes after;
};

Frame frame_of(const PublicKey& key, std::string_view comment) {
  const Bytes check = random_bytes(4);
  const Bytes head = WireWriter().raw(check).raw(check).string(k_kind).string(ByteView(key.bytes)).u32(64).take();
  WireWriter after;
  after.string(comment);
  for (std::uint8_t pad = 1; (head.size() + 64 + after.bytes().size()) % k_block != 0; ++pad) {
    after.byte(pad);
  }
  WireWriter before;
  before.raw(k_magic).string("none").string("none").string("").u32(1).string(key.wire());
  before.u32(static_cast<std::uint32_t>(head.size() + 64 + after.bytes().size())).raw(head);
  return {before.take(), after.take()};
}

SecretBytes blob_of(const SigningKey& key, std::string_view comment) {
  const Frame frame = frame_of(key.public_key(), comment);
  const SecretBytes seed = key.seed();
  SecretBytes blob = SecretBytes::make(frame.before.size() + 64 + frame.after.size());
  auto at = std::ranges::copy(frame.before, blob.expose_mutable().begin()).out;
  at = std::ranges::copy(seed.expose(), at).out;
  at = std::ranges::copy(key.public_key().bytes, at).out;
  std::ranges::copy(frame.after, at);
  return blob;
}

// base/bytes would leave copies of the seed in ordinary memory; these two stay in guarded memory and in constant time.
SecretBytes encode_base64(const SecretBytes& blob) {
  SecretBytes with_nul = SecretBytes::make(sodium_base64_ENCODED_LEN(blob.size(), sodium_base64_VARIANT_ORIGINAL));
  ::sodium_bin2base64(reinterpret_cast<char*>(with_nul.expose_mutable().data()), with_nul.size(), blob.expose().data(),
                      blob.size(), sodium_base64_VARIANT_ORIGINAL);
  return SecretBytes::copy_of(with_nul.expose().first(with_nul.size() - 1));
}

Result<SecretBytes> decode_base64(std::string_view columns) {
  SecretBytes buffer = SecretBytes::make(columns.size());
  std::size_t size = 0;
  if (::sodium_base642bin(buffer.expose_mutable().data(), buffer.size(), columns.data(), columns.size(), nullptr, &size,
                          nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
    return fail(ErrorCode::malformed, "not canonical base64");
  }
  return SecretBytes::copy_of(buffer.expose().first(size));
}

Result<SecretBytes> dearmour(ByteView text) {
  if (text.size() > k_key_file_limit) {
    return fail(ErrorCode::malformed, "longer than " + std::to_string(k_key_file_limit) + " bytes");
  }
  SecretBytes columns = SecretBytes::make(text.size());
  ROG_TRY_ASSIGN(const std::size_t count, take_from_armour(k_private_key_label, text, columns.expose_mutable()));
  return decode_base64(columns.expose_text().substr(0, count));
}

Result<void> check_unencrypted(WireReader& reader) {
  ROG_TRY_ASSIGN(const ByteView cipher, reader.string());
  ROG_TRY_ASSIGN(const ByteView kdf, reader.string());
  ROG_TRY_ASSIGN(const ByteView kdf_options, reader.string());
  if (base::as_text(cipher) != "none") {
    return fail(Error(ErrorCode::malformed, "unsupported: the key has a passphrase of OpenSSH's own")
                    .next("take it away with ssh-keygen -p -N '' on a copy"));
  }
  if (base::as_text(kdf) != "none" || !kdf_options.empty()) {
    return fail(ErrorCode::malformed, "a key derivation without a cipher");
  }
  return {};
}

Result<void> check_padding(ByteView padding) {
  for (std::size_t i = 0; i < padding.size(); ++i) {
    if (padding.size() >= k_block || padding[i] != i + 1) {
      return fail(ErrorCode::malformed, "the padding is not 1 2 3 …");
    }
  }
  return {};
}

// Both public halves must be the one that belongs to the seed: a wrong one makes Ed25519 give the seed away.
Result<SigningKey> key_of(ByteView secret, ByteView public_half, const PublicKey& outer) {
  if (secret.size() != 64) {
    return fail(ErrorCode::malformed, "an Ed25519 private key has 64 bytes");
  }
  SigningKey key = SigningKey::from_seed(SecretBytes::copy_of(secret.first(32)));
  const ByteView derived = key.public_key().bytes;
  if (key.public_key() != outer || !std::ranges::equal(derived, public_half) ||
      !std::ranges::equal(derived, secret.last(32))) {
    return fail(ErrorCode::malformed, "the public key does not belong to the private one");
  }
  return key;
}

Result<SigningKey> parse_private_section(ByteView section, const PublicKey& outer) {
  if (section.size() % k_block != 0) {
    return fail(ErrorCode::malformed, "the private part is not padded");
  }
  WireReader reader(section);
  ROG_TRY_ASSIGN(const std::uint32_t check1, reader.u32());
  ROG_TRY_ASSIGN(const std::uint32_t check2, reader.u32());
  if (check1 != check2) {
    return fail(ErrorCode::malformed, "the two check numbers differ");
  }
  ROG_TRY_DOING(reader.string_of(k_kind), "kind of key");
  ROG_TRY_ASSIGN(const ByteView public_half, reader.string());
  ROG_TRY_ASSIGN(const ByteView secret, reader.string());
  ROG_TRY_ASSIGN([[maybe_unused]] const ByteView comment, reader.string());
  ROG_TRY(check_padding(reader.left()));
  return key_of(secret, public_half, outer);
}

Result<SigningKey> parse_text(ByteView text) {
  ROG_TRY_ASSIGN(const SecretBytes blob, dearmour(text));
  WireReader reader(blob.expose());
  ROG_TRY(reader.literal(k_magic));
  ROG_TRY(check_unencrypted(reader));
  ROG_TRY_ASSIGN(const std::uint32_t count, reader.u32());
  if (count != 1) {
    return fail(ErrorCode::malformed, "not exactly one key in the file");
  }
  ROG_TRY_ASSIGN(const ByteView wire, reader.string());
  ROG_TRY_ASSIGN(const PublicKey outer, PublicKey::from_wire(wire));
  ROG_TRY_ASSIGN(const ByteView section, reader.string());
  ROG_TRY(reader.finish());
  return parse_private_section(section, outer);
}

}  // namespace

SecretBytes write_openssh_private(const SigningKey& key, std::string_view comment) {
  ROG_ASSERT(comment.find('\n') == std::string_view::npos);
  const SecretBytes columns = encode_base64(blob_of(key, comment));
  SecretBytes text = SecretBytes::make(armoured_size(k_private_key_label, columns.size()));
  put_into_armour(k_private_key_label, columns.expose_text(), text.expose_mutable());
  return text;
}

Result<SigningKey> parse_openssh_private(ByteView text) {
  Result<SigningKey> parsed = parse_text(text);
  if (!parsed) {
    return fail(std::move(parsed).error().while_("OpenSSH private key"));
  }
  return parsed;
}

}  // namespace rogatory::crypto
