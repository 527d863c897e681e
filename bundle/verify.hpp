// Everything about a bundle that can be checked without a secret, and with one. Needs no home.
#pragma once

#include <span>

#include "base/progress.hpp"
#include "bundle/checks.hpp"
#include "bundle/content.hpp"
#include "bundle/layout.hpp"
#include "bundle/records.hpp"
#include "crypto/age.hpp"
#include "crypto/trust.hpp"

namespace rogatory::bundle {

/// What opens a bundle: identities, or the file key itself (only its writer has that).
struct Keys {
  std::span<const crypto::age::Identity> identities;
  const crypto::SecretBytes* file_key = nullptr;
  [[nodiscard]] bool none() const { return identities.empty() && file_key == nullptr; }
};

/// What could be learnt without the parts: seal, officer, cards. What inspect shows.
struct Outline {
  Layout layout;
  std::optional<Seal> seal;                 ///< absent where seal.form failed
  BundleId id;                              ///< of whatever bytes seal.json has; zeros where there is no layout
  std::optional<crypto::CardChain> cards;   ///< absent where card.form, card.chain or card.signature failed
  std::string root_fingerprint;             ///< "SHA256:…" of the newest card's root, where there are cards
  std::vector<crypto::Sha256> part_hashes;  ///< from the manifest, in order; empty where it does not read
  Checklist checks;                         ///< all that need no part to be read
};

/// Reads and judges everything but the parts. An Error where the file cannot be read; findings of the container end it
/// early with an empty layout and no seal. After any other finding all checks are made that still can be.
Result<Outline> read_outline(FileSystem& fs, int fd, const std::string& what, const crypto::Trust& trust);

struct Report {
  Outline outline;
  std::vector<Finding> findings;         ///< all of them, in the order of the table of checks
  std::vector<std::string_view> passed;  ///< names of the checks that were made and held, in the same order
  std::vector<std::string> not_proven;   ///< "earlier bundles", "what is inside (no key)", …; empty: nothing
  bool opened = false;                   ///< a key fitted and the content was read to its end
  bool wrong_key = false;                ///< keys were given and none fitted
  std::uint64_t parts_read = 0;
  std::uint64_t bytes_read = 0;
  Verdict verdict = Verdict::fail;
  /// 0, or the status of the worst finding, or 12 where keys were given and none fitted.
  [[nodiscard]] int exit_status() const;
};

/// Checks a bundle as a whole; parts are hashed and, with a key, the very bytes that are hashed are decrypted and given
/// to `visitor`. An Error only where it could not run (I/O, interrupt, the visitor's).
Result<Report> verify(FileSystem& fs, int fd, const std::string& what, const crypto::Trust& trust, const Keys& keys,
                      ContentVisitor& visitor, Progress& progress);

/// The same for an outline that was read from this file before.
Result<Report> verify_outlined(FileSystem& fs, int fd, const std::string& what, Outline outline, const Keys& keys,
                               ContentVisitor& visitor, Progress& progress);

/// Opens a bundle file for reading: a regular file, O_NOFOLLOW not needed. not_found, refused (no regular file).
Result<base::Fd> open_bundle(FileSystem& fs, const std::string& path);

}  // namespace rogatory::bundle
