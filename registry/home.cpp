#include "registry/home.hpp"

#include <unistd.h>

#include <cerrno>

#include "base/text.hpp"

namespace rogatory::registry {
namespace {

constexpr std::size_t k_home_record_limit = 4096;
constexpr int k_lock_wait_ms = 10'000;

Error no_home(const std::string& path, std::string why) {
  return Error(ErrorCode::not_found, "there is no home at " + path)
      .because(std::move(why))
      .next("rogatory init, or name the home with --home DIR or ROGATORY_HOME");
}

/// A home that others may read is as good as copied; one that belongs to someone else is not ours to write.
Result<void> check_directory(FileSystem& fs, const std::string& path) {
  const base::SysResult<struct stat> status = fs.stat_at(AT_FDCWD, path, 0);
  if (!status && (status.error() == ENOENT || status.error() == ENOTDIR)) {
    return fail(no_home(path, "the directory does not exist"));
  }
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at the home " + path));
  }
  if (!S_ISDIR(status->st_mode)) {
    return fail(no_home(path, "it is not a directory"));
  }
  if (status->st_uid != ::geteuid()) {
    return fail(Error(ErrorCode::denied, "the home " + path + " belongs to another user")
                    .next("run rogatory as the user who owns it (ls -ld shows who that is)"));
  }
  if ((status->st_mode & 077U) != 0) {
    return fail(Error(ErrorCode::denied, "the home " + path + " is open to other users").next("chmod 700 " + path));
  }
  return {};
}

/// The version is looked at before anything else is: a newer home may hold what this program cannot read.
Result<void> check_version(const Json& value) {
  const Json::Object* object = value.as_object();
  if (object == nullptr || !object->contains("version")) {
    return {};
  }
  const std::int64_t* version = object->find("version")->second.as_integer();
  if (version == nullptr || *version <= k_home_version) {
    return {};
  }
  return fail(Error(ErrorCode::refused, "this home has version " + std::to_string(*version) +
                                            ", this program reads homes up to version " +
                                            std::to_string(k_home_version))
                  .because("a newer rogatory made or upgraded it")
                  .next("install that rogatory, or restore a backup made before the upgrade"));
}

}  // namespace

std::string HomeRecord::serialize() const {
  return Json(Json::Object{{"authority", authority},
                           {"created_at", created_at.text()},
                           {"id", id},
                           {"type", k_home_type},
                           {"version", k_home_version}})
      .canonical();
}

Result<HomeRecord> HomeRecord::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_home_record_limit));
  ROG_TRY(check_version(value));
  base::JsonReader reader(value, "home.json");
  HomeRecord record;
  record.authority = reader.text("authority");
  record.created_at = reader.parsed<UtcTime>("created_at", UtcTime::parse);
  record.id = reader.text("id");
  if (reader.text("type") != k_home_type) {
    reader.reject("type", "is not " + std::string(k_home_type));
  }
  static_cast<void>(reader.integer("version", 1, k_home_version));
  if (!base::is_id(record.authority)) {
    reader.reject("authority", "is not an id");
  }
  if (record.id.size() != 32 || !base::from_hex(record.id)) {
    reader.reject("id", "is not 32 hexadecimal digits");
  }
  ROG_TRY(reader.finish());
  return record;
}

Result<crypto::CardChain> load_chain(FileSystem& fs, const std::string& path) {
  ROG_TRY_ASSIGN(const Bytes tar, base::load_file(fs, path, crypto::k_chain_tar_limit));
  Result<std::vector<crypto::SignedCard>> cards = crypto::chain_from_tar(tar);
  if (!cards) {
    return fail(std::move(cards).error().while_(path));
  }
  std::expected<crypto::CardChain, crypto::ChainFault> chain = crypto::CardChain::check(*std::move(cards));
  if (!chain) {
    return fail(std::move(chain.error().error).while_(path + ": " + chain.error().check));
  }
  return *std::move(chain);
}

Result<std::vector<std::string>> names_in(FileSystem& fs, const std::string& directory) {
  base::SysResult<base::Fd> fd = fs.open(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY);
  if (!fd && fd.error() == ENOENT) {
    return std::vector<std::string>{};
  }
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening " + directory));
  }
  base::SysResult<std::vector<std::string>> names = fs.list(fd->get());
  if (!names) {
    return fail(base::errno_error(names.error(), "reading " + directory));
  }
  return *std::move(names);
}

Result<Home> Home::open(FileSystem& fs, const std::string& path) {
  ROG_TRY(check_directory(fs, path));
  const Result<Bytes> bytes = base::load_file(fs, path + "/home.json", k_home_record_limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return fail(no_home(path, "the directory holds no home.json"));
  }
  ROG_TRY(bytes);
  Result<HomeRecord> record = HomeRecord::parse(*bytes);
  if (!record) {
    return fail(std::move(record).error().while_("the home " + path));
  }
  return Home(fs, path, *std::move(record));
}

std::string Home::file(std::string_view relative) const { return m_path + "/" + std::string(relative); }

Result<crypto::CardChain> Home::own_chain() const {
  Result<crypto::CardChain> chain = load_chain(*m_fs, file("card.tar"));
  if (!chain && chain.error().code() == ErrorCode::not_found) {
    return fail(Error(ErrorCode::incomplete, "our own cards are missing: " + file("card.tar"))
                    .next("restore card.tar from a backup, or from a peer to whom it was exported"));
  }
  ROG_TRY(chain);
  if (chain->newest().id != authority()) {
    return fail(ErrorCode::malformed, file("card.tar") + " holds the cards of " + chain->newest().id +
                                          ", this is the home of " + authority());
  }
  return chain;
}

Result<void> Home::save_own_chain(const crypto::CardChain& chain) const {
  return base::save_file(*m_fs, file("card.tar"), crypto::chain_to_tar(chain), {.mode = 0600, .replace = true});
}

Result<crypto::Trust> Home::trust() const {
  ROG_TRY_ASSIGN(crypto::Trust trust, crypto::Trust::load(*m_fs, file("trust")));
  ROG_TRY_ASSIGN(crypto::CardChain own, own_chain());
  trust.pin(authority(), crypto::fingerprint_of(own.cards().front().root));
  trust.add_chain(std::move(own));
  return trust;
}

Result<base::FileLock> Home::lock_exclusive() const {
  Result<base::FileLock> lock =
      base::FileLock::take(*m_fs, file("lock"), base::FileLock::Kind::exclusive, k_lock_wait_ms);
  if (!lock && lock.error().code() == ErrorCode::locked) {
    return fail(Error(ErrorCode::locked, "another rogatory is changing the home " + m_path)
                    .because("it held the lock for more than 10 seconds")
                    .next("run the command again when the other one has ended"));
  }
  return lock;
}

}  // namespace rogatory::registry
