#include "bundle/spool.hpp"

#include <unistd.h>

#include <cerrno>

#include "crypto/age.hpp"

namespace rogatory::bundle {
namespace {

using base::Fd;
using base::SysResult;

constexpr std::string_view k_what = "the spool of records";

class FdSink : public base::ByteSink {
 public:
  FdSink(FileSystem& fs, int fd) : m_fs(fs), m_fd(fd) {}
  Result<void> write(ByteView bytes) override { return base::write_all(m_fs, m_fd, bytes, k_what); }

 private:
  FileSystem& m_fs;
  int m_fd;
};

/// Reads from the start with pread, so that the writing position does not matter.
class PositionedSource : public base::ByteSource {
 public:
  PositionedSource(FileSystem& fs, int fd) : m_fs(fs), m_fd(fd) {}
  Result<std::size_t> read(MutableByteView into) override {
    const SysResult<std::size_t> got = base::uninterrupted([&] { return m_fs.pread(m_fd, into, m_offset); });
    if (!got) {
      return fail(base::errno_error(got.error(), "reading " + std::string(k_what)));
    }
    m_offset += *got;
    return *got;
  }

 private:
  FileSystem& m_fs;
  int m_fd;
  std::uint64_t m_offset = 0;
};

Result<Fd> unnamed_file(FileSystem& fs, const std::string& directory) {
  SysResult<Fd> fd = fs.open(AT_FDCWD, directory, O_TMPFILE | O_RDWR, 0600);
  if (fd) {
    return *std::move(fd);
  }
  if (fd.error() != EOPNOTSUPP && fd.error() != EISDIR && fd.error() != EINVAL) {
    return fail(base::errno_error(fd.error(), "making " + std::string(k_what) + " in " + directory));
  }
  const std::string path = directory + "/.rogatory-spool-" + crypto::random_hex(8) + ".tmp";
  fd = fs.open(AT_FDCWD, path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  const SysResult<void> gone = fs.unlink(AT_FDCWD, path, 0);
  if (fd && gone) {
    return *std::move(fd);
  }
  // Either may have been carried out all the same or not, and nobody else has this name.
  static_cast<void>(fs.unlink(AT_FDCWD, path, 0));
  return fail(base::errno_error(fd ? gone.error() : fd.error(), "making " + std::string(k_what) + " in " + directory));
}

}  // namespace

struct Spool::Impl {
  Impl(FileSystem& file_system, Fd file)
      : fs(file_system),
        fd(std::move(file)),
        key(crypto::age::new_file_key()),
        sink(fs, fd.get()),
        payload(key, sink) {}

  FileSystem& fs;
  Fd fd;
  crypto::SecretBytes key;
  FdSink sink;
  crypto::age::PayloadWriter payload;
  std::uint64_t size = 0;
};

Spool::Spool(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Spool::Spool(Spool&&) noexcept = default;
Spool::~Spool() = default;

Result<Spool> Spool::create(FileSystem& fs, const std::string& directory) {
  ROG_TRY_ASSIGN(Fd fd, unnamed_file(fs, directory));
  return Spool(std::make_unique<Impl>(fs, std::move(fd)));
}

Result<void> Spool::write(ByteView bytes) {
  m_impl->size += bytes.size();
  return m_impl->payload.write(bytes);
}

std::uint64_t Spool::size() const { return m_impl->size; }

Result<void> Spool::drain_into(base::ByteSink& sink) {
  ROG_TRY(m_impl->payload.finish());
  PositionedSource source(m_impl->fs, m_impl->fd.get());
  crypto::age::PayloadReader plain(m_impl->key, source);
  Bytes buffer(crypto::age::k_chunk);
  const crypto::WipeAtEnd wiped(buffer);
  while (true) {
    ROG_TRY_ASSIGN(const std::size_t got, plain.read(buffer));
    if (got == 0) {
      return {};
    }
    ROG_TRY(sink.write(ByteView(buffer).first(got)));
  }
}

}  // namespace rogatory::bundle
