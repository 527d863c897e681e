#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace rogatory::base {
namespace {

struct Range {
  char32_t first, last;
};

// What a reader cannot see, or what moves or reorders what he sees. Sorted. From the Unicode Character Database: the
// property Default_Ignorable_Code_Point (DerivedCoreProperties.txt), Bidi_Control, line and paragraph separators,
// format controls, and private use (which every font draws as it likes).
constexpr Range k_unsafe[] = {
    {0x0000, 0x001f},     // C0
    {0x005c, 0x005c},     // the backslash: what we escape with
    {0x007f, 0x009f},     // DEL, C1
    {0x00ad, 0x00ad},     // soft hyphen
    {0x034f, 0x034f},     // combining grapheme joiner
    {0x061c, 0x061c},     // Arabic letter mark
    {0x115f, 0x1160},     // Hangul fillers
    {0x17b4, 0x17b5},     // Khmer inherent vowels
    {0x180b, 0x180f},     // Mongolian selectors
    {0x200b, 0x200f},     // zero width, marks of direction
    {0x2028, 0x202e},     // separators, bidirectional embedding
    {0x2060, 0x206f},     // word joiner, invisible operators, isolates
    {0x3164, 0x3164},     // Hangul filler
    {0xe000, 0xf8ff},     // private use
    {0xfdd0, 0xfdef},     // noncharacters
    {0xfe00, 0xfe0f},     // variation selectors
    {0xfeff, 0xfeff},     // byte order mark
    {0xffa0, 0xffa0},     // half-width Hangul filler
    {0xfff0, 0xfffb},     // unassigned ignorables, interlinear annotation
    {0x13430, 0x1345f},   // Egyptian format controls
    {0x1bca0, 0x1bca3},   // shorthand format controls
    {0x1d173, 0x1d17a},   // musical format controls
    {0xe0000, 0xe0fff},   // tags, more variation selectors
    {0xf0000, 0x10ffff},  // private use planes
};

bool is_unsafe(char32_t code_point) {
  if ((code_point & 0xfffeU) == 0xfffe) {  // the last two of each plane are noncharacters
    return true;
  }
  const Range* range = std::ranges::lower_bound(k_unsafe, code_point, {}, &Range::last);
  return range != std::end(k_unsafe) && range->first <= code_point;
}

void append_hex(std::string& out, char32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += "0123456789abcdef"[(value >> shift) & 15U];
  }
}

void append_escaped(std::string& out, const Utf8Step& step) {
  if (!step.valid || step.code_point < 0x80) {
    out += "\\x";
    append_hex(out, step.code_point, 2);
    return;
  }
  out += "\\u{";
  append_hex(out, step.code_point, step.code_point > 0xfffff ? 6 : step.code_point > 0xffff ? 5 : 4);
  out += '}';
}

std::string_view html_entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

}  // namespace

std::string safe_text(std::string_view foreign) {
  std::string safe;
  safe.reserve(foreign.size());
  while (!foreign.empty()) {
    const std::string_view printable = foreign.substr(0, printable_ascii(foreign));
    const std::string_view plain = printable.substr(0, printable.find('\\'));
    safe += plain;
    foreign.remove_prefix(plain.size());
    if (foreign.empty()) {
      break;
    }
    const Utf8Step step = next_utf8(foreign);
    if (step.valid && !is_unsafe(step.code_point)) {
      safe += foreign.substr(0, step.size);
    } else {
      append_escaped(safe, step);
    }
    foreign.remove_prefix(step.size);
  }
  return safe;
}

std::string safe_html(std::string_view foreign) {
  std::string html;
  for (const char c : safe_text(foreign)) {
    const std::string_view entity = html_entity(c);
    html += entity.empty() ? std::string_view(&c, 1) : entity;
  }
  return html;
}

}  // namespace rogatory::base
