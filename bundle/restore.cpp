#include "bundle/restore.hpp"

#include "base/sparse.hpp"
#include "base/write_behind.hpp"
#include "bundle/restore_staging.hpp"
#include "bundle/restore_tree.hpp"

namespace rogatory::bundle {
namespace {

using base::errno_error;

/// Checks without keeping anything: for bundles that are not restored, whatever their content says.
class Onlooker : public ContentVisitor {};

/// A file on its way to the disk; a large one is written by a thread of its own.
class StagedFile {
 public:
  StagedFile(FileSystem& fs, base::Fd fd, const std::string& what, std::uint64_t size)
      : m_fd(std::move(fd)), m_sparse(fs, m_fd.get(), what) {
    if (size >= base::DurableFile::k_large) {
      m_behind.emplace(m_sparse);
    }
  }
  Result<void> write(ByteView bytes) { return m_behind ? m_behind->write(bytes) : m_sparse.write(bytes); }
  Result<void> finish() {
    if (m_behind) {
      ROG_TRY(m_behind->flush());
    }
    return m_sparse.finish();
  }

 private:
  base::Fd m_fd;
  base::SparseWriter m_sparse;
  std::optional<base::WriteBehind> m_behind;
};

/// Writes the wanted files into the staging as they come, then gives them their names as the records come.
class Restorer : public ContentVisitor {
 public:
  Restorer(FileSystem& fs, const Staging& staging, const std::set<std::uint64_t>& wanted, Restored& restored)
      : m_fs(fs),
        m_staging(staging),
        m_wanted(wanted),
        m_restored(restored),
        m_tree(fs, staging.directory(), staging.tree()) {}

  Result<void> begin_file(std::uint64_t item, const std::string& path, std::uint64_t size) override;
  Result<void> data(ByteView bytes) override;
  Result<void> end_file() override;
  Result<void> on_item(const ItemRecord& record) override;

  Result<void> finish() {
    ROG_TRY(m_tree.finish());
    m_restored.changed = m_tree.take_changed();
    return {};
  }

 private:
  [[nodiscard]] bool wants(std::uint64_t item) const { return m_wanted.empty() || m_wanted.contains(item); }

  FileSystem& m_fs;
  const Staging& m_staging;
  const std::set<std::uint64_t>& m_wanted;
  Restored& m_restored;
  RestoreTree m_tree;
  std::optional<StagedFile> m_file;  // that is being read, where it is wanted
};

/// The neutral name under which a file waits, without its folder: "000001.pdf".
std::string staged_name(const std::string& path) { return path.substr(path.find('/') + 1); }

Result<void> Restorer::begin_file(std::uint64_t item, const std::string& path, std::uint64_t size) {
  if (!wants(item)) {
    return {};
  }
  base::SysResult<base::Fd> file =
      m_fs.open(m_staging.directory(), staged_name(path), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  if (!file) {
    return fail(errno_error(file.error(), "making a file for " + path));
  }
  m_file.emplace(m_fs, *std::move(file), path, size);
  return {};
}

Result<void> Restorer::data(ByteView bytes) {
  if (!m_file) {
    return {};
  }
  return m_file->write(bytes);
}

Result<void> Restorer::end_file() {
  if (m_file) {
    ROG_TRY(m_file->finish());
    m_file.reset();
  }
  return {};
}

Result<void> Restorer::on_item(const ItemRecord& record) {
  if (!wants(record.item)) {
    return {};
  }
  if (record.kind == ItemKind::directory) {
    ++m_restored.directories;
    return m_tree.add_directory(record);
  }
  ++m_restored.files;
  m_restored.bytes += record.size;
  return m_tree.add_file(record, staged_name(record.file));
}

Result<void> check_wanted(const std::set<std::uint64_t>& wanted, const Outline& outline) {
  const std::uint64_t count = outline.seal ? outline.seal->item_count : 0;
  for (const std::uint64_t item : wanted) {
    if (item == 0 || item > count) {
      return fail(Error(ErrorCode::not_found,
                        "there is no item " + std::to_string(item) + ", the bundle has " + std::to_string(count))
                      .next("rogatory bundle list shows what is in it"));
    }
  }
  return {};
}

}  // namespace

Result<Restored> restore(FileSystem& fs, int fd, const std::string& what, const crypto::Trust& trust, const Keys& keys,
                         const RestoreOptions& options, StagingLog& log, Progress& progress) {
  ROG_TRY_ASSIGN(Outline outline, read_outline(fs, fd, what, trust));
  Restored restored;
  if (!outline.checks.clean() || keys.none()) {
    Onlooker onlooker;
    ROG_TRY_ASSIGN(restored.report, verify_outlined(fs, fd, what, std::move(outline), keys, onlooker, progress));
    return restored;
  }
  ROG_TRY(check_wanted(options.items, outline));
  ROG_TRY_ASSIGN(Staging staging, Staging::create(fs, options.target, log));
  Restored kept;
  Restorer restorer(fs, staging, options.items, kept);
  ROG_TRY_ASSIGN(restored.report, verify_outlined(fs, fd, what, std::move(outline), keys, restorer, progress));
  if (!restored.report.findings.empty() || !restored.report.opened) {
    return restored;
  }
  ROG_TRY(restorer.finish());
  ROG_TRY(base::check_interrupt());
  ROG_TRY_ASSIGN(kept.top_level, staging.publish());
  kept.report = std::move(restored.report);
  return kept;
}

}  // namespace rogatory::bundle
