#include "ledger/git.hpp"

#include <git2.h>
#include <git2/sys/odb_backend.h>

#include "base/handle.hpp"
#include "ledger/git_library.hpp"
#include "ledger/git_loose.hpp"
#include "ledger/git_store.hpp"
#include "ledger/pack_reader.hpp"

namespace rogatory::ledger {
namespace {

using Odb = base::Handle<git_odb, git_odb_free>;
using OdbObject = base::Handle<git_odb_object, git_odb_object_free>;

git_object_t type_of(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::blob:
      return GIT_OBJECT_BLOB;
    case ObjectKind::tree:
      return GIT_OBJECT_TREE;
    case ObjectKind::commit:
      return GIT_OBJECT_COMMIT;
  }
  ROG_ASSERT(false);
}

/// The packs of a repository, without anything else that belongs to one.
Result<Odb> open_packs(const std::string& repository) {
  // Not before it is needed: libgit2 reads all certificates of the machine when it starts.
  ROG_TRY(start_libgit2());
  Odb odb;
  git_odb_backend* packs = nullptr;
  if (::git_odb_new(base::out(odb)) != 0 || ::git_odb_backend_pack(&packs, (repository + "/objects").c_str()) != 0) {
    return fail(libgit2_error("opening the packs of " + repository));
  }
  if (::git_odb_add_backend(odb.get(), packs, 1) != 0) {
    packs->free(packs);
    return fail(libgit2_error("opening the packs of " + repository));
  }
  return odb;
}

/// Where objects stand: loose in files, and in packs.
class Store {
 public:
  static Result<Store> open(const std::string& repository) {
    ROG_TRY_ASSIGN(LooseReader loose, LooseReader::open(FileSystem::real(), repository));
    return Store(repository, std::move(loose));
  }

  /// First where the last one was. libgit2 is asked last, for what no other way leads to: to start it takes longer than
  /// to read a story.
  Result<std::optional<Bytes>> read(ObjectKind kind, const Oid& id, std::size_t limit, bool refresh) {
    const bool in_packs = m_in_packs;
    if (in_packs) {
      if (std::optional<Bytes> whole = read_whole(kind, id, limit)) {
        return whole;
      }
    }
    ROG_TRY_ASSIGN(std::optional<Bytes> loose, m_loose.read(kind, id, limit));
    m_in_packs = !loose.has_value();
    if (loose) {
      return loose;
    }
    std::optional<Bytes> whole = in_packs ? std::nullopt : read_whole(kind, id, limit);
    return whole ? Result<std::optional<Bytes>>(std::move(whole)) : read_by_library(kind, id, limit, refresh);
  }

 private:
  Store(std::string repository, LooseReader loose) : m_repository(std::move(repository)), m_loose(std::move(loose)) {}

  /// What stands whole in a pack; the rest libgit2 reads or says why not.
  std::optional<Bytes> read_whole(ObjectKind kind, const Oid& id, std::size_t limit) {
    if (!m_whole) {
      m_whole = PackReader::open(FileSystem::real(), m_repository);
    }
    return m_whole->read(kind, id, limit);
  }

  Result<std::optional<Bytes>> read_by_library(ObjectKind kind, const Oid& id, std::size_t limit, bool refresh) {
    if (m_packs.get() == nullptr) {
      ROG_TRY_ASSIGN(m_packs, open_packs(m_repository));
    }
    git_oid key{};
    std::ranges::copy(id.bytes, key.id);
    if (::git_odb_exists_ext(m_packs.get(), &key, refresh ? 0 : GIT_ODB_LOOKUP_NO_REFRESH) == 0) {
      return std::nullopt;
    }
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (::git_odb_read_header(&size, &type, m_packs.get(), &key) != 0) {
      return fail(libgit2_error("reading the object " + id.hex()));
    }
    if (type != type_of(kind) || size > limit) {
      return fail(ErrorCode::malformed, "the object " + id.hex() + " is not a " + std::string(text_of(kind)) +
                                            " of at most " + std::to_string(limit) + " bytes");
    }
    OdbObject object;
    if (::git_odb_read(base::out(object), m_packs.get(), &key) != 0) {
      return fail(libgit2_error("reading the object " + id.hex()));
    }
    const auto* const data = static_cast<const std::uint8_t*>(::git_odb_object_data(object.get()));
    return Bytes(data, data + ::git_odb_object_size(object.get()));
  }

  std::string m_repository;
  LooseReader m_loose;
  std::optional<PackReader> m_whole;  // opened when something is looked for in a pack
  Odb m_packs;                        // opened when libgit2 is asked
  bool m_in_packs = false;
};

Result<void> check_repository(const std::string& path) {
  FileSystem& fs = FileSystem::real();
  for (const char* part : {"/HEAD", "/objects", "/refs"}) {
    ROG_TRY_ASSIGN(const bool is_there, base::exists(fs, path + part));
    if (!is_there) {
      return fail(ErrorCode::not_found, path + " is no bare git repository: it has no " + (part + 1));
    }
  }
  for (const char* file : {"/objects/info/alternates", "/objects/info/http-alternates"}) {
    ROG_TRY_ASSIGN(const bool is_there, base::exists(fs, path + file));
    if (is_there) {
      return fail(Error(ErrorCode::refused, path + " borrows objects from elsewhere (" + (file + 1) + ")")
                      .because("what a case is must not hang on another directory")
                      .next("git -C " + path + " repack -a -d && rm " + path + file));
    }
  }
  return {};
}

}  // namespace

struct Repository::Impl {
  std::string path;
  std::vector<Store> stores;
};

Repository::Repository(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Repository::Repository(Repository&&) noexcept = default;
Repository& Repository::operator=(Repository&&) noexcept = default;
Repository::~Repository() = default;

Result<Repository> Repository::open(const std::string& path, const std::string& also) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  for (const std::string& one : {path, also}) {
    if (!one.empty()) {
      ROG_TRY(check_repository(one));
      ROG_TRY_ASSIGN(Store store, Store::open(one));
      impl->stores.push_back(std::move(store));
    }
  }
  return Repository(std::move(impl));
}

Result<std::vector<std::pair<std::string, std::optional<Oid>>>> Repository::refs() {
  return list_refs(FileSystem::real(), m_impl->path);
}

Result<std::optional<Oid>> Repository::ref(const std::string& name) {
  return read_ref(FileSystem::real(), m_impl->path, name);
}

Result<Bytes> Repository::read(ObjectKind kind, const Oid& id, std::size_t limit) {
  // A pack that came since (`git gc`) is looked for only when nothing else has it.
  for (const bool refresh : {false, true}) {
    for (Store& store : m_impl->stores) {
      ROG_TRY_ASSIGN(std::optional<Bytes> content, store.read(kind, id, limit, refresh));
      if (content) {
        return *std::move(content);
      }
    }
  }
  return fail(ErrorCode::incomplete, m_impl->path + " has no object " + id.hex());
}

Result<std::vector<TreeItem>> Repository::tree(const Oid& id) {
  ROG_TRY_ASSIGN(const Bytes content, read(ObjectKind::tree, id, k_tree_limit));
  return parse_tree(content);
}

Result<Commit> Repository::commit(const Oid& id) {
  ROG_TRY_ASSIGN(const Bytes content, read(ObjectKind::commit, id, k_commit_limit));
  return parse_commit(content);
}

}  // namespace rogatory::ledger
