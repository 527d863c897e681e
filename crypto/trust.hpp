// Whom we trust: roots pinned out of band, and the newest cards at hand.
//
// A trust folder holds `roots` (lines `<authority> SHA256:<base64>`, LF, `#` comments, empty lines),
// `cards/<authority>.tar`, `tsa/*.pem` and optionally `policy.json`; or trust is a file, `roots` alone. The home's own
// trust/ has the same shape. Nothing else may stand in cards/, which may be absent; names that begin with a dot are
// passed over there. policy.json is canonical {"quorum":n}, how many timestamp authorities must agree: as no timestamp
// is checked yet, any n but 0 is refused.
// A named file or folder that is missing is an error: nothing is ever trusted by default.
#pragma once

#include <map>

#include "base/file.hpp"
#include "crypto/card.hpp"

namespace rogatory::crypto {

class Trust {
 public:
  /// Nobody is trusted.
  Trust() = default;
  /// not_found where `path` is missing; malformed where a line or a card does not read, or an authority is named twice;
  /// altered where a chain's signatures are wrong. A chain whose roots do not hold the pinned fingerprint is untrusted;
  /// a policy that cannot be kept is refused.
  static Result<Trust> load(FileSystem& fs, const std::string& path);

  void pin(const std::string& authority, const Sha256& fingerprint);
  void add_chain(CardChain chain);

  /// Null where the authority is not pinned.
  [[nodiscard]] const Sha256* root_of(const std::string& authority) const;
  /// Null where no cards are at hand.
  [[nodiscard]] const CardChain* chain_of(const std::string& authority) const;
  [[nodiscard]] bool empty() const { return m_roots.empty(); }
  [[nodiscard]] const std::map<std::string, Sha256>& roots() const { return m_roots; }

 private:
  std::map<std::string, Sha256> m_roots;
  std::map<std::string, CardChain> m_chains;
};

/// Parses and writes the `roots` file, at most 1 MiB.
Result<std::map<std::string, Sha256>> parse_roots(ByteView text);
std::string write_roots(const std::map<std::string, Sha256>& roots);

}  // namespace rogatory::crypto
