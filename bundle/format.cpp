#include "bundle/format.hpp"

#include <bit>
#include <cctype>
#include <cstdio>

#include "base/tar.hpp"
#include "crypto/secret.hpp"

namespace rogatory::bundle {
namespace {

static_assert(k_bagit_txt.size() == 54);

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string six_digits(std::uint64_t number) {
  ROG_ASSERT(number <= 999'999);
  std::string digits = std::to_string(number);
  return std::string(6 - digits.size(), '0') + digits;
}

}  // namespace

bool is_bundle_name(std::string_view name) {
  if (name.empty() || name.size() > 64 || !is_lower_or_digit(name.front())) {
    return false;
  }
  for (const char c : name) {
    if (!is_lower_or_digit(c) && c != '.' && c != '_' && c != '-') {
      return false;
    }
  }
  return true;
}

std::string random_bundle_name() { return "b-" + crypto::random_hex(8); }

std::string part_path(std::uint64_t index) { return "data/content.age." + six_digits(index); }

std::string card_path(std::uint64_t version) { return "cards/" + six_digits(version) + ".json"; }

std::string item_path(std::uint64_t item, std::string_view extension) {
  std::string path = "data/" + six_digits(item);
  if (!extension.empty()) {
    path += '.';
    path += extension;
  }
  return path;
}

std::optional<std::uint64_t> parse_six_digits(std::string_view digits) {
  if (digits.size() != 6 || digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  for (const char c : digits) {
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return number;
}

bool is_extension(std::string_view text) {
  if (text.empty() || text.size() > 8) {
    return false;
  }
  for (const char c : text) {
    if (!is_lower_or_digit(c)) {
      return false;
    }
  }
  return true;
}

std::string extension_of(std::string_view file_name) {
  const std::size_t slash = file_name.rfind('/');
  const std::string_view last = slash == std::string_view::npos ? file_name : file_name.substr(slash + 1);
  const std::size_t dot = last.rfind('.');
  if (dot == std::string_view::npos || dot == 0) {
    return "";
  }
  std::string extension;
  for (const char c : last.substr(dot + 1)) {
    extension += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return is_extension(extension) ? extension : "";
}

std::uint64_t padme(std::uint64_t length) {
  ROG_ASSERT(length >= 2);
  const auto exponent = static_cast<unsigned>(std::bit_width(length) - 1);  // E = floor(log2 L)
  const auto mantissa = static_cast<unsigned>(std::bit_width(exponent));    // S = floor(log2 E) + 1
  const std::uint64_t step = std::uint64_t{1} << (exponent - mantissa);
  return (length + step - 1) / step * step;
}

std::uint64_t member_size(std::uint64_t content_size) {
  const std::uint64_t prefix = content_size >= base::tar::k_pax_from ? 3 * base::tar::k_block : base::tar::k_block;
  return prefix + content_size + base::tar::fill_after(content_size);
}

}  // namespace rogatory::bundle
