// Tar headers, member by member: an accepted prefix is the one that would be written, for plain members and for those
// of 8 GiB and more, whose content is not in the input.
#include <algorithm>
#include <optional>

#include "base/tar.hpp"
#include "tests/fuzz/tar_input.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

namespace tar = base::tar;
using Step = tar::HeaderReader::Step;

/// How far the members go: the offset of the first of the two zero blocks; nothing where the reader refuses a header or
/// the input ends before.
std::optional<std::size_t> walk(ByteView input, tar::Pax pax) {
  tar::HeaderReader reader(pax);
  std::size_t prefix_at = 0;
  for (std::size_t at = 0; input.size() - at >= tar::k_block;) {
    tar::Block block;
    std::ranges::copy(input.subspan(at, tar::k_block), block.begin());
    const Result<Step> step = reader.feed(block);
    if (!step) {
      return std::nullopt;
    }
    if (*step == Step::end) {
      return at;
    }
    at += tar::k_block;
    if (*step == Step::member) {
      const tar::Header& header = reader.header();
      ROG_ASSERT(tar::is_member_name(header.name) && header.size <= tar::k_size_limit);
      ROG_ASSERT(pax == tar::Pax::accepted || header.size < tar::k_pax_from);
      ROG_ASSERT(
          std::ranges::equal(tar::member_prefix(header.name, header.size), input.subspan(prefix_at, at - prefix_at)));
      if (header.size < tar::k_pax_from && header.size + tar::fill_after(header.size) <= input.size() - at) {
        at += static_cast<std::size_t>(header.size) + tar::fill_after(header.size);
      }
      prefix_at = at;
    }
  }
  return std::nullopt;
}

bool walks(ByteView input) {
  const std::optional<std::size_t> plain = walk(input, tar::Pax::refused);
  const std::optional<std::size_t> paxed = walk(input, tar::Pax::accepted);
  ROG_ASSERT(!plain || plain == paxed);
  return paxed.has_value();
}

}  // namespace

bool accepts(ByteView input) {
  const bool as_it_is = walks(input);
  const bool mended = walks(with_checksums(input));
  return as_it_is || mended;
}

}  // namespace rogatory::fuzz
