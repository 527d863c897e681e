#include "base/text.hpp"

#include <locale.h>
#include <wchar.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "base/utf8.hpp"

namespace rogatory::base {
namespace {

/// Levenshtein's distance, row by row.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

/// Makes wcwidth know Unicode on this thread for as long as it lives, without touching the program's locale.
class Utf8Locale {
 public:
  Utf8Locale() : m_before(::uselocale(shared())) {}
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;
  ~Utf8Locale() { ::uselocale(m_before); }

 private:
  static locale_t shared() {  // null where the system has no C.UTF-8: uselocale then changes nothing
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
    return locale;
  }
  locale_t m_before;
};

}  // namespace

bool is_id(std::string_view text) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto allowed = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  return text.size() >= 2 && text.size() <= 31 && letter(text[0]) && std::ranges::all_of(text, allowed);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(at + 1);
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    joined += i == 0 ? std::string_view() : separator;
    joined += parts[i];
  }
  return joined;
}

std::string human_size(std::uint64_t bytes) {
  if (bytes < 1024) {
    return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
  }
  constexpr const char* units[] = {" KiB", " MiB", " GiB", " TiB", " PiB", " EiB"};
  std::uint64_t tenths = 0;
  std::size_t at = 0;
  for (std::uint64_t unit = 1024;; unit *= 1024, ++at) {
    tenths = bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
    if (tenths < 10240 || at == std::size(units) - 1) {  // 1023.96 KiB rounds to 1 MiB
      break;
    }
  }
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) {
    text += "." + std::to_string(tenths % 10);
  }
  return text + units[at];
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  const std::string plural = many.empty() ? std::string(one) + "s" : std::string(many);
  return std::to_string(number) + " " + (number == 1 ? std::string(one) : plural);
}

bool is_close(std::string_view word, std::string_view candidate) {
  const std::size_t shorter = std::min(word.size(), candidate.size());
  const std::size_t longer = std::max(word.size(), candidate.size());
  return longer - shorter <= 2 && edit_distance(word, candidate) <= 2;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = printable_ascii(text);
  text.remove_prefix(width);
  if (text.empty()) {
    return width;
  }
  const Utf8Locale locale;
  while (!text.empty()) {
    const Utf8Step step = next_utf8(text);
    const int columns = step.valid ? ::wcwidth(static_cast<wchar_t>(step.code_point)) : -1;
    width += columns < 0 ? 1 : static_cast<std::size_t>(columns);
    text.remove_prefix(step.size);
  }
  return width;
}

}  // namespace rogatory::base
