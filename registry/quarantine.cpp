#include "registry/quarantine.hpp"

#include <utility>

#include "registry/remove_tree.hpp"

namespace rogatory::registry {

Quarantine::Quarantine(FileSystem& fs, Unfinished& unfinished, std::string path)
    : m_fs(&fs), m_unfinished(&unfinished), m_path(std::move(path)) {}

Quarantine::Quarantine(Quarantine&& other) noexcept
    : m_fs(other.m_fs), m_unfinished(other.m_unfinished), m_path(std::exchange(other.m_path, {})) {}

Quarantine::~Quarantine() {
  if (!m_path.empty() && remove_tree(*m_fs, m_path)) {
    m_unfinished->ended(m_path);
  }
}

Result<Quarantine> Quarantine::make(const Home& home, Unfinished& unfinished) {
  ROG_TRY(base::make_directories(home.fs(), home.file("cases")));
  const std::string name = ".copy." + crypto::random_hex(8) + ".tmp";
  ROG_TRY_ASSIGN(std::string path, base::canonical_place(home.file("cases/" + name)));
  ROG_TRY(unfinished.started(path));
  return Quarantine(home.fs(), unfinished, std::move(path));
}

}  // namespace rogatory::registry
