#include "tests/support/pty.hpp"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>

namespace rogatory::test {
namespace {

using Clock = std::chrono::steady_clock;

// The terminal's own side: shows what the program prints, types the answers.
void serve(int terminal, const std::vector<Answer>& answers, std::string& shown, Clock::time_point deadline) {
  std::size_t answered = 0;
  std::size_t seen = 0;  // up to where prompts were looked for
  std::array<char, 4096> buffer{};
  while (Clock::now() < deadline) {
    pollfd ready{.fd = terminal, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, 100) <= 0) {
      continue;
    }
    const ssize_t got = ::read(terminal, buffer.data(), buffer.size());
    if (got <= 0) {
      return;  // EIO: the last program let go of the terminal
    }
    shown.append(buffer.data(), static_cast<std::size_t>(got));
    if (answered == answers.size()) {
      continue;
    }
    const std::size_t at = shown.find(answers[answered].prompt, seen);
    if (at == std::string::npos) {
      continue;
    }
    seen = at + answers[answered].prompt.size();
    const std::string reply = answers[answered++].reply + "\n";
    if (::write(terminal, reply.data(), reply.size()) != static_cast<ssize_t>(reply.size())) {
      return;
    }
  }
}

// The exit status as sh would say it; a program that is still there at the deadline is killed.
int status_of(pid_t child, Clock::time_point deadline) {
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() > deadline) {
      ::kill(child, SIGKILL);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Ran run_on_terminal(const std::string& line, const std::vector<Answer>& answers) {
  Ran ran;
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child < 0) {
    return ran;
  }
  if (child == 0) {
    ::execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
    ::_exit(127);
  }
  const Clock::time_point deadline = Clock::now() + std::chrono::minutes(1);
  serve(terminal, answers, ran.output, deadline);
  ran.status = status_of(child, deadline);
  ::close(terminal);
  return ran;
}

}  // namespace rogatory::test
