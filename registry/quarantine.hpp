// Where a git bundle file is unpacked before anything in it is looked at.
#pragma once

#include <string>

#include "registry/unfinished.hpp"

namespace rogatory::registry {

/// The longest bundle file that is unpacked: more than any case can hold.
constexpr std::uint64_t k_handover_limit = std::uint64_t{64} << 30U;

/// A place beside the cases for a repository that others made, recorded as unfinished; it goes, with what was put
/// there, when this does.
class Quarantine {
 public:
  /// Makes nothing yet: ledger::unbundle does. `unfinished` must outlive it.
  static Result<Quarantine> make(const Home& home, Unfinished& unfinished);
  Quarantine(Quarantine&& other) noexcept;
  Quarantine& operator=(Quarantine&&) = delete;
  ~Quarantine();
  [[nodiscard]] const std::string& path() const { return m_path; }

 private:
  Quarantine(FileSystem& fs, Unfinished& unfinished, std::string path);
  FileSystem* m_fs;
  Unfinished* m_unfinished;
  std::string m_path;
};

}  // namespace rogatory::registry
