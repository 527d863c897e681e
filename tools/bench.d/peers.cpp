#include "peers.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <numeric>
#include <thread>

#include "ledger/log_source.hpp"

namespace rogatory::bench {
namespace {

using Seconds = std::chrono::duration<double>;

/// "SSHSIG", the namespace, "sha512" and the hash, each with its length (PROTOCOL.sshsig).
constexpr std::size_t k_signed = 6 + (4 + 18) + 4 + (4 + 6) + (4 + 64);

void save(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

double run_seconds(const std::vector<std::string>& command, const std::string& input) {
  std::vector<char*> words;
  words.reserve(command.size() + 1);
  for (const std::string& word : command) {
    words.push_back(const_cast<char*>(word.c_str()));
  }
  words.push_back(nullptr);
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, input.c_str(), O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 1;
  const bool ran = ::posix_spawnp(&child, words[0], &files, nullptr, words.data(), environ) == 0 &&
                   ::waitpid(child, &status, 0) == child;
  const Seconds taken = std::chrono::steady_clock::now() - begin;
  ::posix_spawn_file_actions_destroy(&files);
  if (!ran || status != 0) {
    std::cerr << "ledger_bench: " << command[0] << " said no, or is missing\n";
    std::exit(2);
  }
  return taken.count();
}

double rate_of_one(double seconds) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  ::crypto_sign_keypair(key.data(), secret.data());
  constexpr std::size_t k_messages = 64;
  std::array<std::array<unsigned char, k_signed>, k_messages> messages{};
  std::array<std::array<unsigned char, crypto_sign_BYTES>, k_messages> signatures{};
  for (std::size_t i = 0; i < k_messages; ++i) {
    ::randombytes_buf(messages[i].data(), messages[i].size());
    ::crypto_sign_detached(signatures[i].data(), nullptr, messages[i].data(), messages[i].size(), secret.data());
  }
  const auto begin = std::chrono::steady_clock::now();
  std::size_t done = 0;
  Seconds taken{};
  do {
    for (std::size_t i = 0; i < k_messages; ++i, ++done) {
      if (::crypto_sign_verify_detached(signatures[i].data(), messages[i].data(), k_signed, key.data()) != 0) {
        std::exit(2);
      }
    }
    taken = std::chrono::steady_clock::now() - begin;
  } while (taken.count() < seconds);
  return static_cast<double>(done) / taken.count();
}

}  // namespace

double ed25519_rate(double seconds, unsigned threads) {
  if (::sodium_init() < 0) {
    std::exit(2);
  }
  std::vector<double> rates(threads);
  std::vector<std::jthread> running;
  running.reserve(threads);
  for (double& rate : rates) {
    running.emplace_back([&rate, seconds] { rate = rate_of_one(seconds); });
  }
  running.clear();
  return std::accumulate(rates.begin(), rates.end(), 0.0) / threads;
}

double ssh_keygen_seconds(const Case& of, const std::string& scratch, int times) {
  const std::unique_ptr<ledger::CaseSource> source = must(ledger::open_repository(of.repository()));
  const std::unique_ptr<ledger::LogSource> log = must(source->open({.authority = k_authority}));
  save(scratch + "/allowed", crypto::allowed_signers(of.cards()));
  std::vector<double> taken;
  for (int i = 0; i < times; ++i) {
    const ledger::EntryFiles files = must(log->entry(static_cast<std::uint64_t>(i)));
    save(scratch + "/entry", base::as_text(files.entry));
    save(scratch + "/entry.sig", base::as_text(files.signature));
    taken.push_back(run_seconds(
        {"ssh-keygen", "-Y", "verify", "-f", scratch + "/allowed", "-I", std::string(k_officer) + "@" + k_authority,
         "-n", "rogatory-entry@v1", "-s", scratch + "/entry.sig"},
        scratch + "/entry"));
  }
  std::ranges::sort(taken);
  return taken[taken.size() / 2];
}

}  // namespace rogatory::bench
