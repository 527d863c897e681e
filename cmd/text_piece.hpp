// Text for people in tones. Every text in a Piece is made safe before it reaches a terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rogatory::cmd {

/// What a text says to the reader; a colour where colours are wanted.
enum class Tone : std::uint8_t { plain, strong, dim, good, bad, warning };

/// A run of text in one tone. The text may be foreign: who shows it passes it through base::safe_text.
struct Piece {
  std::string text;
  Tone tone = Tone::plain;
};

/// Puts colours around text that is already safe, or leaves it as it is.
class Painter {
 public:
  explicit Painter(bool on) : m_on(on) {}
  [[nodiscard]] bool on() const { return m_on; }
  [[nodiscard]] std::string paint(std::string_view safe, Tone tone) const;
  /// The same, put behind `text`.
  void paint(std::string& text, std::string_view safe, Tone tone) const;

 private:
  bool m_on;
};

}  // namespace rogatory::cmd
