// The checkpoint of a log (c2sp.org/tlog-checkpoint v1.0.0): the text of a signed note (note.hpp) that says how many
// leaves a Merkle tree (merkle.hpp) has and what its root is.
//
//   text = origin LF size LF root LF *(extension LF)     no line is empty
//   size = decimal digits without leading zeros, "0" for none, at most 2^64-1
//   root = base64(SHA-256)
#pragma once

#include <string>
#include <vector>

#include "crypto/hash.hpp"

namespace rogatory::crypto {

/// What a log says of itself at one moment.
struct Checkpoint {
  std::string origin;  ///< the log's identity, by custom also the name of its key
  std::uint64_t size = 0;
  Sha256 root;                          ///< of the first `size` leaves; not looked at here
  std::vector<std::string> extensions;  ///< opaque lines; the specification advises against them

  /// The text, to be signed as a note. Lines must be such as parse() returns.
  [[nodiscard]] std::string serialize() const;
  /// malformed for anything but the text above, or where check_note_text refuses it; serialize() gives the same text.
  static Result<Checkpoint> parse(std::string_view text);

  auto operator<=>(const Checkpoint&) const = default;
};

}  // namespace rogatory::crypto
