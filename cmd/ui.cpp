#include "cmd/ui.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::size_t k_flush_at = 64 * 1024;

bool is_plain_text(std::string_view text) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
  };
  return base::is_utf8(text) && std::ranges::none_of(text, is_control);
}

}  // namespace

void Ui::line(std::string_view text) {
  if (!m_options.json) {
    put(base::safe_text(text) + "\n");
  }
}

void Ui::line(const std::vector<Piece>& pieces) {
  std::string text;
  for (const Piece& piece : pieces) {
    text += painter().paint(base::safe_text(piece.text), piece.tone);
  }
  own_text(text + "\n");
}

void Ui::table(const Table& table) {
  table.render(painter(), [this](std::string_view line) { own_text(line); });
}

void Ui::own_text(std::string_view text) {
  if (!m_options.json) {
    put(text);
  }
}

void Ui::document(Json value) {
  if (m_options.json) {
    m_document = std::move(value);
  }
}

Result<void> Ui::bytes(ByteView bytes) {
  if (m_options.out_is_terminal && !is_plain_text(base::as_text(bytes))) {
    return fail(
        Error(ErrorCode::refused, "binary is not written to a terminal").next("give -o FILE, or send it to a file"));
  }
  put(base::as_text(bytes));
  return {};
}

void Ui::note(std::string_view text) {
  if (!m_options.quiet) {
    say("note", {{std::string(text)}}, text);
  }
}

void Ui::detail(std::string_view text) {
  if (m_options.verbose) {
    say("detail", {{std::string(text), Tone::dim}}, text);
  }
}

void Ui::warn(std::string_view text) { say("warning", {{"warning: ", Tone::warning}, {std::string(text)}}, text); }

void Ui::say(std::string_view event, const std::vector<Piece>& pieces, std::string_view text) {
  if (m_options.out_is_terminal) {
    flush();  // both end on one screen: in the order they were said
  }
  if (m_screen.json_events()) {
    m_screen.event(Json::Object{{"event", Json(event)}, {"message", Json(base::safe_text(text))}});
  } else {
    m_screen.line(pieces);
  }
}

void Ui::put(std::string_view text) {
  m_buffer += text;
  if (m_buffer.size() >= k_flush_at) {
    flush();
  }
}

void Ui::flush() {
  if (!m_buffer.empty() && !m_error) {
    if (m_options.out_is_terminal) {
      m_screen.clear_status();
    }
    Result<void> written = m_out.write(base::as_bytes(m_buffer));
    if (!written) {
      // What standard output is, is the caller's: a full disk there is a failure to answer, not our no_space.
      m_error = Error(ErrorCode::failed, written.error().sentence())
                    .because("the result is incomplete: standard output did not take all of it");
    }
  }
  m_buffer.clear();
}

Result<void> Ui::finish() {
  if (m_document) {
    put(harmless_json(*m_document) + "\n");
    m_document.reset();
  }
  flush();
  return m_error ? Result<void>(fail(*m_error)) : Result<void>();
}

int Ui::report(const Error& error) {
  m_screen.clear_status();
  if (m_options.json && !m_error) {
    m_buffer.clear();
    m_document = error_document(error);
    if (finish().has_value()) {
      return base::exit_status(error.code());
    }
    // Standard output takes nothing: then stderr has to do.
  }
  m_screen.line({{"rogatory: ", Tone::bad}, {error.sentence()}});
  if (!error.why().empty()) {
    m_screen.line({{"  " + error.why()}});
  }
  if (!error.next_step().empty()) {
    m_screen.line({{"  next: ", Tone::strong}, {error.next_step()}});
  }
  return base::exit_status(error.code());
}

}  // namespace rogatory::cmd
