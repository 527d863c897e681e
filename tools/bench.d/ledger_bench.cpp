// Measures the ledger for tools/bench: ledger_bench append|import|verification|growth DIRECTORY ROUNDS ENTRIES
// DIRECTORY exists, is empty, and is left full; ENTRIES are those of a long log, a multiple of 100.
// Prints one JSON object: lists of figures of each side, a round each.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "bench_case.hpp"
#include "figures.hpp"
#include "fsyncs.hpp"
#include "peers.hpp"

namespace rogatory::bench {
namespace {

/// One entry after the other, and the fsyncs of each once more; rates, since a time of microseconds prints badly.
void append(const Task& task, Figures& figures) {
  constexpr int k_appends = 50;
  Case of(task.directory + "/case");
  const std::string scratch = task.directory + "/fsyncs";
  std::filesystem::create_directory(scratch);
  for (int round = 0; round <= task.rounds; ++round) {
    std::vector<std::vector<Fsync>> fsyncs;
    const double ours = seconds_of([&] {
      for (int i = 0; i < k_appends; ++i) {
        RecordingFileSystem fs;
        of.append(1, fs);
        fsyncs.push_back(std::move(fs.fsyncs));
      }
    });
    const double alone = seconds_of([&] {
      for (const std::vector<Fsync>& one : fsyncs) {
        repeat(one, scratch);
      }
    });
    if (round > 0) {  // the first warms up
      figures.add("append_ms", ours / k_appends * 1000);
      figures.add("fsyncs_ms", alone / k_appends * 1000);
      std::size_t files = 0;
      std::size_t directories = 0;
      for (const std::vector<Fsync>& one : fsyncs) {
        const auto count = std::ranges::count_if(one, &Fsync::is_directory);
        directories += static_cast<std::size_t>(count);
        files += one.size() - static_cast<std::size_t>(count);
      }
      figures.add("file_fsyncs", static_cast<double>(files) / k_appends);
      figures.add("directory_fsyncs", static_cast<double>(directories) / k_appends);
    }
  }
}

void import(const Task& task, Figures& figures) {
  for (int round = 0; round <= task.rounds; ++round) {
    const std::string place = task.directory + "/case";
    std::filesystem::remove_all(place);
    Case of(place);
    const double taken = seconds_of([&] { of.append(task.import()); });
    if (round > 0) {
      figures.add("entries_per_second", static_cast<double>(task.import()) / taken);
    }
  }
}

void verification(const Task& task, Figures& figures) {
  Case of(task.directory + "/case");
  of.append(task.import());
  for (int round = 0; round <= task.rounds; ++round) {
    const double ours = seconds_of([&] { of.verify(k_cores, task.import() + 1); });
    const double rate = ed25519_rate(1, 1);
    const double rate_of_all = ed25519_rate(1, k_cores);
    const double stock = ssh_keygen_seconds(of, task.directory, 50);
    if (round > 0) {
      figures.add("entries_per_second", static_cast<double>(task.import()) / ours);
      figures.add("ed25519_per_second", rate);
      figures.add("ed25519_all_cores_per_second", rate_of_all);
      figures.add("ssh_keygen_per_second", 1 / stock);
    }
  }
}

}  // namespace
}  // namespace rogatory::bench

int main(int argc, char** argv) {
  using namespace rogatory::bench;
  const std::map<std::string, std::function<void(const Task&, Figures&)>> rows{
      {"append", append}, {"import", import}, {"verification", verification}, {"growth", growth}};
  const auto row = argc == 5 ? rows.find(argv[1]) : rows.end();
  const auto number = [](const char* text) { return static_cast<int>(std::strtol(text, nullptr, 10)); };
  const int rounds = row == rows.end() ? 0 : number(argv[3]);
  const int entries = row == rows.end() ? 0 : number(argv[4]);
  if (rounds < 1 || entries < 100 || entries % 100 != 0) {
    std::cerr << "usage: ledger_bench append|import|verification|growth DIRECTORY ROUNDS ENTRIES\n";
    return 2;
  }
  Figures figures;
  row->second({argv[2], rounds, static_cast<std::size_t>(entries)}, figures);
  figures.print();
  return 0;
}
