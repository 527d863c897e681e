// Standard error: what people read while a command works. Lines stay; the status line at the bottom (progress) is
// redrawn below them. Thread-safe. That standard error cannot be written to is no failure of the work.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/stream.hpp"
#include "cmd/text_piece.hpp"

namespace rogatory::cmd {

class Screen {
 public:
  struct Options {
    bool is_terminal = false;
    bool color = false;
    bool json_events = false;  ///< --json --verbose: every line is a JSON object
    std::size_t width = 0;     ///< columns; 0 asks the terminal
  };
  /// The sink must outlive the screen.
  Screen(base::ByteSink& sink, Options options) : m_sink(sink), m_options(options) {}

  /// One line of people's text in tones; made safe here.
  void line(const std::vector<Piece>& pieces);
  /// One JSON object a line; only where json_events.
  void event(const Json& object);

  /// Shows or replaces the status line; on a terminal only. `text` is our own, safe and narrower than width().
  void set_status(std::string text);
  void clear_status();

  [[nodiscard]] bool is_terminal() const { return m_options.is_terminal; }
  [[nodiscard]] bool json_events() const { return m_options.json_events; }
  [[nodiscard]] std::size_t width() const;

 private:
  void write(std::string_view text);

  base::ByteSink& m_sink;
  const Options m_options;
  std::mutex m_mutex;
  std::string m_status;
};

}  // namespace rogatory::cmd
