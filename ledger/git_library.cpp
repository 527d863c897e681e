#include "ledger/git_library.hpp"

#include <git2.h>
#include <git2/sys/alloc.h>
#include <stdlib.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace rogatory::ledger {
namespace {

void* refuse_memory() {
  ::git_error_set_oom();
  return nullptr;
}

void* limited_realloc(void* old, std::size_t size, const char*, int) {
  void* const memory = size <= k_most_memory ? ::realloc(old, std::max<std::size_t>(size, 1)) : nullptr;
  return memory != nullptr ? memory : refuse_memory();
}

void* limited_malloc(std::size_t size, const char* file, int line) {
  return limited_realloc(nullptr, size, file, line);
}

void* limited_realloc_array(void* old, std::size_t count, std::size_t size, const char* file, int line) {
  std::size_t all = 0;
  return __builtin_mul_overflow(count, size, &all) ? refuse_memory() : limited_realloc(old, all, file, line);
}

void* limited_malloc_array(std::size_t count, std::size_t size, const char* file, int line) {
  return limited_realloc_array(nullptr, count, size, file, line);
}

void* limited_calloc(std::size_t count, std::size_t size, const char*, int) {
  std::size_t all = 0;
  const bool is_too_much = __builtin_mul_overflow(count, size, &all) || all > k_most_memory;
  void* const memory =
      is_too_much ? nullptr : ::calloc(std::max<std::size_t>(count, 1), std::max<std::size_t>(size, 1));
  return memory != nullptr ? memory : refuse_memory();
}

char* limited_substrdup(const char* text, std::size_t size, const char* file, int line) {
  auto* const copy = static_cast<char*>(size < k_most_memory ? limited_malloc(size + 1, file, line) : refuse_memory());
  if (copy != nullptr) {
    std::memcpy(copy, text, size);
    copy[size] = '\0';
  }
  return copy;
}

char* limited_strndup(const char* text, std::size_t most, const char* file, int line) {
  return limited_substrdup(text, ::strnlen(text, most), file, line);
}

char* limited_strdup(const char* text, const char* file, int line) {
  return limited_substrdup(text, std::strlen(text), file, line);
}

git_allocator g_allocator{.gmalloc = limited_malloc,
                          .gcalloc = limited_calloc,
                          .gstrdup = limited_strdup,
                          .gstrndup = limited_strndup,
                          .gsubstrdup = limited_substrdup,
                          .grealloc = limited_realloc,
                          .greallocarray = limited_realloc_array,
                          .gmallocarray = limited_malloc_array,
                          .gfree = ::free};

Result<void> start() {
  ROG_TRY(load_libgit2());
  SetLibgit2Option* const set = libgit2_setter();
  ROG_ASSERT(set(GIT_OPT_SET_ALLOCATOR, &g_allocator) == 0);
  ROG_ASSERT(::git_libgit2_init() > 0);
  // What is read proves itself by SHA-256; SHA-1 once more would take longer than the signatures.
  ROG_ASSERT(set(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0) == 0);
  // A log is read once, from end to end: what is kept would only grow.
  ROG_ASSERT(set(GIT_OPT_ENABLE_CACHING, 0) == 0);
  constexpr std::size_t k_window = std::size_t{4} * 1024 * 1024;
  ROG_ASSERT(set(GIT_OPT_SET_MWINDOW_SIZE, k_window) == 0);
  ROG_ASSERT(set(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, 8 * k_window) == 0);
  return {};
}

}  // namespace

Result<void> start_libgit2() {
  static const Result<void> s_started = start();
  return s_started;
}

Error libgit2_error(std::string_view doing) {
  const git_error* const last = ::git_error_last();
  return {ErrorCode::malformed,
          std::string(doing) + ": " + (last != nullptr ? last->message : "libgit2 does not say why")};
}

}  // namespace rogatory::ledger
