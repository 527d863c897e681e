// What a row of the bench found, and what the rows have in common.
#pragma once

#include <chrono>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace rogatory::bench {

constexpr std::size_t k_import = 10'000;
constexpr unsigned k_cores = 2;

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
void growth(const std::string& directory, int rounds, Figures& figures);

}  // namespace rogatory::bench
