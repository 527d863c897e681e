#include "crypto/ssh_armour.hpp"

#include <algorithm>
#include <array>

namespace rogatory::crypto {
namespace {

constexpr std::size_t k_columns = 70;

std::string first_line(std::string_view label) { return "-----BEGIN " + std::string(label) + "-----\n"; }
std::string last_line(std::string_view label) { return "-----END " + std::string(label) + "-----\n"; }

}  // namespace

std::size_t armoured_size(std::string_view label, std::size_t columns) {
  const std::size_t lines = (columns + k_columns - 1) / k_columns;
  return first_line(label).size() + columns + lines + last_line(label).size();
}

void put_into_armour(std::string_view label, std::string_view columns, MutableByteView into) {
  ROG_ASSERT(!columns.empty() && into.size() == armoured_size(label, columns.size()));
  auto at = std::ranges::copy(first_line(label), into.begin()).out;
  for (; !columns.empty(); columns.remove_prefix(std::min(columns.size(), k_columns))) {
    at = std::ranges::copy(columns.substr(0, k_columns), at).out;
    *at++ = '\n';
  }
  std::ranges::copy(last_line(label), at);
}

Result<std::size_t> take_from_armour(std::string_view label, ByteView text, MutableByteView into) {
  ROG_ASSERT(into.size() >= text.size());
  const std::string first = first_line(label);
  const std::string last = last_line(label);
  std::string_view rest = base::as_text(text);
  if (!rest.starts_with(first)) {
    return fail(ErrorCode::malformed, "does not start with the line BEGIN " + std::string(label));
  }
  rest.remove_prefix(first.size());
  if (!rest.ends_with(last)) {
    return fail(ErrorCode::malformed, "does not end with the line END " + std::string(label));
  }
  rest.remove_suffix(last.size());
  std::size_t count = 0;
  while (!rest.empty()) {
    const std::size_t line = rest.find('\n');
    const bool is_last = line + 1 == rest.size();
    if (line == std::string_view::npos || line == 0 || line > k_columns || (line < k_columns && !is_last)) {
      return fail(ErrorCode::malformed, "lines are not of 70 columns");
    }
    std::ranges::copy(rest.substr(0, line), into.begin() + static_cast<std::ptrdiff_t>(count));
    count += line;
    rest.remove_prefix(line + 1);
  }
  if (count == 0) {
    return fail(ErrorCode::malformed, "has no content");
  }
  return count;
}

}  // namespace rogatory::crypto
