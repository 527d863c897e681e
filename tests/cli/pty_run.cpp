// pty_run [PROMPT REPLY]... -- LINE: runs a line of sh with a terminal of its own and types each REPLY, with a line
// feed, as soon as its PROMPT is seen. Prints what the terminal showed and ends with the line's exit status. For the
// scripts of this folder: prompts are asked on /dev/tty.
#include <cstdio>
#include <string_view>
#include <vector>

#include "tests/support/pty.hpp"

int main(int count, char** words) {
  std::vector<rogatory::test::Answer> answers;
  int at = 1;
  while (at + 1 < count && std::string_view(words[at]) != "--") {
    answers.push_back({words[at], words[at + 1]});
    at += 2;
  }
  if (at + 2 != count || std::string_view(words[at]) != "--") {
    std::fputs("usage: pty_run [PROMPT REPLY]... -- LINE\n", stderr);
    return 2;
  }
  const rogatory::test::Ran ran = rogatory::test::run_on_terminal(words[at + 1], answers);
  std::fputs(ran.output.c_str(), stdout);
  return ran.status;
}
