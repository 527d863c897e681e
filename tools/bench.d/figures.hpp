// What a row of the bench found, and what the rows have in common.
#pragma once

#include <chrono>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace rogatory::bench {

constexpr unsigned k_cores = 2;

/// What a row is asked to measure.
struct Task {
  std::string directory;  ///< exists and is empty
  int rounds = 0;         ///< after the warm-up
  std::size_t long_log =
      0;  ///< entries; a multiple of 100, since an import is a tenth and a short log a hundredth of it

  [[nodiscard]] std::size_t import() const { return long_log / 10; }
  [[nodiscard]] std::size_t short_log() const { return long_log / 100; }
};

inline double seconds_of(const std::function<void()>& act) {
  const auto begin = std::chrono::steady_clock::now();
  act();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Lists of figures by their name, as JSON: the profile of ours has no fractions.
class Figures {
 public:
  void add(const std::string& name, double figure) { m_lists[name].push_back(figure); }
  void print() const {
    const char* comma = "{";
    for (const auto& [name, list] : m_lists) {
      std::cout << comma << "\"" << name << "\":[";
      for (std::size_t i = 0; i < list.size(); ++i) {
        std::cout << (i > 0 ? "," : "") << std::to_string(list[i]);
      }
      std::cout << "]";
      comma = ",";
    }
    std::cout << "}\n";
  }

 private:
  std::map<std::string, std::vector<double>> m_lists;
};

/// The row growth.
void growth(const Task& task, Figures& figures);

}  // namespace rogatory::bench
