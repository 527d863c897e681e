// The armour that OpenSSH puts around signatures and private keys, in its one accepted spelling:
//
//   "-----BEGIN " label "-----" LF  *(70 columns LF) 1..70 columns LF  "-----END " label "-----" LF
//
// Only the columns are put in and taken out here; what they spell in base64 is the caller's. Both ways write into
// memory of the caller, so that the text of a private key never leaves guarded memory.
#pragma once

#include "base/bytes.hpp"

namespace rogatory::crypto {

constexpr std::string_view k_signature_label = "SSH SIGNATURE";
constexpr std::string_view k_private_key_label = "OPENSSH PRIVATE KEY";

/// The size of the armoured text for this many columns (at least 1).
std::size_t armoured_size(std::string_view label, std::size_t columns);

/// Fills `into`, which has armoured_size(label, columns.size()) bytes.
void put_into_armour(std::string_view label, std::string_view columns, MutableByteView into);

/// Copies the columns without their line ends to the front of `into`, which has at least text.size() bytes, and returns
/// how many there are. malformed for any other line length, a CR, a missing last LF, and any byte before or after.
Result<std::size_t> take_from_armour(std::string_view label, ByteView text, MutableByteView into);

}  // namespace rogatory::crypto
