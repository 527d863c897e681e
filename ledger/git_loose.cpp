#include "ledger/git_loose.hpp"

#include <algorithm>

#include "crypto/secret.hpp"

namespace rogatory::ledger {
namespace {

/// Of "<kind> <size>" NUL, with the longest kind and size that are read here.
constexpr std::size_t k_head_limit = 32;

/// zlib adds at most five bytes to each 16 KiB, and its frame.
std::size_t packed_limit(std::size_t size) { return size + size / 1024 + 64; }

Result<base::Fd> open_regular(FileSystem& fs, int directory, const std::string& path, std::uint64_t& size) {
  // O_NONBLOCK: a FIFO must not hang us before we can refuse it.
  constexpr int k_flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  auto fd = base::uninterrupted([&] { return fs.open(directory, path, k_flags); });
  if (!fd && (fd.error() == ELOOP || fd.error() == ENXIO)) {
    return fail(ErrorCode::malformed, "the object " + path + " is not a regular file");  // a link, a socket
  }
  if (!fd) {
    return fd.error() == ENOENT || fd.error() == ENOTDIR
               ? fail(ErrorCode::not_found, "no " + path)
               : fail(base::errno_error(fd.error(), "opening the object " + path));
  }
  const base::SysResult<struct stat> status = fs.stat(fd->get());
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at the object " + path));
  }
  if (!S_ISREG(status->st_mode)) {
    return fail(ErrorCode::malformed, "the object " + path + " is not a regular file");
  }
  size = static_cast<std::uint64_t>(status->st_size);
  return *std::move(fd);
}

}  // namespace

std::string loose_path(const Oid& id) {
  std::string path = id.hex();
  path.insert(2, 1, '/');
  return path;
}

Squeeze squeeze_of(ObjectKind kind) { return kind == ObjectKind::blob ? Squeeze::no : Squeeze::yes; }

std::string temporary_object_name(std::string_view prefix) { return std::string(prefix) + crypto::random_hex(8); }

Result<void> write_new_file(FileSystem& fs, const std::string& path, ByteView bytes, mode_t mode) {
  const base::SysResult<base::Fd> fd =
      base::uninterrupted([&] { return fs.open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode); });
  Result<void> written;
  if (!fd) {
    written = fail(base::errno_error(fd.error(), "making " + path));
  } else {
    written = base::write_all(fs, fd->get(), bytes, path);
    if (written) {
      const auto synced = base::uninterrupted([&] { return fs.fsync(fd->get()); });
      if (!synced) {
        written = fail(base::errno_error(synced.error(), "syncing " + path));
      }
    }
  }
  if (!written) {
    // It may have been made although we were told that it was not; its name is nobody else's.
    static_cast<void>(fs.unlink(AT_FDCWD, path, 0));
  }
  return written;
}

Result<LooseReader> LooseReader::open(FileSystem& fs, const std::string& repository) {
  const std::string path = repository + "/objects";
  auto directory = base::uninterrupted([&] { return fs.open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY); });
  if (!directory) {
    return fail(base::errno_error(directory.error(), "opening the directory " + path));
  }
  return LooseReader(fs, *std::move(directory));
}

Result<std::optional<Bytes>> LooseReader::read(ObjectKind kind, const Oid& id, std::size_t limit) {
  const std::string path = loose_path(id);
  std::uint64_t size = 0;
  const Result<base::Fd> fd = open_regular(*m_fs, m_objects.get(), path, size);
  if (!fd) {
    return fd.error().code() == ErrorCode::not_found ? Result<std::optional<Bytes>>(std::nullopt) : fail(fd.error());
  }
  if (size > packed_limit(limit + k_head_limit)) {
    return fail(ErrorCode::malformed, "the object " + path + " is longer than it may be");
  }
  m_packed.resize(size);
  ROG_TRY(base::pread_exact(*m_fs, fd->get(), m_packed, 0, "the object " + path));
  Result<Bytes> content = unpack(kind, limit);
  if (!content) {
    return fail(std::move(content).error().while_("the object " + path));
  }
  return *std::move(content);
}

Result<Bytes> LooseReader::unpack(ObjectKind kind, std::size_t limit) {
  m_unpacked.resize(std::max(m_unpacked.size(), limit + k_head_limit));
  ROG_TRY_ASSIGN(const std::size_t size, m_inflater.inflate(m_packed, m_unpacked));
  const ByteView object = ByteView(m_unpacked).first(size);
  const auto end = std::ranges::find(object, std::uint8_t{0});
  const std::size_t head_size = static_cast<std::size_t>(end - object.begin()) + 1;
  if (head_size > object.size()) {
    return fail(ErrorCode::malformed, "it has no head");
  }
  const ByteView content = object.subspan(head_size);
  const std::string expected = std::string(text_of(kind)) + " " + std::to_string(content.size());
  if (content.size() > limit || base::as_text(object.first(head_size - 1)) != expected) {
    return fail(ErrorCode::malformed,
                "it is not a " + std::string(text_of(kind)) + " of at most " + std::to_string(limit) + " bytes");
  }
  return Bytes(content.begin(), content.end());
}

}  // namespace rogatory::ledger
