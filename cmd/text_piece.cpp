#include "cmd/text_piece.hpp"

namespace rogatory::cmd {
namespace {

std::string_view sequence(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::strong:
      return "\x1b[1m";
    case Tone::dim:
      return "\x1b[2m";
    case Tone::good:
      return "\x1b[1;32m";
    case Tone::bad:
      return "\x1b[1;31m";
    case Tone::warning:
      return "\x1b[1;33m";
  }
  return "";
}

}  // namespace

std::string Painter::paint(std::string_view safe, Tone tone) const {
  std::string text;
  paint(text, safe, tone);
  return text;
}

void Painter::paint(std::string& text, std::string_view safe, Tone tone) const {
  const std::string_view start = m_on ? sequence(tone) : "";
  if (start.empty() || safe.empty()) {
    text += safe;
    return;
  }
  text.append(start).append(safe).append("\x1b[0m");
}

}  // namespace rogatory::cmd
