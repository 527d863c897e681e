// A log as plain files, as `ledger clone` writes it. Links are never followed, nothing but regular files is read, and
// none further than its limit: whose files these are nobody knows.
#include <algorithm>
#include <map>

#include "crypto/card.hpp"
#include "crypto/note.hpp"
#include "ledger/folder.hpp"
#include "ledger/listing.hpp"

namespace rogatory::ledger {
namespace {

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
    ROG_TRY_ASSIGN(Folder folder, m_folder.again());
    return directory_log(std::move(folder), m_log);
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
  if (kind == Folder::Kind::folder && is_folder_of_log(path + "/")) {
    ROG_TRY_ASSIGN(const std::optional<Folder> below, folder.below(name));
    if (!below) {
      return {};  // gone since it was looked at
    }
    ROG_TRY_ASSIGN(const std::vector<std::string> names, below->names());
    for (const std::string& one : names) {
      ROG_TRY(list_one(*below, one, path + "/", listing));
    }
    return {};
  }
  const std::optional<LogPath> file = kind == Folder::Kind::file ? LogPath::parse(path) : std::nullopt;
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

}  // namespace

std::unique_ptr<LogSource> directory_log(Folder folder, const LogName& log) {
  return std::make_unique<DirectorySource>(std::move(folder), log);
}

}  // namespace rogatory::ledger
