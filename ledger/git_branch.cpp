// A log as a branch of a git repository. Trees are looked at once for each hundred entries, so that an entry costs what
// its three blobs cost.
#include <map>

#include "crypto/card.hpp"
#include "crypto/note.hpp"
#include "ledger/git.hpp"
#include "ledger/git_items.hpp"
#include "ledger/git_reach.hpp"
#include "ledger/listing.hpp"

namespace rogatory::ledger {
namespace {

/// The files of one entry by their objects.
struct Files {
  std::optional<Oid> entry;
  std::optional<Oid> signature;
  std::optional<Oid> body;
};

/// Two digits to a folder.
using Folders = std::array<std::optional<Oid>, 100>;

/// What is there but cannot be read as it should is to its reader as if it were not there.
Error not_readable(Error error) {
  if (error.code() != ErrorCode::malformed) {
    return error;
  }
  return Error(ErrorCode::incomplete, error.sentence()).because(error.why()).next(error.next_step());
}

class BranchSource : public LogSource {
 public:
  BranchSource(Repository repository, std::string path, std::string also, LogName log, Oid commit, Oid root)
      : m_repository(std::move(repository)),
        m_path(std::move(path)),
        m_also(std::move(also)),
        m_log(std::move(log)),
        m_commit(commit),
        m_root(root) {}

  [[nodiscard]] const LogName& name() const override { return m_log; }
  Result<LogListing> list() override { return list_branch(m_repository, m_root); }
  Result<EntryFiles> entry(std::uint64_t seq) override;
  Result<std::vector<crypto::SignedCard>> cards() override;
  Result<Bytes> checkpoint() override;
  Result<std::unique_ptr<LogSource>> another() override { return open_branch(m_path, m_log, m_commit, m_also); }

 private:
  Result<std::optional<Oid>> item(const Oid& tree, std::string_view name, bool is_tree);
  Result<Folders> folders(const Oid& tree);
  Result<void> load_hundred(std::uint64_t folder);
  Result<Bytes> blob(const std::optional<Oid>& id, std::size_t limit, LogPath what);

  Repository m_repository;
  std::string m_path;
  std::string m_also;
  LogName m_log;
  Oid m_commit;
  Oid m_root;

  std::optional<Folders> m_top;                  // entries/
  std::optional<std::uint64_t> m_middle_number;  // whose folders m_middle are
  Folders m_middle;                              // entries/AA/
  std::optional<std::uint64_t> m_hundred_number;
  std::array<Files, 100> m_hundred;  // entries/AA/BB/
};

Result<std::optional<Oid>> BranchSource::item(const Oid& tree, std::string_view name, bool is_tree) {
  std::optional<Oid> found;
  ROG_TRY(each_item(m_repository, tree, [&](const RawTreeItem& item) -> Result<void> {
    if (item.name == name && (is_tree ? item.is_tree() : item.is_file())) {
      found = item.oid();
    }
    return {};
  }));
  return found;
}

Result<Folders> BranchSource::folders(const Oid& tree) {
  Folders found;
  ROG_TRY(each_item(m_repository, tree, [&](const RawTreeItem& item) -> Result<void> {
    const std::optional<std::uint64_t> number = item.is_tree() ? folder_number(item.name) : std::nullopt;
    if (number) {
      found.at(*number) = item.oid();
    }
    return {};
  }));
  return found;
}

/// Makes m_hundred that of entries/AA/BB, `folder` being AABB; empty where there is none.
Result<void> BranchSource::load_hundred(std::uint64_t folder) {
  if (m_hundred_number == folder) {
    return {};
  }
  if (!m_top) {
    ROG_TRY_ASSIGN(const std::optional<Oid> entries, item(m_root, "entries", true));
    ROG_TRY_ASSIGN(m_top, entries ? folders(*entries) : Result<Folders>(Folders()));
  }
  if (m_middle_number != folder / 100) {
    m_middle_number.reset();
    const std::optional<Oid> tree = m_top->at(folder / 100);
    ROG_TRY_ASSIGN(m_middle, tree ? folders(*tree) : Result<Folders>(Folders()));
    m_middle_number = folder / 100;
  }
  m_hundred_number.reset();
  m_hundred.fill({});
  if (const std::optional<Oid> tree = m_middle.at(folder % 100)) {
    ROG_TRY(each_item(m_repository, *tree, [&](const RawTreeItem& item) -> Result<void> {
      const std::optional<LogPath> file = item.is_file() ? entry_file(folder, item.name) : std::nullopt;
      if (file) {
        Files& files = m_hundred.at(file->number % 100);
        (file->kind == FileKind::entry             ? files.entry
         : file->kind == FileKind::entry_signature ? files.signature
                                                   : files.body) = item.oid();
      }
      return {};
    }));
  }
  m_hundred_number = folder;
  return {};
}

Result<Bytes> BranchSource::blob(const std::optional<Oid>& id, std::size_t limit, LogPath what) {
  if (!id) {
    return fail(ErrorCode::incomplete, "log " + m_log.text() + " has no " + what.text());
  }
  Result<Bytes> bytes = m_repository.read(ObjectKind::blob, *id, limit);
  if (!bytes) {
    return fail(not_readable(std::move(bytes).error()).while_("log " + m_log.text() + ": " + what.text()));
  }
  return bytes;
}

Result<EntryFiles> BranchSource::entry(std::uint64_t seq) {
  if (seq >= k_most_entries) {
    return fail(ErrorCode::incomplete, "no log has an entry " + std::to_string(seq));
  }
  if (Result<void> loaded = load_hundred(seq / 100); !loaded) {
    return fail(not_readable(std::move(loaded).error()).while_("log " + m_log.text()));
  }
  const Files& files = m_hundred.at(seq % 100);
  EntryFiles found;
  ROG_TRY_ASSIGN(found.entry, blob(files.entry, k_entry_limit, {FileKind::entry, seq}));
  ROG_TRY_ASSIGN(found.signature, blob(files.signature, crypto::k_sshsig_limit, {FileKind::entry_signature, seq}));
  if (files.body) {
    Result<Bytes> body = blob(files.body, k_body_file_limit, {FileKind::body, seq});
    if (body) {
      found.body = *std::move(body);
    } else if (body.error().code() != ErrorCode::incomplete) {
      return fail(std::move(body).error());
    }
  }
  return found;
}

Result<std::vector<crypto::SignedCard>> BranchSource::cards() {
  ROG_TRY_ASSIGN(const std::optional<Oid> tree, item(m_root, "cards", true));
  std::map<std::uint64_t, Files> found;
  if (tree) {
    ROG_TRY(each_item(m_repository, *tree, [&](const RawTreeItem& item) -> Result<void> {
      const std::optional<LogPath> file =
          item.is_file() ? LogPath::parse("cards/" + std::string(item.name)) : std::nullopt;
      if (file) {
        Files& files = found[file->number];
        (file->kind == FileKind::card             ? files.entry
         : file->kind == FileKind::card_signature ? files.signature
                                                  : files.body) = item.oid();
      }
      return {};
    }));
  }
  std::vector<crypto::SignedCard> cards;
  for (const auto& [version, files] : found) {
    if (!files.entry || !files.signature || cards.size() == crypto::k_chain_limit) {
      continue;  // list() tells of them
    }
    crypto::SignedCard card;
    ROG_TRY_ASSIGN(card.card, blob(files.entry, crypto::k_card_limit, {FileKind::card, version}));
    ROG_TRY_ASSIGN(card.sig, blob(files.signature, crypto::k_sshsig_limit, {FileKind::card_signature, version}));
    if (files.body) {
      ROG_TRY_ASSIGN(card.prev_sig,
                     blob(files.body, crypto::k_sshsig_limit, {FileKind::card_previous_signature, version}));
    }
    cards.push_back(std::move(card));
  }
  return cards;
}

Result<Bytes> BranchSource::checkpoint() {
  ROG_TRY_ASSIGN(const std::optional<Oid> note, item(m_root, "checkpoint", false));
  return blob(note, crypto::k_note_limit, {FileKind::checkpoint, 0});
}

}  // namespace

Result<std::unique_ptr<LogSource>> open_branch(const std::string& repository, const LogName& log, const Oid& commit,
                                               const std::string& also) {
  ROG_TRY_ASSIGN(Repository opened, Repository::open(repository, also));
  ROG_TRY_ASSIGN(const Bytes content, opened.read(ObjectKind::commit, commit, limit_of(ObjectKind::commit)));
  ROG_TRY_ASSIGN(const Oid root, tree_of_commit(content));
  return std::make_unique<BranchSource>(std::move(opened), repository, also, log, commit, root);
}

}  // namespace rogatory::ledger
