#include "crypto/card_fields.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::crypto {
namespace {

// Not isalpha() and friends: those ask the locale.
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_small(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alphanumeric(char c) { return is_capital(c) || is_small(c) || (c >= '0' && c <= '9'); }

bool has_size(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most;
}

}  // namespace

bool is_country(std::string_view text) { return text.size() == 2 && std::ranges::all_of(text, is_capital); }

bool is_calendar(std::string_view text) {
  if (!is_country(text.substr(0, 2))) {
    return false;
  }
  const std::string_view part = text.substr(2);
  return part.empty() ||
         (part.front() == '-' && has_size(part, 2, 4) &&
          std::ranges::all_of(part.substr(1), [](char c) { return is_alphanumeric(c) && !is_small(c); }));
}

bool is_zone(std::string_view text) {
  static constexpr std::string_view others = "_+/-";
  return has_size(text, 1, 64) && std::ranges::all_of(text, [](char c) {
           return is_alphanumeric(c) || others.find(c) != std::string_view::npos;
         });
}

bool is_language(std::string_view text) {
  if (text.size() > 64) {
    return false;
  }
  const auto parts = base::split(text, '-');
  const bool language = has_size(parts.front(), 2, 3) && std::ranges::all_of(parts.front(), is_small);
  return language && std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
           return has_size(part, 2, 8) && std::ranges::all_of(part, is_alphanumeric);
         });
}

bool is_https_url(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  static constexpr std::string_view refused = "\"'\\<>";
  return text.starts_with(scheme) && has_size(text, scheme.size() + 1, k_url_limit) &&
         std::ranges::all_of(text,
                             [](char c) { return c > ' ' && c < '\x7f' && refused.find(c) == std::string_view::npos; });
}

}  // namespace rogatory::crypto
