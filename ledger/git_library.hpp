// What the files behind the door to libgit2 share: git.cpp reads packs, git_indexer.cpp takes foreign ones in,
// git_loading.cpp loads it.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"

namespace rogatory::ledger {

/// Before anything else of libgit2, on any thread: loads it, and sets what holds for the whole program. From then on
/// libgit2 gets no more than k_most_memory at once: what a foreign pack says of its sizes is not to be believed.
/// failed: it is not installed.
Result<void> start_libgit2();
constexpr std::size_t k_most_memory = std::size_t{128} * 1024 * 1024;

/// What libgit2 says of its last failure on this thread, as malformed.
Error libgit2_error(std::string_view doing);

/// Loads the library, once. For start_libgit2. failed: it is not installed.
Result<void> load_libgit2();
/// git_libgit2_opts: its arguments are of no type that could be handed on.
using SetLibgit2Option = int(int option, ...);
SetLibgit2Option* libgit2_setter();

}  // namespace rogatory::ledger
