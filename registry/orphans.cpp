#include "registry/orphans.hpp"

#include "crypto/secret.hpp"
#include "registry/unfinished.hpp"

namespace rogatory::registry {
namespace {

using base::FileLock;

constexpr std::string_view k_type = "rogatory-sealing/1";
constexpr std::string_view k_suffix = ".sealing";
constexpr std::size_t k_limit = 64 * 1024;

std::string serialize(const Orphan& orphan) {
  return Json(Json::Object{{"bundle", orphan.bundle},
                           {"case", orphan.case_id.text()},
                           {"path", base::to_base64(base::as_bytes(orphan.path))},
                           {"type", k_type}})
      .canonical();
}

/// Nothing for a record whose program died before it was whole: then the bundle had no name yet.
Result<std::optional<Orphan>> read_record(FileSystem& fs, const std::string& file) {
  const Result<Bytes> bytes = base::load_file(fs, file, k_limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return std::optional<Orphan>();  // settled just now
  }
  ROG_TRY(bytes);
  const Result<Json> value = base::parse_canonical_json(*bytes, k_limit);
  if (!value) {
    return std::optional<Orphan>();
  }
  base::JsonReader reader(*value, "sealing");
  Orphan orphan;
  orphan.bundle = reader.text("bundle");
  orphan.case_id = reader.parsed<ledger::CaseId>("case", ledger::CaseId::parse);
  orphan.path = base::as_text(reader.parsed<Bytes>("path", base::from_base64));
  const bool is_ours = reader.text("type") == k_type && reader.finish();
  return is_ours ? std::optional(std::move(orphan)) : std::nullopt;
}

/// The lock of a record whose program has died; nothing where it lives, or where the record is gone.
Result<std::optional<FileLock>> lock_of_dead(FileSystem& fs, const std::string& records, const std::string& file) {
  ROG_TRY_ASSIGN(const FileLock closed, records_door(fs, records));
  ROG_TRY_ASSIGN(const bool there, base::exists(fs, file));
  if (!there) {
    return std::optional<FileLock>();
  }
  Result<FileLock> lock = FileLock::take(fs, file, FileLock::Kind::exclusive, 0);
  if (!lock && lock.error().code() == ErrorCode::locked) {
    return std::optional<FileLock>();
  }
  if (!lock) {
    return fail(std::move(lock).error());
  }
  return std::optional(*std::move(lock));
}

}  // namespace

Result<ExpectedEntry> ExpectedEntry::record(const Home& home, const Orphan& bundle) {
  FileSystem& fs = home.fs();
  ROG_TRY_ASSIGN(const FileLock closed, records_door(fs, records_of(home)));
  std::string file = records_of(home) + "/" + crypto::random_hex(16) + std::string(k_suffix);
  // Locked before it says anything: an empty record is one of nothing.
  ROG_TRY_ASSIGN(FileLock lock, FileLock::take(fs, file, FileLock::Kind::exclusive, 0));
  ExpectedEntry expected(fs, file, std::move(lock));
  base::SysResult<base::Fd> fd = fs.open(AT_FDCWD, file, O_WRONLY | O_NOFOLLOW);
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening " + file));
  }
  Result<void> written = base::write_all(fs, fd->get(), base::as_bytes(serialize(bundle)), file);
  if (written) {
    const base::SysResult<void> synced = fs.fsync(fd->get());
    written = synced ? base::sync_directory(fs, records_of(home))
                     : Result<void>(fail(base::errno_error(synced.error(), "syncing " + file)));
  }
  if (!written) {
    expected.settled();
    return fail(std::move(written).error());
  }
  return expected;
}

void ExpectedEntry::settled() { static_cast<void>(m_fs->unlink(AT_FDCWD, m_file, 0)); }

Result<std::vector<Orphan>> find_orphans(const Home& home, const std::function<Result<bool>(const Orphan&)>& is_named) {
  FileSystem& fs = home.fs();
  const std::string records = records_of(home);
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(fs, records));
  std::vector<Orphan> orphans;
  for (const std::string& name : names) {
    if (!name.ends_with(k_suffix)) {
      continue;
    }
    const std::string file = records + "/" + name;
    ROG_TRY_ASSIGN(std::optional<FileLock> lock, lock_of_dead(fs, records, file));
    if (!lock) {
      continue;
    }
    ROG_TRY_ASSIGN(std::optional<Orphan> orphan, read_record(fs, file));
    bool is_settled = !orphan || !base::exists(fs, orphan->path).value_or(true);
    if (!is_settled) {
      ROG_TRY_ASSIGN(is_settled, is_named(*orphan));
    }
    if (is_settled) {
      static_cast<void>(fs.unlink(AT_FDCWD, file, 0));
    } else {
      orphans.push_back(*std::move(orphan));
    }
  }
  return orphans;
}

}  // namespace rogatory::registry
