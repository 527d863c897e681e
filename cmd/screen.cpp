#include "cmd/screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::string_view k_clear_line = "\r\x1b[K";

}  // namespace

void Screen::line(const std::vector<Piece>& pieces) {
  const Painter painter(m_options.color);
  std::string text;
  for (const Piece& piece : pieces) {
    text += painter.paint(base::safe_text(piece.text), piece.tone);
  }
  text += '\n';
  const std::lock_guard lock(m_mutex);
  write(m_status.empty() ? text : std::string(k_clear_line) + text + m_status);
}

void Screen::event(const Json& object) {
  if (!m_options.json_events) {
    return;
  }
  const std::string text = object.canonical() + "\n";
  const std::lock_guard lock(m_mutex);
  write(text);
}

void Screen::set_status(std::string text) {
  if (!m_options.is_terminal) {
    return;
  }
  const std::lock_guard lock(m_mutex);
  write(std::string(k_clear_line) + text);
  m_status = std::move(text);
}

void Screen::clear_status() {
  const std::lock_guard lock(m_mutex);
  if (!m_status.empty()) {
    write(k_clear_line);
    m_status.clear();
  }
}

std::size_t Screen::width() const {
  if (m_options.width != 0) {
    return m_options.width;
  }
  winsize size{};
  if (m_options.is_terminal && ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) {
    return size.ws_col;
  }
  return 80;
}

void Screen::write(std::string_view text) {
  // Nobody is left to tell it to.
  static_cast<void>(m_sink.write(base::as_bytes(text)).has_value());
}

}  // namespace rogatory::cmd
