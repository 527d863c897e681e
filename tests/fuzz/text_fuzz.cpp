// Foreign text on its way to a screen: what comes out is harmless, and says exactly what went in.
#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

void append_utf8(std::string& out, std::uint32_t code_point) {
  const auto tail = [&](unsigned shift) { return static_cast<char>(0x80U | ((code_point >> shift) & 0x3fU)); };
  if (code_point < 0x800) {
    out += {static_cast<char>(0xc0U | code_point >> 6U), tail(0)};
  } else if (code_point < 0x10000) {
    out += {static_cast<char>(0xe0U | code_point >> 12U), tail(6), tail(0)};
  } else {
    out += {static_cast<char>(0xf0U | code_point >> 18U), tail(12), tail(6), tail(0)};
  }
}

/// Takes the escapes of safe_text() back: \xNN and \u{NNNN}.
std::string unescaped(std::string_view safe) {
  std::string out;
  while (!safe.empty()) {
    if (safe.front() != '\\') {
      out += safe.front();
      safe.remove_prefix(1);
      continue;
    }
    const bool is_byte = safe.starts_with("\\x");
    ROG_ASSERT(is_byte || safe.starts_with("\\u{"));
    safe.remove_prefix(is_byte ? 2 : 3);
    std::uint32_t value = 0;
    const std::size_t digits = is_byte ? 2 : safe.find('}');
    ROG_ASSERT(digits <= 6 &&
               std::from_chars(safe.data(), safe.data() + digits, value, 16).ptr == safe.data() + digits);
    safe.remove_prefix(is_byte ? 2 : digits + 1);
    if (is_byte) {
      out += static_cast<char>(value);
    } else {
      append_utf8(out, value);
    }
  }
  return out;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

void check_utf8(std::string_view text) {
  bool valid = true;
  std::size_t points = 0;
  for (std::string_view left = text; !left.empty(); ++points) {
    const base::Utf8Step step = base::next_utf8(left);
    ROG_ASSERT(step.size >= 1 && step.size <= 4 && step.size <= left.size() && (step.valid || step.size == 1));
    valid = valid && step.valid;
    left.remove_prefix(step.size);
  }
  ROG_ASSERT(base::is_utf8(text) == valid);
  const std::string lossy = base::to_utf8_lossy(text);
  ROG_ASSERT(base::is_utf8(lossy) && (lossy == text) == valid);
  ROG_ASSERT(base::display_width(text) <= 2 * points);
}

}  // namespace

bool accepts(ByteView input) {
  const std::string_view text = base::as_text(input);
  check_utf8(text);
  const std::string safe = base::safe_text(text);
  ROG_ASSERT(base::is_utf8(safe) && std::ranges::none_of(safe, is_control));
  ROG_ASSERT(unescaped(safe) == text);
  const std::string html = base::safe_html(text);
  ROG_ASSERT(base::is_utf8(html) && html.find_first_of("<>\"'") == std::string::npos);
  return safe == text;
}

}  // namespace rogatory::fuzz
