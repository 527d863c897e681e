#include "registry/case_scaffold.hpp"

#include <utility>

#include "registry/remove_tree.hpp"

namespace rogatory::registry {

CaseScaffold::CaseScaffold(FileSystem& fs, Unfinished& unfinished, std::string path)
    : m_fs(&fs), m_unfinished(&unfinished), m_path(std::move(path)) {}

CaseScaffold::CaseScaffold(CaseScaffold&& other) noexcept
    : m_fs(other.m_fs), m_unfinished(other.m_unfinished), m_path(std::exchange(other.m_path, {})) {}

CaseScaffold::~CaseScaffold() {
  if (!m_path.empty() && remove_tree(*m_fs, m_path)) {
    m_unfinished->ended(m_path);
  }
}

Result<CaseScaffold> CaseScaffold::make(const Home& home, const ledger::CaseId& case_id, Unfinished& unfinished) {
  FileSystem& fs = home.fs();
  ROG_TRY(base::make_directories(fs, home.file("cases")));
  const std::string name = "." + case_id.text() + "." + crypto::random_hex(8) + ".tmp";
  ROG_TRY_ASSIGN(std::string path, base::canonical_place(home.file("cases/" + name)));
  ROG_TRY(unfinished.started(path));
  CaseScaffold scaffold(fs, unfinished, std::move(path));
  ROG_TRY(base::make_directories(fs, scaffold.m_path));
  ROG_TRY(base::make_directories(fs, scaffold.paths().keys));
  return scaffold;
}

Result<void> CaseScaffold::publish(const std::string& place) {
  const base::SysResult<void> renamed = m_fs->rename(AT_FDCWD, m_path, AT_FDCWD, place, false);
  const bool moved = renamed || !base::exists(*m_fs, m_path).value_or(true);
  if (!moved) {
    return fail(base::errno_error(renamed.error(), "publishing " + place));
  }
  const std::string logged = std::exchange(m_path, {});
  Result<void> synced = base::sync_directory(*m_fs, base::parent_of(place));
  if (!synced) {
    // Whether it lasts is not certain: back to the name under which a later start removes it.
    const base::SysResult<void> back = m_fs->rename(AT_FDCWD, place, AT_FDCWD, logged, false);
    if (back || !base::exists(*m_fs, place).value_or(true)) {
      m_path = logged;
    }
    return synced;
  }
  m_unfinished->ended(logged);
  return {};
}

}  // namespace rogatory::registry
