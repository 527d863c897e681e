// What a runner of vectors prints: a line a vector, then the sums; and its exit status.
#pragma once

#include <cstdio>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace rogatory::vectors {

/// `unsupported` is a vector for something this program refuses on purpose, and did refuse.
enum class Verdict : std::uint8_t { ok, unsupported, failed };

struct Outcome {
  Verdict verdict;
  std::string why;
};

inline Outcome passed() { return {Verdict::ok, ""}; }
inline Outcome unsupported(std::string why) { return {Verdict::unsupported, std::move(why)}; }
inline Outcome failed(std::string why) { return {Verdict::failed, std::move(why)}; }

class Tally {
 public:
  /// `ok NAME`, `unsupported NAME: why` or `FAIL NAME: why`.
  void add(const std::string& name, const Outcome& outcome) {
    const std::string safe_name = base::safe_text(name);
    switch (outcome.verdict) {
      case Verdict::ok:
        ++m_passed;
        std::printf("ok %s\n", safe_name.c_str());
        return;
      case Verdict::unsupported:
        ++m_unsupported;
        std::printf("unsupported %s: %s\n", safe_name.c_str(), base::safe_text(outcome.why).c_str());
        return;
      case Verdict::failed:
        ++m_failed;
        std::printf("FAIL %s: %s\n", safe_name.c_str(), base::safe_text(outcome.why).c_str());
        return;
    }
  }

  /// Prints the sums; 0, or 1 where a verdict was wrong.
  [[nodiscard]] int finish() const {
    std::printf("%d passed, %d failed, %d unsupported\n", m_passed, m_failed, m_unsupported);
    std::printf("%d passed, %d failed\n", m_passed, m_failed);
    return m_failed == 0 ? 0 : 1;
  }

 private:
  int m_passed = 0;
  int m_failed = 0;
  int m_unsupported = 0;
};

}  // namespace rogatory::vectors
