// age v1 exactly as https://c2sp.org/age defines it: X25519 and scrypt, binary form, reading and writing.
//
//   file    = header payload
//   header  = "age-encryption.org/v1" LF 1*stanza "--- " base64(mac) LF
//   stanza  = "-> " type *(SP argument) LF *(64 base64 columns LF) (0..63 base64 columns) LF
//   payload = nonce[16] 1*chunk          chunk = ChaCha20-Poly1305 of up to 65536 bytes, 16 bytes of tag
//
// Unknown stanza types are skipped; armour is refused. Plaintext leaves a function after its tag was checked; a
// truncated file shows only at the end, so callers publish nothing before finish.
// Verdicts: malformed (header or payload form), wrong_key (no stanza fits), altered (MAC or tag).
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/stream.hpp"
#include "crypto/secret.hpp"

namespace rogatory::crypto::age {

constexpr std::size_t k_header_limit = 65536;
constexpr std::size_t k_stanza_limit = 64;
constexpr std::size_t k_chunk = 65536;
constexpr std::size_t k_tag = 16;
constexpr std::size_t k_nonce = 16;
constexpr std::size_t k_file_key = 16;
constexpr int k_scrypt_log_n_written = 15;
constexpr int k_scrypt_log_n_most = 20;

/// The size of a payload (nonce, chunks, tags) for a plaintext of `plaintext_size` bytes.
std::uint64_t payload_size(std::uint64_t plaintext_size);

/// An X25519 recipient, `age1…` (Bech32, lower case).
class Recipient {
 public:
  /// One accepted spelling; malformed otherwise. A low-order point is refused when it is used.
  static Result<Recipient> parse(std::string_view text);
  static Recipient from_raw(const std::array<std::uint8_t, 32>& key) { return Recipient(key); }
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const std::array<std::uint8_t, 32>& raw() const { return m_key; }
  auto operator<=>(const Recipient&) const = default;

 private:
  explicit Recipient(const std::array<std::uint8_t, 32>& key) : m_key(key) {}
  std::array<std::uint8_t, 32> m_key;
};

/// An X25519 identity, `AGE-SECRET-KEY-1…` (Bech32, upper case).
class Identity {
 public:
  static Identity generate();
  static Result<Identity> parse(std::string_view text);
  [[nodiscard]] SecretBytes text() const;
  [[nodiscard]] Recipient recipient() const;
  [[nodiscard]] const SecretBytes& secret() const { return m_secret; }

 private:
  explicit Identity(SecretBytes secret) : m_secret(std::move(secret)) {}
  SecretBytes m_secret;
};

/// The identities in an identity file as age-keygen writes it: one a line, `#` comments and empty lines skipped, at
/// most 64 KiB. malformed names the line. Identities of another kind (PQ, plugin, SSH) are malformed, "unsupported".
Result<std::vector<Identity>> parse_identity_file(ByteView text);

struct Stanza {
  std::string type;
  std::vector<std::string> arguments;
  Bytes body;
};

struct Header {
  std::vector<Stanza> stanzas;
  Bytes mac;                       ///< 32 bytes
  std::size_t size = 0;            ///< of the header in the file; the payload starts here
  std::size_t mac_input_size = 0;  ///< the header up to and including "---"
};

/// Parses the header at the start of `prefix` (the first k_header_limit bytes of a file, or all of it where it is
/// shorter). malformed otherwise. Does not check the MAC: unwrap() and
/// check_header() do.
Result<Header> parse_header(ByteView prefix);

/// A fresh random file key.
SecretBytes new_file_key();

/// The header for `file_key` and these recipients; ephemeral shares are fresh. refused where there is none or more than
/// k_stanza_limit; failed where a recipient is a low-order point.
Result<Bytes> make_header(const SecretBytes& file_key, std::span<const Recipient> recipients);
/// The same for a passphrase: a single scrypt stanza. refused where the passphrase is empty (age takes none such);
/// failed where there is no memory for 2^log_n KiB. log_n is 1..k_scrypt_log_n_most.
Result<Bytes> make_passphrase_header(const SecretBytes& file_key, const SecretBytes& passphrase,
                                     int log_n = k_scrypt_log_n_written);

/// Checks a header whose file key is known already: what unwrap() checks besides finding it. `prefix` is what
/// parse_header read. malformed where a stanza breaks its own rules; altered where the MAC is wrong, which is also what
/// another file's key looks like.
Result<void> check_header(const Header& header, ByteView prefix, const SecretBytes& file_key);
/// Finds the file key and checks the header's MAC. `prefix` is what parse_header read. wrong_key where no X25519 stanza
/// fits; malformed where a stanza breaks its own rules (also: scrypt beside another stanza); altered where the MAC is
/// wrong.
Result<SecretBytes> unwrap(const Header& header, ByteView prefix, std::span<const Identity> identities);
/// The same for a passphrase. A work factor over k_scrypt_log_n_most is malformed; a wrong passphrase is wrong_key, and
/// so is a file that was not encrypted with one.
Result<SecretBytes> unwrap_passphrase(const Header& header, ByteView prefix, const SecretBytes& passphrase);

/// One payload key: seals and opens single chunks, in any order and from any thread (each call has its own context).
/// This is what parallel pipelines use; PayloadWriter and PayloadReader are the plain way.
class ChunkCipher {
 public:
  /// HKDF-SHA256(file key, salt = nonce, info = "payload").
  ChunkCipher(const SecretBytes& file_key, ByteView nonce);
  ChunkCipher(ChunkCipher&&) noexcept;
  ChunkCipher& operator=(ChunkCipher&&) noexcept;
  ~ChunkCipher();
  /// `plaintext` of at most k_chunk bytes into `into` of plaintext.size() + k_tag; may be the same memory.
  void seal(std::uint64_t index, bool last, ByteView plaintext, MutableByteView into) const;
  /// false where the tag is wrong; `into` (ciphertext.size() - k_tag) then holds nothing of the plaintext.
  [[nodiscard]] bool open(std::uint64_t index, bool last, ByteView ciphertext, MutableByteView into) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// Writes nonce and chunks into a sink. finish() must be called; it writes the last chunk.
class PayloadWriter : public base::ByteSink {
 public:
  PayloadWriter(const SecretBytes& file_key, base::ByteSink& into);
  /// The same, encrypting straight into the sink's memory where a chunk has room there.
  PayloadWriter(const SecretBytes& file_key, base::FillableSink& into);
  Result<void> write(ByteView plaintext) override;
  Result<void> finish();

 private:
  Result<void> write_chunk(ByteView plaintext, bool last);
  Result<MutableByteView> room_for(std::size_t sealed_size);
  base::ByteSink& m_into;
  base::FillableSink* m_fillable = nullptr;  // m_into, where it is one
  Bytes m_nonce;
  ChunkCipher m_cipher;
  SecretBytes m_plain;       // the chunk that is being filled
  std::size_t m_filled = 0;  // of it
  Bytes m_sealed;
  std::uint64_t m_index = 0;
  bool m_finished = false;
};

/// Reads nonce and chunks from a source that stands behind the header. Returns plaintext chunk by chunk, each after its
/// tag was checked; a bad tag is altered (also where the file ends inside a chunk: that looks the same), a payload that
/// ends between chunks or goes on after the last one malformed. Reading to the end (0) proves that the last chunk was
/// there and nothing followed it. After an Error every call returns the same one.
class PayloadReader : public base::ByteSource {
 public:
  PayloadReader(const SecretBytes& file_key, base::ByteSource& from);
  ~PayloadReader() override;
  /// Reads the nonce: malformed where the file ends in or before it, which age counts as a fault of the header. The
  /// first read() does it where nobody asked.
  Result<void> begin();
  Result<std::size_t> read(MutableByteView into) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// A whole small file in memory: header and payload.
Result<Bytes> encrypt(ByteView plaintext, std::span<const Recipient> recipients);
Result<SecretBytes> decrypt(ByteView file, std::span<const Identity> identities);
Result<Bytes> encrypt_with_passphrase(ByteView plaintext, const SecretBytes& passphrase,
                                      int log_n = k_scrypt_log_n_written);
Result<SecretBytes> decrypt_with_passphrase(ByteView file, const SecretBytes& passphrase);

}  // namespace rogatory::crypto::age
