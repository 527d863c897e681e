// A case's directory while it is made: there as a whole, or not at all.
#pragma once

#include <string>

#include "registry/cases.hpp"
#include "registry/unfinished.hpp"

namespace rogatory::registry {

/// Beside the place of the case, recorded as unfinished. Gone with everything in it unless it was published.
class CaseScaffold {
 public:
  /// Makes an empty directory with one for keys in it. `unfinished` must outlive it.
  static Result<CaseScaffold> make(const Home& home, const ledger::CaseId& case_id, Unfinished& unfinished);
  CaseScaffold(CaseScaffold&& other) noexcept;
  CaseScaffold& operator=(CaseScaffold&&) = delete;
  ~CaseScaffold();

  [[nodiscard]] CasePaths paths() const { return case_paths_in(m_path); }

  /// Gives it its name, durably. After an Error nothing of it stands at `place`.
  Result<void> publish(const std::string& place);

 private:
  CaseScaffold(FileSystem& fs, Unfinished& unfinished, std::string path);
  FileSystem* m_fs;
  Unfinished* m_unfinished;
  std::string m_path;  // to be removed; empty: nothing
};

}  // namespace rogatory::registry
