// The use case seal: files and directories of one officer into one bundle for chosen recipients.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bundle/writer.hpp"
#include "registry/case_writing.hpp"
#include "registry/keys.hpp"

namespace rogatory::registry {

/// `--exhibit N[=PATH]`: ties a file to its exhibit.
struct ExhibitTie {
  std::string exhibit;  ///< `<authority>:<number>`
  /// The item's name, or the argument it was given as; absent: the only file there is.
  std::optional<std::string> path;
};

struct SealRequest {
  std::vector<std::string> paths;
  std::vector<std::string> to;  ///< ids of peers, or age1… recipients
  bool to_self = true;          ///< our own evidence key too
  /// Into this case, for its compartment and nobody else: then `to` is empty, and an entry names the bundle.
  std::optional<ledger::CaseId> case_id;
  std::string compartment = "main";
  std::string state_root;  ///< as Writing, for a case
  bool follow = false;
  bool device = false;         ///< block devices among `paths` are sealed as images
  bundle::AlsoHash also_hash;  ///< digests that each file's record has beside its SHA-256
  bool verify = false;         ///< read the written file again before it is kept
  bool replace = false;
  bool clock_ok = false;            ///< the clock is right although it looks wrong
  std::optional<std::string> name;  ///< NAME; random unless asked for
  std::vector<ExhibitTie> exhibits;
  std::optional<std::string> output;   ///< default: NAME.rog in the working directory
  std::optional<std::string> officer;  ///< default: the only one who may seal
};

struct SealResult {
  std::string path;
  bundle::BundleId id;
  bundle::Seal seal;
  std::uint64_t file_size = 0;
  std::uint64_t item_bytes = 0;
  std::uint64_t files = 0;
  std::uint64_t directories = 0;
  std::vector<std::string> recipients;  ///< for people: "de-ca", "ourselves", "age1…"
  bool verified = false;
  std::optional<WrittenEvent> written;  ///< in a case: the entry
};

/// Seals. Nothing is visible before everything is on the disk; an Error leaves nothing.
///   refused: a clock that contradicts the newest card (unless clock_ok) ·
///   usage: no recipient, two paths of one name, an exhibit that names no file · denied: the officer may not seal, is
///   expired or revoked · not_found: a peer, a path · refused: links, FIFOs, sockets, devices; an output that exists ·
///   of a case also: as CaseSeal
///   retry: an item changed while it was read · wrong_key: the officer's passphrase · no_space · interrupted
Result<SealResult> seal(const Home& home, KeyRing& keys, const SealRequest& request, const Clock& clock,
                        Progress& progress);

/// The officer that acts: `wanted`, or the only officer of the newest card who may do it and is valid now. usage names
/// the candidates; denied where the wanted one may not.
Result<crypto::Officer> acting_officer(const crypto::CardChain& chain, const std::optional<std::string>& wanted,
                                       crypto::May may, UtcTime now);

}  // namespace rogatory::registry
