#include "cmd/signals.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "base/progress.hpp"

namespace rogatory::cmd {
namespace {

/// What waitpid says of a child that runs `work` and exits with its result.
template <class Work>
int status_of_child(Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(work());
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return status;
}

TEST(Signals, AskTheProgramToStopOnce) {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    const int status = status_of_child([number] {
      ::signal(number, SIG_DFL);
      handle_signals();
      ::raise(number);
      return base::check_interrupt().has_value() ? 1 : 0;
    });
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << number;
  }
}

TEST(Signals, EndTheProgramTheSecondTime) {
  const int status = status_of_child([] {
    ::signal(SIGTERM, SIG_DFL);
    handle_signals();
    ::raise(SIGTERM);
    ::raise(SIGTERM);
    return 0;
  });
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
}

TEST(Signals, StayIgnoredUnderNohup) {
  const int status = status_of_child([] {
    ::signal(SIGHUP, SIG_IGN);
    handle_signals();
    ::raise(SIGHUP);
    return base::check_interrupt().has_value() ? 0 : 1;
  });
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST(Descriptors, AreHeldWhereTheyWereClosed) {
  const int status = status_of_child([] {
    ::close(0);
    ::close(1);
    ::close(2);
    hold_standard_descriptors();
    const int next = ::dup(0);
    const bool write_fails = ::write(1, "x", 1) < 0 && ::write(2, "x", 1) < 0;
    char byte = 0;
    return next > 2 && write_fails && ::read(0, &byte, 1) < 0 ? 0 : 1;
  });
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace rogatory::cmd
