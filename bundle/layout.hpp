// The outside of a bundle: which members stand where. Hops from header to header, so that the seal of a terabyte is
// reached in milliseconds; no part is read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "bundle/checks.hpp"

namespace rogatory::bundle {

struct Member {
  std::string path;          ///< below NAME/
  std::uint64_t offset = 0;  ///< of its first content byte in the file
  std::uint64_t size = 0;
};

struct CardMembers {
  std::uint64_t version = 0;
  Member card;
  Member sig;
  std::optional<Member> prev_sig;
};

struct Layout {
  std::string name;  ///< the top directory
  Member verify_txt;
  Member bagit;
  std::vector<Member> parts;  ///< numbers rise; one may be missing (part.missing)
  std::vector<std::uint64_t> part_numbers;
  Member manifest;
  Member seal;
  Member sig;
  std::vector<CardMembers> cards;  ///< versions rise
  std::uint64_t file_size = 0;
};

/// Reads the layout of an open bundle; sizes are bounded by bundle/format.hpp before anything is read. A layout is
/// whole or not at all. Where it is none:
///   container.header  a byte of a header or of the fill between members is wrong; a small member is over its limit;
///                     bagit.txt is not the constant
///   container.order   a member is missing, unknown, repeated or displaced; a part has not the size of its place
///   container.end     the file ends early, or something stands after the two zero blocks
Checked<Layout> read_layout(FileSystem& fs, int fd, const std::string& what);

/// The bytes of a small member (everything but the parts). incomplete where the file became shorter since.
Result<Bytes> read_member(FileSystem& fs, int fd, const Member& member, const std::string& what);

}  // namespace rogatory::bundle
