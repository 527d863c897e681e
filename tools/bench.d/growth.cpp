// A long log beside a short one: what an entry costs to append, to verify and to keep.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "bench_case.hpp"
#include "figures.hpp"

namespace rogatory::bench {
namespace {

/// In a process of its own, for its peak memory alone; MiB.
double peak_of(const std::function<void()>& act) {
  const pid_t child = ::fork();
  if (child == 0) {
    act();
    ::_exit(0);
  }
  int status = 1;
  struct rusage usage{};
  if (::wait4(child, &status, 0, &usage) != child || status != 0) {
    std::exit(2);
  }
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double bytes_below(const std::string& directory) {
  double bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    bytes += entry.is_regular_file() ? static_cast<double>(entry.file_size()) : 0;
  }
  return bytes;
}

/// A log of `size` entries: what each costs to append, to verify and to keep.
void measure_at(const Task& task, std::uint64_t size, const std::string& name, Figures& figures) {
  constexpr int k_appends = 20;
  Case of(task.directory + "/" + name);
  peak_of([&] {  // in a process of its own, so that its memory is not ours
    for (std::uint64_t have = 1; have < size;) {
      const std::uint64_t next = std::min<std::uint64_t>(task.import(), size - have);
      of.append(next);
      have += next;
    }
  });
  figures.add(name + "_bytes_per_entry", bytes_below(of.repository()) / static_cast<double>(size));
  figures.add(name + "_verify_mib", peak_of([&] { of.verify(k_cores, size); }));
  const std::uint64_t again = std::max<std::uint64_t>(1, task.import() / size);
  for (int round = 0; round < task.rounds; ++round) {
    const double verified = seconds_of([&] {
      for (std::uint64_t i = 0; i < again; ++i) {
        of.verify(k_cores, size);
      }
    });
    figures.add(name + "_verify_us", verified / static_cast<double>(again * size) * 1e6);
  }
  for (int round = 0; round < task.rounds; ++round) {
    const double appended = seconds_of([&] {
      for (int i = 0; i < k_appends; ++i) {
        of.append(1);
      }
    });
    figures.add(name + "_append_ms", appended / k_appends * 1000);
  }
}

}  // namespace

void growth(const Task& task, Figures& figures) {
  measure_at(task, task.short_log(), "short", figures);
  measure_at(task, task.long_log, "long", figures);
}

}  // namespace rogatory::bench
