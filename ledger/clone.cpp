#include "ledger/clone.hpp"

#include <set>

#include "base/remove_tree.hpp"
#include "ledger/git.hpp"
#include "ledger/git_layout.hpp"
#include "ledger/git_loose.hpp"
#include "ledger/git_pack_file.hpp"
#include "ledger/git_reach.hpp"

namespace rogatory::ledger {
namespace {

constexpr mode_t k_umask = 0022;
constexpr mode_t k_file_mode = 0666 & ~k_umask;

/// The files of one log, below a directory of its own.
class LogWriter {
 public:
  LogWriter(FileSystem& fs, std::string directory) : m_fs(fs), m_directory(std::move(directory)) {}

  Result<void> write_all(LogSource& source) {
    ROG_TRY(make_folder(m_directory));
    ROG_TRY_ASSIGN(const LogListing listing, source.list());
    for (std::uint64_t seq = 0; seq < listing.entries; ++seq) {
      ROG_TRY_ASSIGN(const EntryFiles files, source.entry(seq));
      ROG_TRY(write({FileKind::entry, seq}, files.entry));
      ROG_TRY(write({FileKind::entry_signature, seq}, files.signature));
      if (files.body) {
        ROG_TRY(write({FileKind::body, seq}, *files.body));
      }
    }
    ROG_TRY_ASSIGN(const std::vector<crypto::SignedCard> cards, source.cards());
    for (std::size_t i = 0; i < cards.size() && i < listing.card_versions.size(); ++i) {
      const std::uint64_t version = listing.card_versions[i];
      ROG_TRY(write({FileKind::card, version}, cards[i].card));
      ROG_TRY(write({FileKind::card_signature, version}, cards[i].sig));
      if (const std::optional<Bytes>& previous = cards[i].prev_sig) {
        ROG_TRY(write({FileKind::card_previous_signature, version}, *previous));
      }
    }
    if (listing.has_checkpoint) {
      ROG_TRY_ASSIGN(const Bytes note, source.checkpoint());
      ROG_TRY(write({FileKind::checkpoint, 0}, note));
    }
    return sync_folders();
  }

 private:
  Result<void> write(LogPath path, ByteView content) {
    const std::string whole = m_directory + "/" + path.text();
    ROG_TRY(make_folder(base::parent_of(whole)));
    return write_new_file(m_fs, whole, content, k_file_mode);
  }

  Result<void> make_folder(const std::string& path) {
    if (m_folders.contains(path)) {
      return {};
    }
    if (path != m_directory) {
      ROG_TRY(make_folder(base::parent_of(path)));
    }
    m_folders.insert(path);
    const base::SysResult<void> made = m_fs.mkdir(AT_FDCWD, path, 0777 & ~k_umask);
    return made ? Result<void>() : fail(base::errno_error(made.error(), "making the directory " + path));
  }

  Result<void> sync_folders() {
    for (const std::string& folder : m_folders) {
      ROG_TRY(base::sync_directory(m_fs, folder));
    }
    return {};
  }

  FileSystem& m_fs;
  std::string m_directory;
  std::set<std::string> m_folders;
};

/// What the branches reach as one pack; nothing else that lies in the repository.
Result<void> copy_repository(FileSystem& fs, Repository& from, const std::vector<std::pair<std::string, Oid>>& branches,
                             const std::string& to) {
  ROG_TRY(fill_repository(fs, to, branches.empty() ? "refs/heads/_" : branches.front().first, k_umask));
  std::vector<Oid> tips;
  for (const auto& [name, commit] : branches) {
    tips.push_back(commit);
    ROG_TRY(write_new_file(fs, to + "/" + name, base::as_bytes(commit.hex() + "\n"), k_file_mode));
  }
  ROG_TRY(base::sync_directory(fs, to + "/refs/heads"));
  ROG_TRY_ASSIGN(const std::vector<Reached> objects, reach(from, tips, {}));
  ROG_TRY_ASSIGN(PackFile pack, PackFile::create(fs, to, static_cast<std::uint32_t>(objects.size())));
  for (const Reached& object : objects) {
    ROG_TRY_ASSIGN(const Bytes content, from.read(object.kind, object.id, limit_of(object.kind)));
    ROG_TRY(pack.add(object.kind, object.id, content));
  }
  return pack.commit();
}

Result<void> fill(FileSystem& fs, const std::string& repository, const std::string& place) {
  ROG_TRY_ASSIGN(Repository opened, Repository::open(repository));
  ROG_TRY_ASSIGN(const auto refs, opened.refs());
  const base::SysResult<void> made = fs.mkdir(AT_FDCWD, place, 0777 & ~k_umask);
  if (!made) {
    return fail(base::errno_error(made.error(), "making the directory " + place));
  }
  std::vector<std::pair<std::string, Oid>> branches;
  for (const auto& [name, commit] : refs) {
    constexpr std::string_view k_heads = "refs/heads/";
    const Result<LogName> log = LogName::parse(name.starts_with(k_heads) ? name.substr(k_heads.size()) : "");
    if (log && commit) {
      ROG_TRY_ASSIGN(const std::unique_ptr<LogSource> source, open_branch(repository, *log, *commit));
      ROG_TRY(LogWriter(fs, place + "/" + log->text()).write_all(*source));
      branches.emplace_back(name, *commit);
    }
  }
  ROG_TRY(copy_repository(fs, opened, branches, place + "/case.git"));
  return base::sync_directory(fs, place);
}

}  // namespace

Result<void> clone_case(FileSystem& fs, const std::string& repository, const std::string& directory,
                        const std::function<Result<void>(const std::string&)>& announce) {
  const std::string target = base::without_trailing_slashes(directory);
  ROG_TRY_ASSIGN(const bool is_there, base::exists(fs, target));
  if (is_there) {
    return fail(Error(ErrorCode::refused, target + " exists already").next("name a directory that is yet to be made"));
  }
  const std::string place = temporary_place(target);
  if (announce) {
    ROG_TRY(announce(place));
  }
  if (Result<void> filled = fill(fs, repository, place); !filled) {
    static_cast<void>(base::remove_tree(fs, AT_FDCWD, place));
    return fail(std::move(filled).error().while_("cloning into " + target));
  }
  return publish_tree(fs, place, target);
}

}  // namespace rogatory::ledger
