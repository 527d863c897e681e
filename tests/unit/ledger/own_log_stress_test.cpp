// Several programs that append to one case at once: two seconds here, as long as ROGATORY_STRESS_SECONDS says in
// tools/soak.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "tests/support/own_case.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::ledger {
namespace {

constexpr int k_programs = 4;

std::chrono::seconds stress_time() {
  const char* seconds = std::getenv("ROGATORY_STRESS_SECONDS");
  return std::chrono::seconds(seconds == nullptr ? 2 : std::atoi(seconds));
}

class OwnLogStress : public testing::Test {
 protected:
  [[nodiscard]] std::string notes_of(int program) const { return directory / ("program-" + std::to_string(program)); }

  /// What a program does until its time is over: one entry, or a few, or a pack full of them; it notes what it was told
  /// to be in the log. Only another's lock may stop it.
  bool append_until(std::chrono::steady_clock::time_point end, int program) {
    std::ofstream told(notes_of(program));
    for (std::size_t turn = 0; std::chrono::steady_clock::now() < end; ++turn) {
      const std::size_t count = turn % 16 == 15 ? 80 : 1 + turn % 3;
      const std::string text = "program " + std::to_string(program) + ", turn " + std::to_string(turn);
      const Result<Appended> appended = our.append(std::vector<EntryDraft>(count, our.note(text)));
      if (!appended && appended.error().code() == ErrorCode::locked) {
        continue;
      }
      if (!appended || appended->last - appended->first + 1 != count) {
        std::cerr << (appended ? "a wrong count" : appended.error().sentence()) << "\n";
        return false;
      }
      told << appended->first << " " << appended->last << " " << appended->last_hash.hex() << "\n";
    }
    return told.good();
  }

  /// How many entries a program was told of; each of them must stand where it was told.
  std::uint64_t expect_told(int program, LogSource& log) {
    std::ifstream told(notes_of(program));
    std::uint64_t count = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    for (std::string hash; told >> first >> last >> hash; count += last - first + 1) {
      const Result<EntryFiles> files = log.entry(last);
      EXPECT_TRUE(files && files->hash().hex() == hash) << "entry " << last << " of program " << program;
    }
    return count;
  }

  test::TemporaryDirectory directory;
  test::OwnCase our{directory.path()};
};

TEST_F(OwnLogStress, KeepsEveryEntryOfFourProgramsInOneChain) {
  our.make();
  ASSERT_TRUE(our.append({our.opening()}));
  const auto end = std::chrono::steady_clock::now() + stress_time();
  std::vector<pid_t> programs;
  for (int program = 0; program < k_programs; ++program) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::_exit(append_until(end, program) ? 0 : 1);
    }
    programs.push_back(child);
  }
  for (const pid_t child : programs) {
    int status = -1;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  const std::unique_ptr<CaseSource> source = open_repository(our.repository()).value();
  const std::unique_ptr<LogSource> log = source->open({.authority = "fr-ca"}).value();
  std::uint64_t told = 1;
  for (int program = 0; program < k_programs; ++program) {
    told += expect_told(program, *log);
  }
  EXPECT_GT(told, static_cast<std::uint64_t>(k_programs));
  EXPECT_EQ(our.read(), told);
  const test::Ran fsck = test::run("git -C '" + our.repository() + "' -c safe.directory='*' fsck --strict --full 2>&1");
  EXPECT_EQ(fsck.status, 0) << fsck.output;
  std::cout << told << " entries by " << k_programs << " programs\n";
}

}  // namespace
}  // namespace rogatory::ledger
