// What a command says. Results go to stdout, as text or as one JSON document; people read stderr.
//
// A command says its result both ways, line() and table() for people, document() for programs: the one that was not
// asked for is left out. Foreign text may be given to each of them as it is; Ui makes it safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/stream.hpp"
#include "cmd/screen.hpp"
#include "cmd/table.hpp"

namespace rogatory::cmd {

class Ui {
 public:
  struct Options {
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    bool color = false;  ///< on stdout
    bool out_is_terminal = false;
  };
  /// `out` is stdout; both must outlive the Ui.
  Ui(base::ByteSink& out, Screen& screen, Options options) : m_out(out), m_screen(screen), m_options(options) {}

  // Results as text; with --json nothing.
  void line(std::string_view text);
  void line(const std::vector<Piece>& pieces);
  void table(const Table& table);
  /// Our own text of several lines (help); not made safe. Nothing foreign may be in it.
  void own_text(std::string_view text);

  /// The result as JSON; with --json only. The last one given counts, so that a run has one document. Its text is
  /// pretty and escapes whatever a terminal could take for a command.
  void document(Json value);

  /// Bytes exactly as they are, whatever was asked for: for commands whose result is a file on stdout. refused: to a
  /// terminal what is not plain text (UTF-8 without control characters but tab and newline).
  Result<void> bytes(ByteView bytes);

  // For people, on stderr.
  void note(std::string_view text);    ///< not with --quiet
  void detail(std::string_view text);  ///< with --verbose only
  void warn(std::string_view text);    ///< always

  [[nodiscard]] bool json() const { return m_options.json; }
  [[nodiscard]] bool verbose() const { return m_options.verbose; }
  [[nodiscard]] bool out_is_terminal() const { return m_options.out_is_terminal; }
  [[nodiscard]] Painter painter() const { return Painter(m_options.color); }
  [[nodiscard]] Screen& screen() { return m_screen; }

  /// False once stdout failed: long listings stop here. finish() says why.
  [[nodiscard]] bool ok() const { return !m_error.has_value(); }

  /// Sends what was said so far: for results that come an hour apart. What fails is kept for finish().
  void flush();
  /// Writes what is left. failed: stdout did not take everything (a full disk, a closed pipe).
  Result<void> finish();
  /// Says the error (on stdout as the one document with --json, else on stderr) and returns its exit status.
  int report(const Error& error);

 private:
  void put(std::string_view text);
  void say(std::string_view event, const std::vector<Piece>& pieces, std::string_view text);

  base::ByteSink& m_out;
  Screen& m_screen;
  const Options m_options;
  std::string m_buffer;
  std::optional<Json> m_document;
  std::optional<Error> m_error;
};

/// The document of an error: {"error":{"code","message","next","why"}}; absent parts are left out.
Json error_document(const Error& error);

/// Pretty JSON in which everything beyond ASCII that base::safe_text would escape is written as \uNNNN: the same value,
/// harmless on a terminal and in a log.
std::string harmless_json(const Json& value);

}  // namespace rogatory::cmd
