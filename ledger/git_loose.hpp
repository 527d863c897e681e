// Git's loose objects: one file each, zlib over "<kind> <size>" NUL content, named by the object's id
// (gitrepository-layout(5)).
#pragma once

#include <optional>
#include <string>

#include "base/file.hpp"
#include "ledger/deflate.hpp"
#include "ledger/git_objects.hpp"

namespace rogatory::ledger {

/// "ab/cdef…", below objects/.
std::string loose_path(const Oid& id);

/// How an object is stored. Half of a log's bytes are ciphertext, the rest hashes and signatures: to squeeze them saves
/// a fifth of the disk and trebles the time that every reader takes.
Squeeze squeeze_of(ObjectKind kind);

/// What `git gc` takes for a leftover and removes: prefix and 16 random digits.
std::string temporary_object_name(std::string_view prefix);

/// Writes a new file and fsyncs it; one that it could not finish it takes away again.
Result<void> write_new_file(FileSystem& fs, const std::string& path, ByteView bytes, mode_t mode = 0444);

/// Reads loose objects of one repository, whoever wrote them. Not thread-safe; move-only.
class LooseReader {
 public:
  static Result<LooseReader> open(FileSystem& fs, const std::string& repository);

  /// Nothing where there is no such file. malformed: no object, another kind, or longer than `limit`. Whether the
  /// content has this id is not looked at.
  Result<std::optional<Bytes>> read(ObjectKind kind, const Oid& id, std::size_t limit);

 private:
  LooseReader(FileSystem& fs, base::Fd objects) : m_fs(&fs), m_objects(std::move(objects)) {}
  Result<Bytes> unpack(ObjectKind kind, std::size_t limit);

  FileSystem* m_fs;
  base::Fd m_objects;
  Inflater m_inflater;
  Bytes m_packed;
  Bytes m_unpacked;
};

}  // namespace rogatory::ledger
