// What the files behind the door to libgit2 share: git.cpp reads packs, git_indexer.cpp takes foreign ones in.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"

namespace rogatory::ledger {

/// Before anything else of libgit2, on any thread: what holds for the whole program. From then on libgit2 gets no more
/// than k_most_memory at once: what a foreign pack says of its sizes is not to be believed.
void start_libgit2();
constexpr std::size_t k_most_memory = std::size_t{128} * 1024 * 1024;

/// What libgit2 says of its last failure on this thread, as malformed.
Error libgit2_error(std::string_view doing);

}  // namespace rogatory::ledger
