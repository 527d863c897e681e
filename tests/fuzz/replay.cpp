// Runs a target over files, and over mutations of them, without libFuzzer: what a fuzzing campaign found once is asked
// again in every build.
//
//   replay DIRECTORY...     every file in them; each is then mutated in k_mutations ways, the same in every run
//
// A file named ok-… must be accepted, one named bad-… must not; the others need only end well. An input that ends the
// program is kept as crash-<pid> in the working directory. The mutating stops early where the time is up.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tests/fuzz/mutate.hpp"
#include "tests/fuzz/target.hpp"

extern "C" const char* __asan_default_options() { return "abort_on_error=1:allocator_may_return_null=1"; }
extern "C" const char* __ubsan_default_options() { return "abort_on_error=1:halt_on_error=1:print_stacktrace=1"; }

namespace rogatory::fuzz {
namespace {

constexpr int k_mutations = 2000;
constexpr auto k_patience = std::chrono::seconds(6);

struct Seed {
  std::string name;
  Bytes bytes;
};

ByteView g_input;  // what the target is reading, for keep_input()

/// Only calls that a signal handler may make.
void keep_input(int /*signal*/) {
  std::string name = "crash-" + std::to_string(::getpid());
  const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd >= 0 && ::write(fd, g_input.data(), g_input.size()) >= 0) {
    name = "the input is kept as " + name + "\n";
    static_cast<void>(!::write(STDERR_FILENO, name.data(), name.size()));
  }
  std::signal(SIGABRT, SIG_DFL);  // NOLINT(cert-err33-c)
}

bool run(ByteView input) {
  g_input = input;
  return accepts(input);
}

std::vector<Seed> load(const std::filesystem::path& directory) {
  std::vector<Seed> seeds;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    seeds.push_back({entry.path().filename(), base::to_bytes(text)});
  }
  std::ranges::sort(seeds, {}, &Seed::name);
  return seeds;
}

/// Whether every seed is answered as its name says.
bool replay(const std::vector<Seed>& seeds) {
  bool as_named = true;
  for (const Seed& seed : seeds) {
    const bool accepted = run(seed.bytes);
    if ((seed.name.starts_with("ok-") && !accepted) || (seed.name.starts_with("bad-") && accepted)) {
      std::cerr << seed.name << (accepted ? " was accepted\n" : " was not accepted\n");
      as_named = false;
    }
  }
  return as_named;
}

/// Round by round, so that each seed has had its share where the time is up early.
std::size_t replay_mutated(const std::vector<Seed>& seeds) {
  const auto end = std::chrono::steady_clock::now() + k_patience;
  std::size_t runs = 0;
  for (std::uint64_t round = 0; round < k_mutations; ++round) {
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      if (std::chrono::steady_clock::now() > end) {
        return runs;
      }
      const Bytes mutant = mutated(seeds[i].bytes, seeds[(i + round) % seeds.size()].bytes, round);
      run(mutant);
      ++runs;
    }
  }
  return runs;
}

int replay_all(std::span<char*> directories) {
  std::vector<Seed> seeds;
  for (const char* directory : directories) {
    std::ranges::move(load(directory), std::back_inserter(seeds));
  }
  if (std::ranges::none_of(seeds, [](const Seed& seed) { return seed.name.starts_with("ok-"); })) {
    std::cerr << "no seed that must be accepted\n";
    return 2;
  }
  const bool as_named = replay(seeds);
  const std::size_t runs = replay_mutated(seeds);
  std::cout << seeds.size() << " seeds, " << runs << " mutations of them\n";
  return as_named ? 0 : 1;
}

}  // namespace
}  // namespace rogatory::fuzz

int main(int argc, char** argv) {
  std::signal(SIGABRT, rogatory::fuzz::keep_input);  // NOLINT(cert-err33-c)
  return rogatory::fuzz::replay_all(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
}
