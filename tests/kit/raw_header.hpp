// Headers of tar that base/tar would never write: any name, any type, any spelling, with the checksum that fits.
#pragma once

#include <string_view>

#include "base/tar.hpp"

namespace rogatory::test {

/// Where fields begin (the grammar stands in base/tar.hpp).
constexpr std::size_t k_mtime_field = 136;
constexpr std::size_t k_user_field = 265;
constexpr std::size_t k_prefix_field = 345;

/// The same header with these bytes at `offset`.
base::tar::Block respelt(base::tar::Block header, std::size_t offset, std::string_view bytes);
/// A header for a name of at most 100 bytes; `type` is the typeflag, `link` what a link points to.
base::tar::Block any_header(std::string_view name, std::uint64_t size, char type, std::string_view link = "");

}  // namespace rogatory::test
