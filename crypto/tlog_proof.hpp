// Proofs that a log's tree holds a leaf (c2sp.org/tlog-proof@v1): place, path and checkpoint in one text file.
//
//   proof = "c2sp.org/tlog-proof@v1" LF "index " index LF *(base64(hash) LF) LF checkpoint
//   index = decimal digits without leading zeros            checkpoint = a signed note (note.hpp)
//
// The specification's line "extra" is not ours: nothing in it would be proven.
#pragma once

#include "crypto/checkpoint.hpp"
#include "crypto/note.hpp"

namespace rogatory::crypto {

/// No path is longer: trees have at most 2^63 leaves.
constexpr std::size_t k_tlog_path = 63;
constexpr std::size_t k_tlog_proof_limit = k_note_limit + 4096;

struct TlogProof {
  std::uint64_t index = 0;
  std::vector<Sha256> path;  ///< lowest first (merkle.hpp)
  std::string checkpoint;    ///< the whole note

  [[nodiscard]] std::string serialize() const;
  /// malformed for anything but the text above; the checkpoint is not looked at.
  static Result<TlogProof> parse(ByteView bytes);
  bool operator==(const TlogProof&) const = default;
};

}  // namespace rogatory::crypto
