#include "ledger/git_indexer.hpp"

#include <git2.h>

#include "base/handle.hpp"
#include "ledger/git_library.hpp"

namespace rogatory::ledger {
namespace {

using Odb = base::Handle<git_odb, git_odb_free>;
using Indexer = base::Handle<git_indexer, git_indexer_free>;

/// All objects of a repository, and of none that it borrows from.
Result<Odb> open_objects(const std::string& repository) {
  const std::string objects = repository + "/objects";
  Odb odb;
  git_odb_backend* packs = nullptr;
  git_odb_backend* loose = nullptr;
  constexpr int k_as_it_is = -1;
  int failed = ::git_odb_new(base::out(odb));
  failed = failed != 0 ? failed : ::git_odb_backend_pack(&packs, objects.c_str());
  failed = failed != 0 ? failed : ::git_odb_add_backend(odb.get(), packs, 2);
  failed = failed != 0 ? failed : ::git_odb_backend_loose(&loose, objects.c_str(), k_as_it_is, 0, 0, 0);
  failed = failed != 0 ? failed : ::git_odb_add_backend(odb.get(), loose, 1);
  if (failed != 0) {
    return fail(libgit2_error("opening the objects of " + repository));
  }
  return odb;
}

}  // namespace

Result<void> index_pack(base::ByteSource& source, const std::string& folder, const std::string& known) {
  ROG_TRY(start_libgit2());
  Odb odb;
  if (!known.empty()) {
    ROG_TRY_ASSIGN(odb, open_objects(known));
  }
  Indexer indexer;
  if (::git_indexer_new(base::out(indexer), folder.c_str(), 0400, odb.get(), nullptr) != 0) {
    return fail(libgit2_error("taking in a pack"));
  }
  git_indexer_progress progress{};
  Bytes block(std::size_t{256} * 1024);
  while (true) {
    ROG_TRY_ASSIGN(const std::size_t size, source.read(block));
    if (size == 0) {
      break;
    }
    if (::git_indexer_append(indexer.get(), block.data(), size, &progress) != 0) {
      return fail(libgit2_error("taking in a pack"));
    }
  }
  if (::git_indexer_commit(indexer.get(), &progress) != 0) {
    return fail(libgit2_error("taking in a pack"));
  }
  return {};
}

}  // namespace rogatory::ledger
