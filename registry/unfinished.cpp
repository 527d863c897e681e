#include "registry/unfinished.hpp"

#include <algorithm>
#include <cerrno>
#include <map>
#include <mutex>

#include "base/text.hpp"
#include "crypto/secret.hpp"
#include "registry/remove_tree.hpp"

namespace rogatory::registry {
namespace {

constexpr std::string_view k_type = "rogatory-unfinished/1";
constexpr std::string_view k_open_prefix = ".rogatory-open-";
constexpr std::size_t k_record_limit = 64 * 1024;
constexpr int k_door_wait_ms = 10'000;

using base::FileLock;

/// What a record says.
struct Content {
  std::string path;
  std::optional<std::string> directory;  ///< inode number of the one that the place stands in; not in older records
};

/// The inode number of the directory in which a place stands.
Result<std::string> directory_of(FileSystem& fs, const std::string& path) {
  const std::string parent = base::parent_of(path);
  const base::SysResult<struct stat> status = fs.stat_at(AT_FDCWD, parent, 0);
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at " + parent));
  }
  return std::to_string(status->st_ino);
}

Result<void> write_record(FileSystem& fs, const std::string& record, const std::string& path) {
  ROG_TRY_ASSIGN(const std::string directory, directory_of(fs, path));
  base::SysResult<base::Fd> fd = fs.open(AT_FDCWD, record, O_WRONLY | O_NOFOLLOW);
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening " + record));
  }
  // A path is bytes; the profile knows only UTF-8.
  const std::string text =
      Json(Json::Object{{"directory", directory}, {"path", base::to_base64(base::as_bytes(path))}, {"type", k_type}})
          .canonical();
  ROG_TRY(base::write_all(fs, fd->get(), base::as_bytes(text), record));
  if (const base::SysResult<void> synced = fs.fsync(fd->get()); !synced) {
    return fail(base::errno_error(synced.error(), "syncing " + record));
  }
  return base::sync_directory(fs, base::parent_of(record));
}

/// Nothing for a record whose program died before it was whole: then nothing was made yet.
Result<std::optional<Content>> read_record(FileSystem& fs, const std::string& record) {
  ROG_TRY_ASSIGN(const Bytes bytes, base::load_file(fs, record, k_record_limit));
  const Result<Json> value = base::parse_canonical_json(bytes, k_record_limit);
  if (!value) {
    return std::nullopt;
  }
  base::JsonReader reader(*value, "unfinished");
  Content content;
  content.directory = reader.optional_text("directory");
  content.path = base::as_text(reader.parsed<Bytes>("path", base::from_base64));
  const bool is_ours = reader.text("type") == k_type;
  return is_ours && reader.finish() && !content.path.empty() ? std::optional(std::move(content)) : std::nullopt;
}

bool is_clean_absolute(const std::string& path) {
  const std::vector<std::string_view> parts = base::split(path, '/');
  const auto is_odd = [](std::string_view part) { return part.empty() || part == "." || part == ".."; };
  return path.starts_with('/') && path.find('\0') == std::string::npos &&
         std::none_of(parts.begin() + 1, parts.end(), is_odd);
}

/// A record that cannot be read: what it speaks of is not known, so it stays.
Leftover unreadable(const std::string& record, const Error& error) {
  return {.path = record, .removed = false, .why = error.sentence()};
}

struct DeadRecords {
  struct One {
    std::string file;
    FileLock lock;  // ours now
  };
  std::vector<One> records;
  std::vector<Leftover> unreadable;
};

/// The records whose programs have died.
Result<DeadRecords> dead_records(FileSystem& fs, const std::string& records) {
  ROG_TRY_ASSIGN(const FileLock closed, records_door(fs, records));
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(fs, records));
  DeadRecords dead;
  for (const std::string& name : names) {
    if (!name.ends_with(".json")) {
      continue;
    }
    std::string file = records + "/" + name;
    Result<FileLock> lock = FileLock::take(fs, file, FileLock::Kind::exclusive, 0);
    if (lock) {
      dead.records.push_back({.file = std::move(file), .lock = *std::move(lock)});
    } else if (lock.error().code() != ErrorCode::locked) {
      dead.unreadable.push_back(unreadable(file, lock.error()));
    }
  }
  return dead;
}

/// Drops the record of a place that is gone. First the removal itself is put on the disk: else a power cut could bring
/// the plaintext back, and not the record. Best effort: a record that stays is dropped by a later start.
void drop_record(FileSystem& fs, const std::string& record, const std::string& path) {
  const Result<void> synced = base::sync_directory(fs, base::parent_of(path));
  if (synced || synced.error().code() == ErrorCode::not_found) {
    static_cast<void>(fs.unlink(AT_FDCWD, record, 0));
  }
}

/// Removes what a record speaks of.
Leftover remove_place(FileSystem& fs, const std::string& path) {
  Leftover found{.path = path, .removed = false, .why = {}};
  if (!is_clean_absolute(path) || !is_unfinished_name(path)) {
    found.why = "its name is not one of ours";
  } else if (const Result<void> gone = remove_tree(fs, path); !gone) {
    found.why = gone.error().sentence();
  } else {
    found.removed = true;
  }
  return found;
}

/// Opened evidence that is not there, and neither is the directory it stood in: a medium was taken away with it, or
/// another one is in its place.
bool is_out_of_reach(FileSystem& fs, const Content& content) {
  if (!content.directory || !base::name_of(content.path).starts_with(k_open_prefix)) {
    return false;
  }
  const Result<std::string> directory = directory_of(fs, content.path);
  return !directory || *directory != *content.directory;
}

/// What the record spoke of, where it is still there or may be.
std::optional<Leftover> clean_one(FileSystem& fs, const std::string& record) {
  const Result<std::optional<Content>> read = read_record(fs, record);
  if (!read) {
    return unreadable(record, read.error());
  }
  if (!*read) {
    static_cast<void>(fs.unlink(AT_FDCWD, record, 0));
    return std::nullopt;
  }
  const Content& content = **read;
  std::optional<Leftover> found;
  if (base::exists(fs, content.path).value_or(true)) {
    found = remove_place(fs, content.path);
  } else if (is_out_of_reach(fs, content)) {
    found = Leftover{.path = content.path,
                     .removed = false,
                     .why =
                         "the directory it stood in is not there now; bring back its medium and run any command, "
                         "or if it is destroyed remove " +
                         record};
  }
  if (!found || found->removed) {
    drop_record(fs, record, content.path);
  }
  return found;
}

/// Temporary files of programs that were killed while they wrote into the home itself. Nobody writes there without the
/// lock; where another program holds it, a later start sweeps.
Result<void> sweep_home(const Home& home) {
  std::vector<std::string> temporary;
  for (const char* room : {".", "keys", "trust", "trust/cards", "peers", "authorities"}) {
    ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(home.fs(), home.file(room)));
    for (const std::string& name : names) {
      if (name.ends_with(".tmp") && is_unfinished_name(name)) {
        temporary.push_back(home.file(std::string(room) + "/" + name));
      }
    }
  }
  if (temporary.empty()) {
    return {};
  }
  const Result<FileLock> lock = FileLock::take(home.fs(), home.file("lock"), FileLock::Kind::exclusive, 0);
  for (const std::string& path : temporary) {
    if (lock) {
      // Best effort: none of them is ever read.
      static_cast<void>(home.fs().unlink(AT_FDCWD, path, 0));
    }
  }
  return {};
}

}  // namespace

struct Unfinished::Impl {
  struct Record {
    std::string file;
    FileLock lock;
  };
  FileSystem& fs;
  std::string directory;
  std::mutex mutex;
  std::map<std::string, Record> records;  // by path
};

std::string records_of(const Home& home) { return home.file("unfinished"); }

Result<FileLock> records_door(FileSystem& fs, const std::string& records) {
  ROG_TRY(base::make_directories(fs, records));
  return FileLock::take(fs, records + "/.lock", FileLock::Kind::exclusive, k_door_wait_ms);
}

Unfinished::Unfinished(const Home& home) : Unfinished(home.fs(), records_of(home)) {}

Unfinished::Unfinished(FileSystem& fs, std::string records)
    : m_impl(new Impl{.fs = fs, .directory = std::move(records), .mutex = {}, .records = {}}) {}

Unfinished::~Unfinished() {
  // What an interrupt or an error ended was removed by its owner; a record of nothing need not wait for the next start.
  FileSystem& fs = m_impl->fs;
  for (const auto& [path, record] : m_impl->records) {
    if (!base::exists(fs, path).value_or(true)) {
      drop_record(fs, record.file, path);
    }
  }
}

Result<void> Unfinished::started(const std::string& absolute_path) {
  ROG_ASSERT(is_clean_absolute(absolute_path) && is_unfinished_name(absolute_path));
  const std::scoped_lock guard(m_impl->mutex);
  FileSystem& fs = m_impl->fs;
  ROG_TRY_ASSIGN(const FileLock closed, records_door(fs, m_impl->directory));
  std::string file = m_impl->directory + "/" + crypto::random_hex(16) + ".json";
  ROG_TRY_ASSIGN(FileLock lock, FileLock::take(fs, file, FileLock::Kind::exclusive, 0));
  ROG_TRY_DOING(write_record(fs, file, absolute_path), "recording " + absolute_path);
  m_impl->records.insert_or_assign(absolute_path, Impl::Record{.file = std::move(file), .lock = std::move(lock)});
  return {};
}

void Unfinished::ended(const std::string& absolute_path) {
  const std::scoped_lock guard(m_impl->mutex);
  const auto record = m_impl->records.find(absolute_path);
  if (record != m_impl->records.end()) {
    drop_record(m_impl->fs, record->second.file, absolute_path);
    m_impl->records.erase(record);
  }
}

bool is_unfinished_name(const std::string& path) {
  constexpr std::size_t k_digits = 16;
  std::string_view name = path;
  name.remove_prefix(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
  const bool is_directory = name.starts_with(k_open_prefix);
  if (!is_directory && !name.ends_with(".tmp")) {
    return false;
  }
  const std::string_view stem = is_directory ? name : name.substr(0, name.size() - 4);
  if (!stem.starts_with('.') || stem.size() < k_digits + 3) {
    return false;
  }
  const std::string_view digits = stem.substr(stem.size() - k_digits);
  const char before = stem[stem.size() - k_digits - 1];
  const bool placed = is_directory ? stem.size() == k_open_prefix.size() + k_digits : before == '.';
  return placed && base::from_hex(digits).has_value();
}

Result<std::vector<Leftover>> clean_unfinished(const Home& home) {
  ROG_TRY(sweep_home(home));
  return clean_records(home.fs(), records_of(home));
}

Result<std::vector<Leftover>> clean_records(FileSystem& fs, const std::string& records) {
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(fs, records));
  if (std::none_of(names.begin(), names.end(), [](const std::string& name) { return name.ends_with(".json"); })) {
    return std::vector<Leftover>();
  }
  ROG_TRY_ASSIGN(DeadRecords dead, dead_records(fs, records));
  std::vector<Leftover> found = std::move(dead.unreadable);
  for (const DeadRecords::One& record : dead.records) {
    if (std::optional<Leftover> leftover = clean_one(fs, record.file)) {
      found.push_back(*std::move(leftover));
    }
  }
  return found;
}

}  // namespace rogatory::registry
