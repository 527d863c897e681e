// Files through one interface, so that tests can fail any step and lose what was not synced.
//
// FileSystem is the operating system at the level of its calls: one method, one call, errno as the error. Everything
// above (DurableFile, load_file, the walkers of bundle/ and registry/) is built on it and takes it as a parameter.
#pragma once

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/stream.hpp"

namespace rogatory::base {

/// Owns a file descriptor. Move-only; closes in its destructor (what matters was fsynced before).
class Fd {
 public:
  Fd() = default;
  explicit Fd(int number) : m_number(number) {}
  Fd(Fd&& other) noexcept : m_number(other.release()) {}
  Fd& operator=(Fd&& other) noexcept;
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  ~Fd();

  [[nodiscard]] int get() const { return m_number; }
  [[nodiscard]] explicit operator bool() const { return m_number >= 0; }
  /// Gives up ownership.
  int release();

 private:
  int m_number = -1;
};

/// A value, or the errno of the call that failed.
template <class T>
using SysResult = std::expected<T, int>;

/// Calls again as long as a signal interrupts the call.
template <class Call>
auto uninterrupted(Call call) {
  while (true) {
    auto result = call();
    if (result.has_value() || result.error() != EINTR) {
      return result;
    }
  }
}

/// What a directory says of one of its names, without a look at what stands there.
enum class EntryKind : std::uint8_t {
  unknown,  ///< the file system does not say: ask stat_at()
  file,
  directory,
  other,  ///< a link, a FIFO, a socket or a device
};

struct DirectoryEntry {
  std::string name;
  EntryKind kind = EntryKind::unknown;
  bool operator==(const DirectoryEntry&) const = default;
};

/// The operating system's file calls. Thread-safe. `directory` is a directory descriptor or AT_FDCWD; every open adds
/// O_CLOEXEC. A subclass in the tests injects faults and forgets unsynced data.
class FileSystem {
 public:
  virtual ~FileSystem() = default;
  /// The real one; lives as long as the program.
  static FileSystem& real();

  virtual SysResult<Fd> open(int directory, const std::string& path, int flags, mode_t mode = 0);
  /// May return fewer bytes than asked; 0 is the end of the file.
  virtual SysResult<std::size_t> read(int fd, MutableByteView into);
  virtual SysResult<std::size_t> pread(int fd, MutableByteView into, std::uint64_t offset);
  /// May write fewer bytes than given.
  virtual SysResult<std::size_t> write(int fd, ByteView bytes);
  virtual SysResult<std::size_t> pwrite(int fd, ByteView bytes, std::uint64_t offset);
  virtual SysResult<void> fsync(int fd);
  virtual SysResult<void> truncate(int fd, std::uint64_t size);
  /// Reserves disk space for the first `size` bytes without changing the file's size (FALLOC_FL_KEEP_SIZE).
  virtual SysResult<void> allocate(int fd, std::uint64_t size);
  /// Whether writes go around the page cache (O_DIRECT). EINVAL: the file system cannot.
  virtual SysResult<void> set_direct(int fd, bool direct);
  virtual SysResult<struct stat> stat(int fd);
  /// The size in bytes of what is in an open block device (BLKGETSIZE64); ENOTTY for anything else.
  virtual SysResult<std::uint64_t> device_size(int fd);
  /// fstatat; `flags` is 0 or AT_SYMLINK_NOFOLLOW.
  virtual SysResult<struct stat> stat_at(int directory, const std::string& path, int flags);
  /// Renames; without `replace` an existing target is EEXIST, atomically where the file system can.
  virtual SysResult<void> rename(int from_directory, const std::string& from, int to_directory, const std::string& to,
                                 bool replace);
  /// Swaps two names in one directory, atomically. EINVAL or ENOSYS: the file system cannot.
  virtual SysResult<void> exchange(int directory, const std::string& one, const std::string& other);
  /// unlinkat; `flags` is 0 or AT_REMOVEDIR.
  virtual SysResult<void> unlink(int directory, const std::string& path, int flags);
  virtual SysResult<void> mkdir(int directory, const std::string& path, mode_t mode);
  /// Sets access and modification time to `modified`.
  virtual SysResult<void> set_modified(int fd, struct timespec modified);
  virtual SysResult<void> chmod(int fd, mode_t mode);
  /// What is in an open directory without . and .., in byte order of the names. A kind was true when the directory was
  /// read: whoever opens the name looks at what was opened.
  virtual SysResult<std::vector<DirectoryEntry>> entries(int directory);
  /// Their names alone.
  SysResult<std::vector<std::string>> list(int directory);
};

/// Writes all of `bytes`, going on after short writes and EINTR. `what` names the file in errors.
Result<void> write_all(FileSystem& fs, int fd, ByteView bytes, std::string_view what);
/// The same at an offset; the file position does not move.
Result<void> pwrite_all(FileSystem& fs, int fd, ByteView bytes, std::uint64_t offset, std::string_view what);
/// Reads exactly `into.size()` bytes at `offset`; fewer is `incomplete`.
Result<void> pread_exact(FileSystem& fs, int fd, MutableByteView into, std::uint64_t offset, std::string_view what);
/// One read, going on after EINTR.
Result<std::size_t> read_some(FileSystem& fs, int fd, MutableByteView into, std::string_view what);

/// A source over an open file, from its present position. The caller keeps the descriptor.
class FileSource : public ByteSource {
 public:
  FileSource(FileSystem& fs, int fd, std::string what) : m_fs(fs), m_fd(fd), m_what(std::move(what)) {}
  Result<std::size_t> read(MutableByteView into) override;

 private:
  FileSystem& m_fs;
  int m_fd;
  std::string m_what;
};

/// The whole of a regular file of at most `limit` bytes. Not there: not_found; longer: malformed; a directory, FIFO,
/// socket or device: refused.
Result<Bytes> load_file(FileSystem& fs, const std::string& path, std::size_t limit);

/// Whether something stands at `path` (a dangling link counts). An error other than ENOENT or ENOTDIR is returned.
Result<bool> exists(FileSystem& fs, const std::string& path);

/// Makes a directory of mode 0700 and those above it that are missing, durably. One that exists is no error; something
/// else of that name is `refused`.
Result<void> make_directories(FileSystem& fs, const std::string& path);

/// fsyncs a directory, so that names made or renamed in it survive a power cut. `what` names it in errors.
Result<void> sync_directory(FileSystem& fs, const std::string& path);
Result<void> sync_directory(FileSystem& fs, int directory, std::string_view what);

/// The absolute path of something that exists, without links, "." and "..". Fails as realpath(3) does.
Result<std::string> canonical_path(const std::string& path);
/// The same for something that is yet to be made in a directory that exists; its last part is taken as it is.
Result<std::string> canonical_place(const std::string& path);

/// The directory part of `path` ("." where there is none) and its last part.
std::string parent_of(const std::string& path);
std::string name_of(const std::string& path);
/// "a/b" for "a/b//"; "/" stays.
std::string without_trailing_slashes(std::string path);

/// A file that appears whole or not at all: temporary name beside the target, write, fsync, rename, fsync of the
/// directory. The destructor removes the temporary file; commit() keeps it. A kill may leave .NAME.<16 hex>.tmp behind.
class DurableFile {
 public:
  struct Options {
    mode_t mode = 0600;
    bool replace = false;           ///< without it an existing target makes create() and commit() fail (refused)
    std::uint64_t preallocate = 0;  ///< bytes; running out of space shows here. File systems without it are fine.
                                    ///< From k_large on write() hands over to a thread, around the page cache
    std::function<Result<void>(const std::string&)> announce = nullptr;  ///< told the temporary path before it is made
  };

  /// Fails where the target exists (refused; with replace only where it is not a regular file: a link, a directory and
  /// a device are never replaced), where its directory is missing (not_found), or as the operating system says.
  static Result<DurableFile> create(FileSystem& fs, std::string path, Options options);

  static constexpr std::uint64_t k_large = 4 * 1024 * 1024;

  DurableFile(DurableFile&&) noexcept;
  DurableFile& operator=(DurableFile&&) = delete;
  ~DurableFile();

  /// After an Error here or in pwrite() or flush() commit() fails too: nobody knows what is in the file. Of a large
  /// file the Error may belong to an earlier write.
  Result<void> write(ByteView bytes);
  /// May reach past the end; write() goes on where it was.
  Result<void> pwrite(ByteView bytes, std::uint64_t offset);
  /// Returns when everything written can be read back under temporary_path(). Says nothing of durability.
  Result<void> flush();
  /// Bytes written by write() so far.
  [[nodiscard]] std::uint64_t size() const { return m_size; }
  [[nodiscard]] int fd() const { return m_fd.get(); }
  [[nodiscard]] const std::string& temporary_path() const { return m_temporary; }

  /// Syncs and publishes; once. After an Error the target is what it was before, absent or the old content, whichever
  /// step failed and even if the failed call was carried out. The new file stays, whole, in two cases only: it cannot
  /// be taken away again, or it replaced another on a file system that cannot swap names (NFS).
  Result<void> commit();

 private:
  /// How the new file got its name, which decides how it is taken away again.
  enum class Way : std::uint8_t { not_yet, placed, swapped, overwritten };

  DurableFile(FileSystem& fs, Fd directory, Fd fd, std::string path, std::string temporary, Options options);
  struct Behind;
  Result<void> preallocate();
  Result<void> settle();
  Result<void> publish();
  SysResult<void> give_name();
  void take_back();
  [[nodiscard]] bool is_ours(const std::string& name) const;

  FileSystem* m_fs;
  Fd m_directory;
  Fd m_fd;
  std::string m_path;
  std::string m_temporary;
  Options m_options;
  std::unique_ptr<Behind> m_behind;  // of a large file
  std::uint64_t m_size = 0;
  std::uint64_t m_end = 0;  // the largest offset written, by write() or pwrite()
  bool m_broken = false;
  Way m_way = Way::not_yet;
};

/// Writes a small file durably in one call.
Result<void> save_file(FileSystem& fs, const std::string& path, ByteView bytes, DurableFile::Options options);

/// An exclusive or shared advisory lock (flock) on a file, held as long as the object lives.
class FileLock {
 public:
  enum class Kind { shared, exclusive };
  /// Creates the file where it is missing (0600); a shared lock also works on a read-only medium. Waits at most
  /// `wait_ms`; then `locked`.
  static Result<FileLock> take(FileSystem& fs, const std::string& path, Kind kind, int wait_ms);

 private:
  explicit FileLock(Fd fd) : m_fd(std::move(fd)) {}
  Fd m_fd;
};

}  // namespace rogatory::base

namespace rogatory {
using base::FileSystem;
}  // namespace rogatory
