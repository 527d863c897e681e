// Bech32 (BIP 173, without its length limit) for keys of a known size, which is all that age needs of it.
//
//   text = prefix "1" *data-character 6*checksum-character     one letter case throughout; age fixes which one
//
// Keys are secrets as often as not: nothing is kept in between, bytes go straight from the caller's memory to his
// other.
#pragma once

#include <string_view>

#include "base/bytes.hpp"

namespace rogatory::crypto {

/// The letter case of a whole text, its prefix included.
enum class Bech32Case : std::uint8_t { lower, upper };

/// How long the text of `bytes` bytes is under a prefix of `prefix` characters.
constexpr std::size_t bech32_size(std::size_t prefix, std::size_t bytes) {
  return prefix + 1 + (bytes * 8 + 4) / 5 + 6;
}

/// Writes the text into `into`, which has exactly bech32_size(prefix.size(), bytes.size()) places. `prefix` is given in
/// lower case.
void bech32_encode(std::string_view prefix, ByteView bytes, Bech32Case letters, MutableByteView into);

/// Reads exactly into.size() bytes under exactly this prefix (given in lower case) in exactly this case. malformed
/// otherwise: another prefix, case or length, a wrong checksum, unused bits that are set. `into` is then undefined.
Result<void> bech32_decode(std::string_view text, std::string_view prefix, Bech32Case letters, MutableByteView into);

}  // namespace rogatory::crypto
