#include "ledger/git_pack_file.hpp"

#include "ledger/git_loose.hpp"

namespace rogatory::ledger {
namespace {

/// Into a file, in large writes.
class FileSink : public base::ByteSink {
 public:
  FileSink(FileSystem& fs, int fd, std::string what) : m_fs(fs), m_fd(fd), m_what(std::move(what)) {}

  Result<void> write(ByteView bytes) override {
    if (m_pending.size() + bytes.size() > k_block) {
      ROG_TRY(flush());
    }
    if (bytes.size() > k_block) {
      return base::write_all(m_fs, m_fd, bytes, m_what);
    }
    m_pending.insert(m_pending.end(), bytes.begin(), bytes.end());
    return {};
  }

  Result<void> flush() {
    ROG_TRY(base::write_all(m_fs, m_fd, m_pending, m_what));
    m_pending.clear();
    return {};
  }

 private:
  static constexpr std::size_t k_block = 256 * 1024;
  FileSystem& m_fs;
  int m_fd;
  std::string m_what;
  Bytes m_pending;
};

}  // namespace

struct PackFile::Impl {
  Impl(FileSystem& files, const std::string& repository)
      : fs(files),
        folder(repository + "/objects/pack"),
        pack_path(folder + "/" + temporary_object_name("tmp_pack_")),
        index_path(folder + "/" + temporary_object_name("tmp_idx_")) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    // Best effort: `git gc` removes what stays. After a commit there is nothing of these names.
    static_cast<void>(fs.unlink(AT_FDCWD, pack_path, 0));
    static_cast<void>(fs.unlink(AT_FDCWD, index_path, 0));
  }

  Result<void> start(std::uint32_t count) {
    auto opened = base::uninterrupted(
        [&] { return fs.open(AT_FDCWD, pack_path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0444); });
    if (!opened) {
      return fail(base::errno_error(opened.error(), "making a pack in " + folder));
    }
    fd = *std::move(opened);
    sink = std::make_unique<FileSink>(fs, fd.get(), pack_path);
    ROG_TRY_ASSIGN(PackWriter writer, PackWriter::start(*sink, count));
    pack = std::make_unique<PackWriter>(std::move(writer));
    return {};
  }

  Result<void> give_name(const std::string& from, const std::string& to) {
    // Its name says what it holds: one that is there is the same.
    const auto renamed = fs.rename(AT_FDCWD, from, AT_FDCWD, to, true);
    return renamed ? Result<void>() : fail(base::errno_error(renamed.error(), "naming " + to));
  }

  FileSystem& fs;
  std::string folder;
  std::string pack_path;
  std::string index_path;
  base::Fd fd;
  std::unique_ptr<FileSink> sink;
  std::unique_ptr<PackWriter> pack;
};

PackFile::PackFile(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
PackFile::PackFile(PackFile&&) noexcept = default;
PackFile::~PackFile() = default;

Result<PackFile> PackFile::create(FileSystem& fs, const std::string& repository, std::uint32_t count) {
  auto impl = std::make_unique<Impl>(fs, repository);
  ROG_TRY(impl->start(count));
  return PackFile(std::move(impl));
}

Result<void> PackFile::add(ObjectKind kind, const Oid& id, ByteView content) {
  return m_impl->pack->add(kind, id, content);
}

Result<void> PackFile::commit() {
  Impl& impl = *m_impl;
  ROG_TRY_ASSIGN(const Oid id, impl.pack->finish());
  ROG_TRY(impl.sink->flush());
  const auto synced = base::uninterrupted([&] { return impl.fs.fsync(impl.fd.get()); });
  if (!synced) {
    return fail(base::errno_error(synced.error(), "syncing " + impl.pack_path));
  }
  ROG_TRY(write_new_file(impl.fs, impl.index_path, impl.pack->index()));
  // A reader looks for indexes: the pack has to be there first.
  const std::string name = impl.folder + "/pack-" + id.hex();
  ROG_TRY(impl.give_name(impl.pack_path, name + ".pack"));
  ROG_TRY(base::sync_directory(impl.fs, impl.folder));
  ROG_TRY(impl.give_name(impl.index_path, name + ".idx"));
  return base::sync_directory(impl.fs, impl.folder);
}

}  // namespace rogatory::ledger
