// A terminal for prompts: the far end of a pseudo-terminal, with somebody who answers.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

namespace rogatory::cmd {

/// Answers each question (a text that ends with a space) with the next reply, as typed. A reply without a newline is
/// typed as it is: "\x04" is the end of the input.
class TestTerminal {
 public:
  explicit TestTerminal(std::vector<std::string> replies) : m_replies(std::move(replies)) {
    std::array<char, 256> name{};
    if (::openpty(&m_far, &m_near, name.data(), nullptr, nullptr) != 0) {
      ADD_FAILURE() << "no pseudo-terminal";
      return;
    }
    m_path = name.data();
    m_person = std::jthread([this](const std::stop_token& stop) { answer(stop); });
  }
  TestTerminal(const TestTerminal&) = delete;
  TestTerminal& operator=(const TestTerminal&) = delete;
  ~TestTerminal() {
    stop();
    ::close(m_near);
    ::close(m_far);
  }

  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] bool echoes() const {
    termios mode{};
    return ::tcgetattr(m_near, &mode) == 0 && (mode.c_lflag & ECHO) != 0;
  }
  /// Whether the terminal echoed while a question stood open, one for each; call after the questions.
  const std::vector<bool>& echoed() {
    stop();
    return m_echoed;
  }
  /// What it showed; call after the questions.
  const std::string& shown() {
    stop();
    return m_shown;
  }

 private:
  void stop() {
    if (m_person.joinable()) {
      m_person.request_stop();
      m_person.join();
    }
  }

  void answer(const std::stop_token& stop) {
    std::size_t next = 0;
    for (;;) {
      pollfd ready{m_far, POLLIN, 0};
      if (::poll(&ready, 1, 50) <= 0) {
        if (stop.stop_requested()) {
          return;
        }
        continue;
      }
      std::array<char, 1024> buffer{};
      const ssize_t got = ::read(m_far, buffer.data(), buffer.size());
      if (got <= 0) {
        return;
      }
      m_shown.append(buffer.data(), static_cast<std::size_t>(got));
      if (m_shown.ends_with(' ') && next < m_replies.size()) {
        m_echoed.push_back(echoes());
        const std::string& reply = m_replies[next++];
        EXPECT_EQ(::write(m_far, reply.data(), reply.size()), static_cast<ssize_t>(reply.size()));
      }
    }
  }

  std::vector<std::string> m_replies;
  int m_far = -1;
  int m_near = -1;
  std::string m_path;
  std::string m_shown;
  std::vector<bool> m_echoed;
  std::jthread m_person;
};

}  // namespace rogatory::cmd
