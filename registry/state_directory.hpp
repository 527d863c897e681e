// What a home knows of its own logs outside of itself (design: ledger.md "Appending"), so that a home copied back from
// last week notices that it is old. All programs of the home use the same place.
//
//   HOME/state                        {"directory":"<absolute path>","id","type":"rogatory-state/1"}
//   STATE/id                          {"home","id","restored":[case…],"type":"rogatory-stateid/1"}
//   STATE/<case>/<log>.json           how far the log got (ledger/log_state.hpp)
//   STATE/clock.json                  the clock of the last run (registry/clock_guard.hpp)
//
// `id` is random. Where STATE is missing, or has another id than the home says, one of the two was copied back: then
// nobody knows how far any log of a case that the home has got, so each of them is named in `restored` until
// `ledger reopen` settles it.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "ledger/names.hpp"
#include "registry/home.hpp"

namespace rogatory::registry {

/// HOME/state: where the home's state is kept, and which it is.
struct StateRecord {
  std::string directory;  ///< absolute
  std::string id;         ///< 32 hexadecimal digits

  [[nodiscard]] std::string serialize() const;
  static Result<StateRecord> parse(ByteView bytes);
};

/// STATE/id: whose state this is.
struct StateIdRecord {
  std::string home;  ///< the home's id
  std::string id;
  std::set<ledger::CaseId> restored;

  [[nodiscard]] std::string serialize() const;
  static Result<StateIdRecord> parse(ByteView bytes);
};

class StateDirectory {
 public:
  /// Opens the state of the home, or makes it where there is none yet: in the place that HOME/state names, else in
  /// `default_root`/<home id>, and says so in HOME/state. usage where neither names one, or its path is not absolute or
  /// not UTF-8; refused where the place belongs to another home; malformed.
  static Result<StateDirectory> open(const Home& home, const std::string& default_root);

  /// As open, but makes and changes nothing: nothing where the home has no state yet, or another than it says.
  static Result<std::optional<StateDirectory>> look(const Home& home);

  [[nodiscard]] const std::string& path() const { return m_path; }
  /// STATE/`relative`.
  [[nodiscard]] std::string file(std::string_view relative) const { return m_path + "/" + std::string(relative); }
  /// Where the states of our logs in a case are: STATE/<case>.
  [[nodiscard]] std::string logs_of(const ledger::CaseId& case_id) const { return file(case_id.text()); }

  /// Whether nobody knows how far our log of this case got.
  [[nodiscard]] bool is_restored(const ledger::CaseId& case_id) const { return m_record.restored.contains(case_id); }
  [[nodiscard]] const std::set<ledger::CaseId>& restored() const { return m_record.restored; }
  /// Removes temporary files that killed programs left here. The caller holds the home's lock, as everybody does who
  /// writes here; the states of logs have locks and sweepers of their own.
  [[nodiscard]] Result<void> sweep() const;
  /// A log of ours in this case turned up elsewhere, and nothing is known of it here: it is restored until it is
  /// settled.
  Result<void> doubt(const Home& home, const ledger::CaseId& case_id);
  /// How far it got is known again. The caller holds the case's lock.
  Result<void> settle(const Home& home, const ledger::CaseId& case_id);

 private:
  Result<void> change(const Home& home, const std::function<bool(StateIdRecord&)>& act);
  StateDirectory(FileSystem& fs, std::string path, StateIdRecord record)
      : m_fs(&fs), m_path(std::move(path)), m_record(std::move(record)) {}
  FileSystem* m_fs;
  std::string m_path;
  StateIdRecord m_record;
};

/// Writes HOME/state into a home that is being made, so that its state will be at `directory` (`init --state DIR`).
/// Nothing is made there before it is used. usage where the path is not absolute or not UTF-8.
Result<void> name_state_directory(FileSystem& fs, const std::string& home, const std::string& directory);

/// The cases of a home, by id: those whose directory is whole.
Result<std::vector<ledger::CaseId>> case_ids(const Home& home);

}  // namespace rogatory::registry
