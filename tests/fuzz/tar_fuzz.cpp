// Tar headers block by block: a plain header that is accepted is the one that would be written.
#include <algorithm>

#include "base/tar.hpp"

namespace tar = rogatory::base::tar;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tar::HeaderReader plain(tar::Pax::refused);
  tar::HeaderReader paxed(tar::Pax::accepted);
  bool plain_ends = false;
  bool paxed_ends = false;
  for (; size >= tar::k_block && !(plain_ends && paxed_ends); data += tar::k_block, size -= tar::k_block) {
    tar::Block block;
    std::copy_n(data, tar::k_block, block.begin());
    if (!plain_ends) {
      const auto step = plain.feed(block);
      if (step && *step == tar::HeaderReader::Step::member) {
        ROG_ASSERT(tar::file_header(plain.header().name, plain.header().size) == block);
      }
      plain_ends = !step || *step == tar::HeaderReader::Step::end;
    }
    if (!paxed_ends) {
      const auto step = paxed.feed(block);
      paxed_ends = !step || *step == tar::HeaderReader::Step::end;
    }
  }
  return 0;
}
