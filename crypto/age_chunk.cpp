// Single chunks of an age payload, through OpenSSL: the bulk of all bytes that this program encrypts.
#include <openssl/evp.h>

#include <algorithm>

#include "base/handle.hpp"
#include "crypto/age.hpp"
#include "crypto/hkdf.hpp"

namespace rogatory::crypto::age {
namespace {

using CipherContext = base::Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using ChunkNonce = std::array<std::uint8_t, 12>;

// Fetched once: the provider would be searched again for every chunk.
const EVP_CIPHER* algorithm() {
  static const EVP_CIPHER* cipher = ::EVP_CIPHER_fetch(nullptr, "ChaCha20-Poly1305", nullptr);
  ROG_ASSERT(cipher != nullptr);
  return cipher;
}

// 11 bytes of big-endian counter, then 1 for the last chunk and 0 for all others.
ChunkNonce nonce_of(std::uint64_t index, bool last) {
  ChunkNonce nonce{};
  for (std::size_t i = 0; i < 8; ++i) {
    nonce[10 - i] = static_cast<std::uint8_t>((index >> (8 * i)) & 255U);
  }
  nonce[11] = last ? 1 : 0;
  return nonce;
}

}  // namespace

std::uint64_t payload_size(std::uint64_t plaintext_size) {
  const std::uint64_t chunks = plaintext_size / k_chunk + (plaintext_size % k_chunk != 0 ? 1 : 0);
  return k_nonce + plaintext_size + k_tag * std::max<std::uint64_t>(1, chunks);
}

struct ChunkCipher::Impl {
  SecretBytes key;

  // A context of its own for each call is what makes the calls independent; it costs a few hundredths of a full chunk,
  // and OpenSSL wipes the key in it when it is freed.
  [[nodiscard]] CipherContext start(std::uint64_t index, bool last, int encrypt) const {
    CipherContext context(::EVP_CIPHER_CTX_new());
    ROG_ASSERT(context != nullptr);
    const ChunkNonce nonce = nonce_of(index, last);
    ROG_ASSERT(::EVP_CipherInit_ex2(context.get(), algorithm(), key.expose().data(), nonce.data(), encrypt, nullptr) ==
               1);
    return context;
  }
};

ChunkCipher::ChunkCipher(const SecretBytes& file_key, ByteView nonce)
    : m_impl(std::make_unique<Impl>(hkdf_sha256(file_key.expose(), nonce, "payload"))) {
  ROG_ASSERT(file_key.size() == k_file_key && nonce.size() == k_nonce);
}
ChunkCipher::ChunkCipher(ChunkCipher&&) noexcept = default;
ChunkCipher& ChunkCipher::operator=(ChunkCipher&&) noexcept = default;
ChunkCipher::~ChunkCipher() = default;

void ChunkCipher::seal(std::uint64_t index, bool last, ByteView plaintext, MutableByteView into) const {
  ROG_ASSERT(plaintext.size() <= k_chunk && into.size() == plaintext.size() + k_tag);
  const CipherContext context = m_impl->start(index, last, 1);
  int written = 0;
  int rest = 0;
  const auto size = static_cast<int>(plaintext.size());
  ROG_ASSERT(size == 0 || ::EVP_EncryptUpdate(context.get(), into.data(), &written, plaintext.data(), size) == 1);
  ROG_ASSERT(::EVP_EncryptFinal_ex(context.get(), into.data() + written, &rest) == 1 && written + rest == size);
  ROG_ASSERT(::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, k_tag, into.data() + size) == 1);
}

bool ChunkCipher::open(std::uint64_t index, bool last, ByteView ciphertext, MutableByteView into) const {
  ROG_ASSERT(ciphertext.size() >= k_tag && ciphertext.size() <= k_chunk + k_tag &&
             into.size() == ciphertext.size() - k_tag);
  const CipherContext context = m_impl->start(index, last, 0);
  std::array<std::uint8_t, k_tag> tag;
  std::ranges::copy(ciphertext.last(k_tag), tag.begin());
  ROG_ASSERT(::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, k_tag, tag.data()) == 1);
  int written = 0;
  int rest = 0;
  const auto size = static_cast<int>(into.size());
  ROG_ASSERT(size == 0 || ::EVP_DecryptUpdate(context.get(), into.data(), &written, ciphertext.data(), size) == 1);
  // The tag is compared here, after OpenSSL has written what it decrypted.
  std::uint8_t nothing = 0;
  const bool is_right = ::EVP_DecryptFinal_ex(context.get(), size == 0 ? &nothing : into.data() + written, &rest) == 1;
  if (!is_right) {
    wipe(into);
  }
  return is_right;
}

}  // namespace rogatory::crypto::age
