#include "cmd/signals.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include "base/progress.hpp"
#include "cmd/terminal.hpp"

namespace rogatory::cmd {
namespace {

extern "C" void on_stop_signal(int number) {
  if (base::g_interrupted.exchange(true)) {
    restore_terminal();
    static_cast<void>(::signal(number, SIG_DFL));
    static_cast<void>(::raise(number));
  }
}

}  // namespace

void handle_signals() {
  struct sigaction stop{};
  stop.sa_handler = on_stop_signal;  // without SA_RESTART: a call that waits returns
  sigemptyset(&stop.sa_mask);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before{};
    // nohup and shells in the background set "ignore"; that stands.
    if (::sigaction(number, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
      ::sigaction(number, &stop, nullptr);
    }
  }
  static_cast<void>(::signal(SIGPIPE, SIG_IGN));
}

void hold_standard_descriptors() {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) == -1) {
      // The lowest free number is fd. Opened the wrong way round on purpose: using it fails.
      static_cast<void>(::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    }
  }
}

void forbid_core_files() {
  const struct rlimit none{0, 0};
  // Lowering one's own limit cannot fail.
  static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
}

}  // namespace rogatory::cmd
