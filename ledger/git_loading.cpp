// The functions of libgit2 that the files behind its door call, each handed on to the library, which is loaded when it
// is started. Linked as usual it and what it brings (Kerberos, SSH, TLS: thirteen libraries) would be mapped and
// relocated by every start of the program, of which hardly one needs it. git2.h declares them: one that libgit2
// declares otherwise does not compile.
#include <dlfcn.h>
#include <git2.h>
#include <git2/sys/odb_backend.h>

#include "ledger/git_library.hpp"

namespace rogatory::ledger {
namespace {

constexpr const char* k_file = "libgit2.so." LIBGIT2_SOVERSION;

/// Null where it cannot be loaded. It is never closed.
void* library() {
  static void* const s_library = ::dlopen(k_file, RTLD_NOW | RTLD_LOCAL);
  return s_library;
}

template <class Function>
Function function_of(const char* name) {
  void* const found = library() != nullptr ? ::dlsym(library(), name) : nullptr;
  ROG_ASSERT(found != nullptr);  // start_libgit2 has loaded it, and its header declares what its soname has
  return reinterpret_cast<Function>(found);
}

/// Calls libgit2's function of this name, of the type of ours.
template <auto Ours, class... Arguments>
auto hand_on(const char* name, Arguments... arguments) {
  static const auto s_function = function_of<decltype(Ours)>(name);
  return s_function(arguments...);
}

}  // namespace

Result<void> load_libgit2() {
  if (library() == nullptr) {
    return fail(Error(ErrorCode::failed, std::string(k_file) + " cannot be loaded")
                    .because("what this repository holds can be read with libgit2 only")
                    .next("install the libgit2 that this program was built with"));
  }
  return {};
}

SetLibgit2Option* libgit2_setter() { return function_of<SetLibgit2Option*>("git_libgit2_opts"); }

}  // namespace rogatory::ledger

using rogatory::ledger::hand_on;

const git_error* git_error_last() { return hand_on<git_error_last>("git_error_last"); }

void git_error_set_oom() { hand_on<git_error_set_oom>("git_error_set_oom"); }

int git_libgit2_init() { return hand_on<git_libgit2_init>("git_libgit2_init"); }

int git_indexer_new(git_indexer** out, const char* path, unsigned mode, git_odb* odb, git_indexer_options* options) {
  return hand_on<git_indexer_new>("git_indexer_new", out, path, mode, odb, options);
}

int git_indexer_append(git_indexer* indexer, const void* data, std::size_t size, git_indexer_progress* progress) {
  return hand_on<git_indexer_append>("git_indexer_append", indexer, data, size, progress);
}

int git_indexer_commit(git_indexer* indexer, git_indexer_progress* progress) {
  return hand_on<git_indexer_commit>("git_indexer_commit", indexer, progress);
}

void git_indexer_free(git_indexer* indexer) { hand_on<git_indexer_free>("git_indexer_free", indexer); }

int git_odb_new(git_odb** out) { return hand_on<git_odb_new>("git_odb_new", out); }

void git_odb_free(git_odb* odb) { hand_on<git_odb_free>("git_odb_free", odb); }

int git_odb_add_backend(git_odb* odb, git_odb_backend* backend, int priority) {
  return hand_on<git_odb_add_backend>("git_odb_add_backend", odb, backend, priority);
}

int git_odb_backend_pack(git_odb_backend** out, const char* objects) {
  return hand_on<git_odb_backend_pack>("git_odb_backend_pack", out, objects);
}

int git_odb_backend_loose(git_odb_backend** out, const char* objects, int level, int sync, unsigned directory_mode,
                          unsigned file_mode) {
  return hand_on<git_odb_backend_loose>("git_odb_backend_loose", out, objects, level, sync, directory_mode, file_mode);
}

int git_odb_exists_ext(git_odb* odb, const git_oid* id, unsigned flags) {
  return hand_on<git_odb_exists_ext>("git_odb_exists_ext", odb, id, flags);
}

int git_odb_read_header(std::size_t* size, git_object_t* type, git_odb* odb, const git_oid* id) {
  return hand_on<git_odb_read_header>("git_odb_read_header", size, type, odb, id);
}

int git_odb_read(git_odb_object** out, git_odb* odb, const git_oid* id) {
  return hand_on<git_odb_read>("git_odb_read", out, odb, id);
}

const void* git_odb_object_data(git_odb_object* object) {
  return hand_on<git_odb_object_data>("git_odb_object_data", object);
}

std::size_t git_odb_object_size(git_odb_object* object) {
  return hand_on<git_odb_object_size>("git_odb_object_size", object);
}

void git_odb_object_free(git_odb_object* object) { hand_on<git_odb_object_free>("git_odb_object_free", object); }
