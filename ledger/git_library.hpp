// What the files behind the door to libgit2 share (ledger/git.cpp, ledger/git_indexer.cpp).
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace rogatory::ledger {

/// Before anything else of libgit2, on any thread: what holds for the whole program.
void start_libgit2();

/// What libgit2 says of its last failure on this thread, as malformed.
Error libgit2_error(std::string_view doing);

}  // namespace rogatory::ledger
