#include "request/data_rows.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "base/text.hpp"

namespace rogatory::request {
namespace {

constexpr std::size_t k_name_size = 64;
constexpr std::size_t k_address_size = 1024;

bool is_printable(char character) { return character > ' ' && character < '\x7f'; }

}  // namespace

bool is_name(std::string_view text) {
  const auto in_name = [](char character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '_';
  };
  return !text.empty() && text.size() <= k_name_size && text.front() >= 'a' && text.front() <= 'z' &&
         std::ranges::all_of(text, in_name);
}

Result<std::string> parse_name(std::string_view text) {
  if (!is_name(text)) {
    return fail(ErrorCode::malformed, "\"" + std::string(text.substr(0, k_name_size)) +
                                          "\" is no name: small letters, digits and _, a letter first");
  }
  return std::string(text);
}

Result<std::string> parse_plain(std::string_view text) {
  if (text.empty() || text.size() > k_plain_size) {
    return fail(ErrorCode::malformed, "is empty or longer than " + std::to_string(k_plain_size) + " bytes");
  }
  if (std::ranges::any_of(text, [](char character) { return character >= 0 && character < ' '; })) {
    return fail(ErrorCode::malformed, "holds a control character or a line break");
  }
  return std::string(text);
}

Result<std::string> parse_address(std::string_view text) {
  if (!(text.starts_with("https://") || text.starts_with("http://")) || text.size() > k_address_size ||
      !std::ranges::all_of(text, is_printable)) {
    return fail(ErrorCode::malformed, "is no address: https:// and printable ASCII");
  }
  return std::string(text);
}

Result<std::string> parse_day(std::string_view text) {
  if (text.size() != 10 || !UtcTime::parse(std::string(text) + "T00:00:00Z")) {
    return fail(ErrorCode::malformed, "is no day: YYYY-MM-DD");
  }
  return std::string(text);
}

}  // namespace rogatory::request
