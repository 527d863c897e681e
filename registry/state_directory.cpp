#include "registry/state_directory.hpp"

#include <cerrno>

#include "base/text.hpp"
#include "crypto/secret.hpp"
#include "registry/unfinished.hpp"

namespace rogatory::registry {
namespace {

constexpr std::string_view k_state_type = "rogatory-state/1";
constexpr std::string_view k_id_type = "rogatory-stateid/1";
constexpr std::size_t k_record_limit = 16 * 1024;
constexpr std::size_t k_id_limit = 1024 * 1024;  // room for some 30,000 cases

bool is_random_id(std::string_view text) { return text.size() == 32 && base::from_hex(text).has_value(); }

/// Nothing where there is no such file.
template <class Record>
Result<std::optional<Record>> load(FileSystem& fs, const std::string& path, std::size_t limit) {
  const Result<Bytes> bytes = base::load_file(fs, path, limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return std::optional<Record>();
  }
  ROG_TRY(bytes);
  Result<Record> record = Record::parse(*bytes);
  if (!record) {
    return fail(std::move(record).error().while_(path));
  }
  return std::optional<Record>(*std::move(record));
}

template <class Record>
Result<void> save(FileSystem& fs, const std::string& path, const Record& record) {
  return base::save_file(fs, path, base::as_bytes(record.serialize()), {.mode = 0600, .replace = true});
}

Result<std::string> default_directory(const Home& home, const std::string& root) {
  if (root.empty()) {
    return fail(Error(ErrorCode::usage, "there is no place for the state of the home " + home.path())
                    .because("neither XDG_STATE_HOME nor HOME says where; it must not be in the home itself, or nobody "
                             "would notice that an old home was copied back")
                    .next("set XDG_STATE_HOME or HOME to a directory that may be written"));
  }
  return root + "/" + home.id();
}

/// A path is bytes, but what HOME/state says is UTF-8.
Result<void> check_path(const std::string& directory) {
  if (!directory.starts_with('/') || !base::is_utf8(directory) || directory.find('\0') != std::string::npos) {
    return fail(Error(ErrorCode::usage, "the state of a home cannot be kept at " + directory)
                    .because("its path must be absolute and UTF-8")
                    .next("rogatory init --state DIR names another place"));
  }
  return {};
}

Error of_another_home(const std::string& path) {
  return Error(ErrorCode::refused, path + " is the state of another home")
      .because("two homes with one state would each take the other's logs for their own")
      .next("rogatory init --state DIR names a place of its own; the file `state` in the home says which it uses");
}

/// A state for a home whose own is missing or another: nobody knows how far the logs of its cases got.
Result<StateIdRecord> renew(const Home& home, const std::string& directory, StateIdRecord record) {
  ROG_TRY_ASSIGN(const std::vector<ledger::CaseId> cases, case_ids(home));
  record.home = home.id();
  record.id = crypto::random_hex(16);
  record.restored.insert(cases.begin(), cases.end());
  ROG_TRY(check_path(directory));
  ROG_TRY(base::make_directories(home.fs(), directory));
  // First the list, then the id that makes it valid: killed between the two, the next start does it again.
  ROG_TRY(save(home.fs(), directory + "/id", record));
  ROG_TRY(save(home.fs(), home.file("state"), StateRecord{.directory = directory, .id = record.id}));
  return record;
}

}  // namespace

std::string StateRecord::serialize() const {
  return Json(Json::Object{{"directory", directory}, {"id", id}, {"type", k_state_type}}).canonical();
}

Result<StateRecord> StateRecord::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_record_limit));
  base::JsonReader reader(value, "state");
  StateRecord record;
  record.directory = reader.text("directory");
  record.id = reader.text("id");
  if (!record.directory.starts_with('/') || record.directory.find('\0') != std::string::npos) {
    reader.reject("directory", "is not an absolute path");
  }
  if (!is_random_id(record.id)) {
    reader.reject("id", "is not 32 hexadecimal digits");
  }
  if (reader.text("type") != k_state_type) {
    reader.reject("type", "is not " + std::string(k_state_type));
  }
  ROG_TRY(reader.finish());
  return record;
}

std::string StateIdRecord::serialize() const {
  Json::Array cases;
  for (const ledger::CaseId& case_id : restored) {
    cases.emplace_back(case_id.text());
  }
  return Json(Json::Object{{"home", home}, {"id", id}, {"restored", std::move(cases)}, {"type", k_id_type}})
      .canonical();
}

Result<StateIdRecord> StateIdRecord::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_id_limit));
  base::JsonReader reader(value, "state id");
  StateIdRecord record;
  record.home = reader.text("home");
  record.id = reader.text("id");
  for (const std::string& text : reader.texts("restored")) {
    const Result<ledger::CaseId> case_id = ledger::CaseId::parse(text);
    if (!case_id || !record.restored.insert(*case_id).second) {
      reader.reject("restored", "is not a list of cases");
      break;
    }
  }
  if (!is_random_id(record.home) || !is_random_id(record.id)) {
    reader.reject("id", "is not 32 hexadecimal digits");
  }
  if (reader.text("type") != k_id_type) {
    reader.reject("type", "is not " + std::string(k_id_type));
  }
  ROG_TRY(reader.finish());
  return record;
}

Result<StateDirectory> StateDirectory::open(const Home& home, const std::string& default_root) {
  FileSystem& fs = home.fs();
  ROG_TRY_ASSIGN(std::optional<StateRecord> named, load<StateRecord>(fs, home.file("state"), k_record_limit));
  std::string directory;
  if (named) {
    directory = named->directory;
  } else {
    ROG_TRY_ASSIGN(directory, default_directory(home, default_root));
  }
  ROG_TRY_ASSIGN(std::optional<StateIdRecord> there, load<StateIdRecord>(fs, directory + "/id", k_id_limit));
  if (there && there->home != home.id()) {
    return fail(of_another_home(directory));
  }
  if (named && there && named->id == there->id) {
    return StateDirectory(fs, std::move(directory), *std::move(there));
  }
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  // Another program may have done it while this one waited.
  ROG_TRY_ASSIGN(named, load<StateRecord>(fs, home.file("state"), k_record_limit));
  ROG_TRY_ASSIGN(there, load<StateIdRecord>(fs, directory + "/id", k_id_limit));
  if (named && there && named->id == there->id) {
    return StateDirectory(fs, std::move(directory), *std::move(there));
  }
  ROG_TRY_ASSIGN(StateIdRecord record, renew(home, directory, there.value_or(StateIdRecord{})));
  return StateDirectory(fs, std::move(directory), std::move(record));
}

Result<std::optional<StateDirectory>> StateDirectory::look(const Home& home) {
  FileSystem& fs = home.fs();
  ROG_TRY_ASSIGN(std::optional<StateRecord> named, load<StateRecord>(fs, home.file("state"), k_record_limit));
  if (!named) {
    return std::optional<StateDirectory>();
  }
  ROG_TRY_ASSIGN(std::optional<StateIdRecord> there, load<StateIdRecord>(fs, named->directory + "/id", k_id_limit));
  if (there && there->home != home.id()) {
    return fail(of_another_home(named->directory));
  }
  if (!there || there->id != named->id) {
    return std::optional<StateDirectory>();
  }
  return std::optional(StateDirectory(fs, std::move(named->directory), *std::move(there)));
}

Result<void> StateDirectory::sweep() const {
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(*m_fs, m_path));
  for (const std::string& name : names) {
    if (name.ends_with(".tmp") && is_unfinished_name(name)) {
      // Best effort: none of them is ever read.
      static_cast<void>(m_fs->unlink(AT_FDCWD, file(name), 0));
    }
  }
  return {};
}

/// Writes the record again where `act`, under the home's lock, says that it changed it.
Result<void> StateDirectory::change(const Home& home, const std::function<bool(StateIdRecord&)>& act) {
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  ROG_TRY_ASSIGN(std::optional<StateIdRecord> record, load<StateIdRecord>(*m_fs, file("id"), k_id_limit));
  if (!record) {
    return fail(Error(ErrorCode::retry, "the state of the home, " + m_path + ", went away just now")
                    .next("run the command again"));
  }
  if (act(*record)) {
    ROG_TRY(save(*m_fs, file("id"), *record));
  }
  m_record = *std::move(record);
  return {};
}

Result<void> StateDirectory::settle(const Home& home, const ledger::CaseId& case_id) {
  return change(home, [&](StateIdRecord& record) { return record.restored.erase(case_id) != 0; });
}

Result<void> StateDirectory::doubt(const Home& home, const ledger::CaseId& case_id) {
  return change(home, [&](StateIdRecord& record) { return record.restored.insert(case_id).second; });
}

Result<void> name_state_directory(FileSystem& fs, const std::string& home, const std::string& directory) {
  ROG_TRY(check_path(directory));
  return save(fs, home + "/state", StateRecord{.directory = directory, .id = crypto::random_hex(16)});
}

Result<std::vector<ledger::CaseId>> case_ids(const Home& home) {
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(home.fs(), home.file("cases")));
  std::vector<ledger::CaseId> cases;
  for (const std::string& name : names) {
    if (const Result<ledger::CaseId> case_id = ledger::CaseId::parse(name)) {
      cases.push_back(*case_id);
    }
  }
  return cases;
}

}  // namespace rogatory::registry
