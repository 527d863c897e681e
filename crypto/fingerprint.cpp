// Fingerprints of authorities: as ssh-keygen -lf prints them, and as 24 words for the telephone. BIP-39: the 256 bits
// and the first 8 of their SHA-256, cut into 24 numbers of 11 bits, each the place of a word in the list.
#include <algorithm>

#include "crypto/card.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::string_view k_prefix = "SHA256:";
constexpr std::size_t k_words = 24;
constexpr unsigned k_bits_a_word = 11;

constexpr std::array<std::string_view, 2048> k_list{
#include "crypto/bip39_english.inc"
};
static_assert(std::ranges::is_sorted(k_list) && !k_list.back().empty());

std::optional<std::uint32_t> place_of(std::string_view word) {
  const auto* const found = std::ranges::lower_bound(k_list, word);
  if (found == k_list.end() || *found != word) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(found - k_list.begin());
}

std::uint8_t checksum_of(const Sha256& fingerprint) { return sha256(fingerprint.bytes).bytes.front(); }

}  // namespace

std::vector<std::string> fingerprint_words(const Sha256& fingerprint) {
  Bytes bytes(fingerprint.bytes.begin(), fingerprint.bytes.end());
  bytes.push_back(checksum_of(fingerprint));
  std::vector<std::string> words;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : bytes) {
    buffer = (buffer << 8U) | byte;
    bits += 8;
    if (bits >= k_bits_a_word) {
      bits -= k_bits_a_word;
      words.emplace_back(k_list[(buffer >> bits) & 2047U]);
    }
  }
  return words;
}

Result<Sha256> fingerprint_from_words(const std::vector<std::string>& words) {
  if (words.size() != k_words) {
    return fail(ErrorCode::malformed, "a fingerprint has 24 words, not " + std::to_string(words.size()));
  }
  Bytes bytes;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::optional<std::uint32_t> place = place_of(words[i]);
    if (!place) {
      return fail(ErrorCode::malformed, "word " + std::to_string(i + 1) + " is not of the list");
    }
    buffer = (buffer << k_bits_a_word) | *place;
    bits += k_bits_a_word;
    for (; bits >= 8; bits -= 8) {
      bytes.push_back(static_cast<std::uint8_t>((buffer >> (bits - 8)) & 255U));
    }
  }
  Sha256 fingerprint;
  std::copy_n(bytes.begin(), fingerprint.bytes.size(), fingerprint.bytes.begin());
  if (bytes.back() != checksum_of(fingerprint)) {
    return fail(ErrorCode::malformed, "these words do not belong together: one is wrong or two changed places");
  }
  return fingerprint;
}

Sha256 fingerprint_of(const PublicKey& root) { return sha256(root.wire()); }

Result<Sha256> parse_fingerprint(std::string_view text) {
  if (!text.starts_with(k_prefix)) {
    return fail(ErrorCode::malformed, "a fingerprint starts with SHA256:");
  }
  ROG_TRY_ASSIGN(const Bytes raw, base::from_base64_unpadded(text.substr(k_prefix.size())));
  return Sha256::from_bytes(raw);
}

std::string fingerprint_text(const Sha256& fingerprint) {
  return std::string(k_prefix) + base::to_base64_unpadded(fingerprint.bytes);
}

}  // namespace rogatory::crypto
