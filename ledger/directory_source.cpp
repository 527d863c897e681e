// A log as plain files, as `ledger clone` writes it. Links are never followed, nothing but regular files is read, and
// none further than its limit: whose files these are nobody knows.
#include <algorithm>
#include <map>

#include "crypto/card.hpp"
#include "crypto/note.hpp"
#include "ledger/listing.hpp"
#include "ledger/log_source.hpp"

namespace rogatory::ledger {
namespace {

enum class Kind : std::uint8_t { file, folder, other };

std::size_t limit_of(FileKind kind) {
  switch (kind) {
    case FileKind::entry:
      return k_entry_limit;
    case FileKind::body:
      return k_body_file_limit;
    case FileKind::card:
      return crypto::k_card_limit;
    case FileKind::entry_signature:
    case FileKind::card_signature:
    case FileKind::card_previous_signature:
      return crypto::k_sshsig_limit;
    case FileKind::checkpoint:
      return crypto::k_note_limit;
  }
  ROG_ASSERT(false);
}

/// A directory that is open.
struct Folder {
  FileSystem* fs = nullptr;
  base::Fd fd;
  std::string path;

  /// Of a directory in `from`; nothing where there is none of that name.
  static Result<std::optional<Folder>> open(FileSystem& fs, int from, const std::string& name, std::string path) {
    constexpr int k_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
    auto fd = base::uninterrupted([&] { return fs.open(from, name, k_flags); });
    if (!fd && (fd.error() == ENOENT || fd.error() == ENOTDIR || fd.error() == ELOOP)) {
      return std::nullopt;
    }
    if (!fd) {
      return fail(base::errno_error(fd.error(), "opening the directory " + path));
    }
    return Folder{&fs, *std::move(fd), std::move(path)};
  }
  [[nodiscard]] Result<std::optional<Folder>> below(const std::string& name) const {
    return open(*fs, fd.get(), name, path + "/" + name);
  }

  [[nodiscard]] Result<std::vector<std::string>> names() const {
    const auto listed = fs->list(fd.get());
    return listed ? Result<std::vector<std::string>>(*listed)
                  : fail(base::errno_error(listed.error(), "listing " + path));
  }

  /// What stands there, and how long it is.
  [[nodiscard]] Result<std::pair<Kind, std::uint64_t>> look(const std::string& name) const {
    const base::SysResult<struct stat> status = fs->stat_at(fd.get(), name, AT_SYMLINK_NOFOLLOW);
    if (!status) {
      return fail(base::errno_error(status.error(), "looking at " + path + "/" + name));
    }
    const Kind kind = S_ISREG(status->st_mode) ? Kind::file : S_ISDIR(status->st_mode) ? Kind::folder : Kind::other;
    return std::pair(kind, static_cast<std::uint64_t>(status->st_size));
  }

  /// Nothing where there is no regular file of at most `limit` bytes.
  [[nodiscard]] Result<std::optional<Bytes>> read(const std::string& name, std::size_t limit) const {
    constexpr int k_flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
    const auto file = base::uninterrupted([&] { return fs->open(fd.get(), name, k_flags); });
    if (!file && (file.error() == ENOENT || file.error() == ELOOP || file.error() == ENXIO)) {
      return std::nullopt;
    }
    if (!file) {
      return fail(base::errno_error(file.error(), "opening " + path + "/" + name));
    }
    const base::SysResult<struct stat> status = fs->stat(file->get());
    if (!status) {
      return fail(base::errno_error(status.error(), "looking at " + path + "/" + name));
    }
    const auto size = static_cast<std::uint64_t>(status->st_size);
    if (!S_ISREG(status->st_mode) || size > limit) {
      return std::nullopt;
    }
    Bytes content(size);
    ROG_TRY(base::pread_exact(*fs, file->get(), content, 0, path + "/" + name));
    return content;
  }
};

class DirectorySource : public LogSource {
 public:
  DirectorySource(Folder folder, LogName log) : m_folder(std::move(folder)), m_log(std::move(log)) {}

  [[nodiscard]] const LogName& name() const override { return m_log; }

  Result<LogListing> list() override {
    ListingBuilder listing;
    ROG_TRY_ASSIGN(const std::vector<std::string> names, m_folder.names());
    for (const std::string& one : names) {
      ROG_TRY(list_one(m_folder, one, "", listing));
    }
    return std::move(listing).finish();
  }

  Result<EntryFiles> entry(std::uint64_t seq) override {
    if (seq >= k_most_entries) {
      return fail(ErrorCode::incomplete, "no log has an entry " + std::to_string(seq));
    }
    EntryFiles files;
    ROG_TRY_ASSIGN(files.entry, need({FileKind::entry, seq}));
    ROG_TRY_ASSIGN(files.signature, need({FileKind::entry_signature, seq}));
    ROG_TRY_ASSIGN(files.body, read({FileKind::body, seq}));
    return files;
  }

  Result<std::vector<crypto::SignedCard>> cards() override;
  Result<Bytes> checkpoint() override { return need({FileKind::checkpoint, 0}); }

  Result<std::unique_ptr<LogSource>> another() override {
    ROG_TRY_ASSIGN(std::optional<Folder> folder, Folder::open(*m_folder.fs, AT_FDCWD, m_folder.path, m_folder.path));
    if (!folder) {
      return fail(ErrorCode::not_found, m_folder.path + " is not there any more");
    }
    return std::make_unique<DirectorySource>(*std::move(folder), m_log);
  }

 private:
  Result<void> list_one(const Folder& folder, const std::string& name, const std::string& before,
                        ListingBuilder& listing);
  Result<std::optional<Bytes>> read(LogPath path);
  Result<Bytes> need(LogPath path);

  Folder m_folder;
  LogName m_log;
  std::string m_last_path;  // of the folder that is open, below m_folder
  std::optional<Folder> m_last;
};

/// Whether a log has a folder of this path, with a slash at its end.
bool is_folder_of_log(std::string_view path) {
  const auto is_numbered = [](std::string_view two) { return folder_number(two.substr(0, 2)) && two.substr(2) == "/"; };
  if (path == "entries/" || path == "cards/") {
    return true;
  }
  return path.starts_with("entries/") &&
         ((path.size() == 11 && is_numbered(path.substr(8))) ||
          (path.size() == 14 && is_numbered(path.substr(8, 3)) && is_numbered(path.substr(11))));
}

Result<void> DirectorySource::list_one(const Folder& folder, const std::string& name, const std::string& before,
                                       ListingBuilder& listing) {
  const std::string path = before + name;
  ROG_TRY_ASSIGN(const auto there, folder.look(name));
  const auto& [kind, size] = there;
  if (kind == Kind::folder && is_folder_of_log(path + "/")) {
    ROG_TRY_ASSIGN(const std::optional<Folder> below, folder.below(name));
    ROG_TRY_ASSIGN(const std::vector<std::string> names, below ? below->names() : std::vector<std::string>());
    for (const std::string& one : names) {
      ROG_TRY(list_one(*below, one, path + "/", listing));
    }
    return {};
  }
  const std::optional<LogPath> file = kind == Kind::file ? LogPath::parse(path) : std::nullopt;
  if (file && size <= limit_of(file->kind)) {
    listing.add(*file);
  } else {
    listing.add_strange(path);
  }
  return {};
}

Result<std::optional<Bytes>> DirectorySource::read(LogPath path) {
  const std::string text = path.text();
  if (path.kind == FileKind::checkpoint) {
    return m_folder.read(text, limit_of(path.kind));
  }
  const std::string parent = base::parent_of(text);
  if (parent != m_last_path) {
    m_last.reset();
    m_last_path.clear();
    const Folder* from = &m_folder;
    std::optional<Folder> opened;
    // Part by part: a link in between would lead out of the log.
    for (std::size_t begin = 0; begin < parent.size();) {
      const std::size_t end = std::min(parent.find('/', begin), parent.size());
      ROG_TRY_ASSIGN(std::optional<Folder> next, from->below(parent.substr(begin, end - begin)));
      if (!next) {
        return std::nullopt;
      }
      opened = std::move(next);
      from = &*opened;
      begin = end + 1;
    }
    m_last = std::move(opened);
    m_last_path = parent;
  }
  return m_last->read(base::name_of(text), limit_of(path.kind));
}

Result<Bytes> DirectorySource::need(LogPath path) {
  ROG_TRY_ASSIGN(std::optional<Bytes> bytes, read(path));
  if (!bytes) {
    return fail(ErrorCode::incomplete, "log " + m_log.text() + " has no " + path.text() + ", or it is too long");
  }
  return *std::move(bytes);
}

Result<std::vector<crypto::SignedCard>> DirectorySource::cards() {
  ROG_TRY_ASSIGN(const std::optional<Folder> folder, m_folder.below("cards"));
  ROG_TRY_ASSIGN(const std::vector<std::string> names, folder ? folder->names() : std::vector<std::string>());
  std::vector<std::uint64_t> versions;
  for (const std::string& one : names) {
    const std::optional<LogPath> file = LogPath::parse("cards/" + one);
    if (file && file->kind == FileKind::card && versions.size() < crypto::k_chain_limit) {
      versions.push_back(file->number);
    }
  }
  std::ranges::sort(versions);
  std::vector<crypto::SignedCard> cards;
  for (const std::uint64_t version : versions) {
    ROG_TRY_ASSIGN(std::optional<Bytes> card, read({FileKind::card, version}));
    ROG_TRY_ASSIGN(std::optional<Bytes> signature, read({FileKind::card_signature, version}));
    if (card && signature) {  // list() tells of the others
      ROG_TRY_ASSIGN(std::optional<Bytes> previous, read({FileKind::card_previous_signature, version}));
      cards.push_back({.card = *std::move(card), .sig = *std::move(signature), .prev_sig = std::move(previous)});
    }
  }
  return cards;
}

class DirectoryCase : public CaseSource {
 public:
  explicit DirectoryCase(Folder folder) : m_folder(std::move(folder)) {}

  Result<std::vector<LogName>> logs(std::vector<std::string>& strange) override {
    ROG_TRY_ASSIGN(const std::vector<std::string> names, m_folder.names());
    std::vector<LogName> found;
    for (const std::string& one : names) {
      if (one == "case.git" || one == ".git") {
        continue;
      }
      ROG_TRY_ASSIGN(const auto there, m_folder.look(one));
      const Result<LogName> log = LogName::parse(one);
      if (log && there.first == Kind::folder) {
        found.push_back(*log);
      } else {
        strange.push_back(one);
      }
    }
    std::ranges::sort(found);
    return found;
  }

  Result<std::unique_ptr<LogSource>> open(const LogName& log) override {
    ROG_TRY_ASSIGN(std::optional<Folder> folder, m_folder.below(log.text()));
    if (!folder) {
      return fail(ErrorCode::not_found, m_folder.path + " has no log " + log.text());
    }
    return std::make_unique<DirectorySource>(*std::move(folder), log);
  }

 private:
  Folder m_folder;
};

}  // namespace

Result<std::unique_ptr<CaseSource>> open_directory(FileSystem& fs, const std::string& path) {
  // The directory itself may be reached by a link: whoever named it chose so.
  auto fd = base::uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY); });
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening the directory " + path));
  }
  return std::make_unique<DirectoryCase>(Folder{&fs, *std::move(fd), path});
}

}  // namespace rogatory::ledger
