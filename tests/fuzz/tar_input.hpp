// Inputs that are tars. A mutated header never has the right checksum, so fuzzing would end at the first one: mending
// the checksums lets a mutation reach what is behind them.
#pragma once

#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace rogatory::fuzz {

/// Members whose content (and its fill) is left out of the input: the parts of a bundle, of up to 64 MiB each, of which
/// a walk over the headers reads nothing.
using IsHollow = bool (*)(std::string_view name);
bool never_hollow(std::string_view name);
/// "NAME/data/content.age.…".
bool is_part(std::string_view name);

/// A header in an input, as far as it can be guessed from bytes that nobody checked.
struct HeaderAt {
  std::size_t at = 0;
  std::uint64_t hollow = 0;  ///< bytes of content and fill that follow it and are left out
};

/// The headers that a walk from the first block meets, up to a zero block or the end of the input.
std::vector<HeaderAt> find_headers(ByteView tar, IsHollow is_hollow);

/// The input with the right checksum in each of those headers.
Bytes with_checksums(ByteView tar, IsHollow is_hollow = never_hollow);

}  // namespace rogatory::fuzz
