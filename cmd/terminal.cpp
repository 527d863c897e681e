#include "cmd/terminal.hpp"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

#include "base/progress.hpp"
#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::size_t k_longest_line = 4096;  // what a terminal in line mode keeps

// What restore_terminal() puts back; written before g_hidden_tty is set.
termios g_saved{};
std::atomic<int> g_hidden_tty{-1};

/// Hides what is typed as long as it lives.
class EchoOff {
 public:
  static Result<EchoOff> start(int tty) {
    if (::tcgetattr(tty, &g_saved) != 0) {
      return fail(base::errno_error(errno, "asking the terminal"));
    }
    termios quiet = g_saved;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet.c_lflag |= ECHONL;
    quiet.c_cc[VSUSP] = _POSIX_VDISABLE;  // a shell must not get a terminal without echo
    g_hidden_tty = tty;
    // Typed-ahead text is thrown away: it was not meant as an answer.
    if (::tcsetattr(tty, TCSAFLUSH, &quiet) != 0) {
      g_hidden_tty = -1;
      return fail(base::errno_error(errno, "asking the terminal"));
    }
    return EchoOff();
  }
  EchoOff(EchoOff&& other) noexcept : m_active(std::exchange(other.m_active, false)) {}
  EchoOff& operator=(EchoOff&&) = delete;
  ~EchoOff() {
    if (m_active) {
      restore_terminal();
      g_hidden_tty = -1;
    }
  }

 private:
  EchoOff() = default;
  bool m_active = true;
};

Result<void> write_question(int tty, std::string_view question) {
  const std::string text = base::safe_text(question) + " ";
  return base::write_all(FileSystem::real(), tty, base::as_bytes(text), "the terminal");
}

/// Waits for input in short steps, so that a signal between two calls is not slept through.
Result<void> wait_for_input(int tty) {
  for (;;) {
    ROG_TRY(base::check_interrupt());
    pollfd watched{tty, POLLIN, 0};
    const int ready = ::poll(&watched, 1, 200);
    if (ready > 0) {
      return {};
    }
    if (ready < 0 && errno != EINTR) {
      return fail(base::errno_error(errno, "waiting for the terminal"));
    }
  }
}

Result<crypto::SecretBytes> read_line(int tty) {
  crypto::SecretBytes buffer = crypto::SecretBytes::make(k_longest_line);
  std::size_t used = 0;
  while (used < buffer.size()) {
    ROG_TRY(wait_for_input(tty));
    const ssize_t got = ::read(tty, buffer.expose_mutable().data() + used, 1);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return fail(base::errno_error(errno, "reading the terminal"));
    }
    if (got == 0) {
      return fail(ErrorCode::usage, "no answer was given");
    }
    if (buffer.expose()[used] == '\n') {
      ROG_TRY(base::check_interrupt());  // what is typed right behind Ctrl-C is no answer
      return crypto::SecretBytes::copy_of(buffer.expose().first(used));
    }
    ++used;
  }
  return fail(ErrorCode::usage, "the answer is longer than a line of the terminal");
}

}  // namespace

Result<crypto::SecretBytes> read_terminal_line(const base::Fd& tty, std::string_view question, bool echo) {
  if (echo) {
    ROG_TRY(write_question(tty.get(), question));
    return read_line(tty.get());
  }
  ROG_TRY_ASSIGN(const EchoOff hidden, EchoOff::start(tty.get()));
  ROG_TRY(write_question(tty.get(), question));
  return read_line(tty.get());
}

void restore_terminal() {
  if (const int tty = g_hidden_tty.load(); tty >= 0) {
    ::tcsetattr(tty, TCSANOW, &g_saved);
  }
}

}  // namespace rogatory::cmd
