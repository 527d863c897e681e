#include "registry/seal_scan.hpp"

#include "bundle/format.hpp"
#include "bundle/walk.hpp"

namespace rogatory::registry {
namespace {

/// Which tie a file answers to: by the name it is sealed under, or as it was typed.
class Ties {
 public:
  explicit Ties(const std::vector<ExhibitTie>& ties) : m_ties(ties), m_used(ties.size()) {}

  Result<void> file(const bundle::Found& found, SealScan& scan) {
    for (std::size_t i = 0; i < m_ties.size(); ++i) {
      const ExhibitTie& tie = m_ties[i];
      if (tie.path && *tie.path != found.name && *tie.path != found.display) {
        continue;
      }
      if (m_used[i]) {
        return fail(Error(ErrorCode::usage, "--exhibit " + tie.exhibit + " does not say which file it is")
                        .next("--exhibit " + tie.exhibit + "=PATH"));
      }
      if (!scan.exhibits.emplace(found.name, tie.exhibit).second) {
        return fail(Error(ErrorCode::usage, found.display + " cannot be two exhibits")
                        .next("name each file in one --exhibit N=PATH only"));
      }
      m_used[i] = true;
    }
    return {};
  }

  Result<void> finish() const {
    for (std::size_t i = 0; i < m_ties.size(); ++i) {
      if (!m_used[i]) {
        return fail(Error(ErrorCode::usage, "no file to be sealed is exhibit " + m_ties[i].exhibit)
                        .next("--exhibit N=PATH with the path of a file, as it was named on the command line"));
      }
    }
    return {};
  }

 private:
  const std::vector<ExhibitTie>& m_ties;
  std::vector<bool> m_used;
};

}  // namespace

Result<SealScan> scan(FileSystem& fs, const SealRequest& request) {
  SealScan seen;
  Ties ties(request.exhibits);
  const auto look = [&](const bundle::Found& found) -> Result<void> {
    if (seen.files + seen.directories == bundle::k_most_items) {
      return fail(Error(ErrorCode::refused, "a bundle holds at most 999,999 items")
                      .next("seal parts of the tree as bundles of their own"));
    }
    if (found.is_directory()) {
      ++seen.directories;
      return {};
    }
    ++seen.files;
    seen.bytes += static_cast<std::uint64_t>(found.status().st_size);
    return ties.file(found, seen);
  };
  ROG_TRY(bundle::walk(fs, request.paths, {.follow = request.follow, .device = request.device}, look));
  ROG_TRY(ties.finish());
  return seen;
}

}  // namespace rogatory::registry
