// Cheap mutations, the same in every run.
#pragma once

#include "base/bytes.hpp"

namespace rogatory::fuzz {

/// `input` after one to four changes that `number` chooses: bits and bytes changed, stretches taken out, doubled or
/// overwritten with one of `other`, the end cut off.
Bytes mutated(ByteView input, ByteView other, std::uint64_t number);

}  // namespace rogatory::fuzz
