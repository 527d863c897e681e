// The sealed bundle, version 1: names, order and limits. rogatory-bundle(5) holds the full text.
//
//   FILE.rog = ustar (base/tar) of one top directory NAME/ with these members, in this order and no others:
//
//     VERIFY.txt  bagit.txt  data/content.age.000000 …  manifest-sha256.txt  seal.json  seal.json.sig
//     cards/000001.json  cards/000001.json.sig  (cards/000001.json.prev.sig)  cards/000002.json …
//
//   content = the parts joined = one age v1 file; its plaintext is a ustar of bag/, zero-padded to the Padme size:
//
//     bag/context.json  bag/bagit.txt  bag/data/NNNNNN[.ext] …  bag/items.jsonl  [bag/disclosure.json]
//     bag/manifest-sha256.txt
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace rogatory::bundle {

/// One part of the content: 64 MiB; the last has 1..k_part_size bytes.
constexpr std::uint64_t k_part_size = std::uint64_t{64} * 1024 * 1024;
constexpr std::uint64_t k_most_parts = 999'999;
constexpr std::uint64_t k_most_items = 999'999;
constexpr std::size_t k_seal_limit = 64 * 1024;
constexpr std::size_t k_item_limit = 64 * 1024;  ///< one line of items.jsonl, without its LF
constexpr std::size_t k_context_limit = 64 * 1024;
constexpr std::size_t k_verify_txt_limit = 64 * 1024;
constexpr std::size_t k_signature_limit = 4096;
constexpr std::size_t k_path_depth_limit = 256;

/// bagit.txt of both bags (RFC 8493 section 2.1.1); 54 bytes.
constexpr std::string_view k_bagit_txt = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// `[a-z0-9][a-z0-9._-]{0,63}`.
bool is_bundle_name(std::string_view name);
/// "b-" and 16 random hexadecimal digits: everybody sees a bundle's name, so it says nothing.
std::string random_bundle_name();

/// "data/content.age.000042", below NAME/.
std::string part_path(std::uint64_t index);
/// "cards/000003.json".
std::string card_path(std::uint64_t version);
/// "data/000042.pdf", below bag/. `extension` is empty or [a-z0-9]{1,8}.
std::string item_path(std::uint64_t item, std::string_view extension);
/// The number that exactly six decimal digits write, as in the paths above; nothing for any other text.
std::optional<std::uint64_t> parse_six_digits(std::string_view digits);
/// The extension of a file's name in lower case where it is [a-z0-9]{1,8}, else "".
std::string extension_of(std::string_view file_name);
bool is_extension(std::string_view text);

/// The Padme size (PURBs, Nikitin et al. 2019): `length` rounded up so that at most log2(log2(length)) + 1 of its
/// leading bits are free. `length` is at least 2.
std::uint64_t padme(std::uint64_t length);

/// The size of a tar of one member in bytes: prefix, content and fill.
std::uint64_t member_size(std::uint64_t content_size);

}  // namespace rogatory::bundle
