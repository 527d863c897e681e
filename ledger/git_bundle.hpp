// Git bundle files, version 2 (gitformat-bundle(5)): a case's logs in one file, for whoever has no network. Not to be
// mixed up with our sealed bundles.
//
//   file   = "# v2 git bundle" LF *("-" id [SP comment] LF) *(id SP ref LF) LF pack
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "ledger/git_objects.hpp"

namespace rogatory::ledger {

/// The head of a git bundle file: everything before its pack.
struct BundleHead {
  std::vector<Oid> prerequisites;                 ///< commits that its reader must have
  std::vector<std::pair<std::string, Oid>> refs;  ///< as written: "refs/heads/fr-ca"; in order, at least one
  std::size_t size = 0;                           ///< of the head in bytes; the pack starts here
};
constexpr std::size_t k_bundle_head_limit = std::size_t{64} * 1024;

/// The head at the front of `prefix`, which is the first k_bundle_head_limit bytes of the file, or all of it. Version 2
/// only; at most 100 refs and 100 prerequisites; refs are refs/heads/<log>, each once. malformed.
Result<BundleHead> parse_bundle_head(ByteView prefix);
/// Without comments, refs in byte order.
std::string serialize_bundle_head(const BundleHead& head);

/// Writes a git bundle file of the refs given and everything they need, durably, replacing nothing (refused). With
/// `since`, commits whose receiver has them, only what is not reachable from there: an incremental bundle. not_found:
/// no such ref; incomplete: an object is missing.
Result<void> write_bundle(FileSystem& fs, const std::string& repository, const std::vector<std::string>& refs,
                          const std::vector<Oid>& since, const std::string& path);

/// Unpacks a git bundle file into a fresh repository at `quarantine`, a directory that must not be there and that
/// appears only when it is whole; its refs are those of the bundle. `known` is a repository that has the prerequisites,
/// or empty; it is read, and needed to read the quarantine (Repository::open's `also`). Fails with
///   malformed   no git bundle, or its pack is damaged
///   incomplete  a prerequisite is unknown: ask for a whole bundle
///   refused     over `size_limit` bytes, or an object, or all of them together, larger than a case can be
///   no_space
/// Nothing else is judged: that is verify's.
Result<void> unbundle(FileSystem& fs, const std::string& file, const std::string& quarantine, const std::string& known,
                      std::uint64_t size_limit);

}  // namespace rogatory::ledger
