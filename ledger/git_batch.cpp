#include <set>

#include "ledger/git_loose.hpp"
#include "ledger/git_pack_file.hpp"
#include "ledger/git_store.hpp"

namespace rogatory::ledger {
namespace {

/// Makes objects/ab. Whether it was there tells nothing of whether its name is on the disk: the caller syncs objects/.
Result<void> make_fan_out(FileSystem& fs, const std::string& path) {
  const base::SysResult<void> made = fs.mkdir(AT_FDCWD, path, 0700);
  if (!made && made.error() != EEXIST) {
    return fail(base::errno_error(made.error(), "making the directory " + path));
  }
  return {};
}

Result<void> save_one(FileSystem& fs, const std::string& objects, ObjectKind kind, ByteView content, const Oid& id,
                      Deflater& deflater) {
  const std::string target = objects + "/" + loose_path(id);
  ROG_TRY_ASSIGN(const bool is_there, base::exists(fs, target));
  if (is_there) {
    return {};
  }
  const std::string head = std::string(text_of(kind)) + " " + std::to_string(content.size());
  Bytes packed;
  deflater.deflate(base::as_bytes(std::string_view(head.c_str(), head.size() + 1)), content, squeeze_of(kind), packed);
  const std::string temporary = base::parent_of(target) + "/" + temporary_object_name("tmp_obj_");
  ROG_TRY(write_new_file(fs, temporary, packed));
  const base::SysResult<void> renamed = fs.rename(AT_FDCWD, temporary, AT_FDCWD, target, true);
  if (!renamed) {
    static_cast<void>(fs.unlink(AT_FDCWD, temporary, 0));
    return fail(base::errno_error(renamed.error(), "naming the object " + target));
  }
  return {};
}

}  // namespace

Oid ObjectBatch::add(ObjectKind kind, Bytes content) {
  const Oid id = oid_of(kind, content);
  if (!m_known.insert(id).second) {
    return id;
  }
  m_bytes += content.size();
  m_objects.push_back({.kind = kind, .content = std::move(content), .id = id});
  if (m_bytes >= k_spill_from && m_spilled) {
    m_spilled = save_pack();
  }
  return id;
}

Result<void> ObjectBatch::save() {
  ROG_TRY(std::exchange(m_spilled, {}));
  return m_objects.size() < k_pack_from ? save_loose() : save_pack();
}

Result<void> ObjectBatch::save_pack() {
  ROG_TRY_ASSIGN(PackFile pack, PackFile::create(m_fs, m_repository, static_cast<std::uint32_t>(m_objects.size())));
  for (const Object& object : m_objects) {
    ROG_TRY(pack.add(object.kind, object.id, object.content));
  }
  ROG_TRY(pack.commit());
  m_objects.clear();
  m_known.clear();
  m_bytes = 0;
  return {};
}

Result<void> ObjectBatch::save_loose() {
  const std::string objects = m_repository + "/objects";
  std::set<std::string> folders;
  for (const Object& object : m_objects) {
    folders.insert(objects + "/" + loose_path(object.id).substr(0, 2));
  }
  for (const std::string& folder : folders) {
    ROG_TRY(make_fan_out(m_fs, folder));
  }
  Deflater deflater;
  for (const Object& object : m_objects) {
    ROG_TRY(save_one(m_fs, objects, object.kind, object.content, object.id, deflater));
  }
  // Also those of objects that were there: a program that died may not have come so far as to sync them.
  for (const std::string& folder : folders) {
    ROG_TRY(base::sync_directory(m_fs, folder));
  }
  ROG_TRY(base::sync_directory(m_fs, objects));
  m_objects.clear();
  m_known.clear();
  m_bytes = 0;
  return {};
}

}  // namespace rogatory::ledger
