#include "base/progress.hpp"

namespace rogatory::base {
namespace {

class NoProgress : public Progress {
 public:
  void start(std::string_view, std::uint64_t) override {}
  void advance(std::uint64_t) override {}
  void finish() override {}
};

}  // namespace

std::atomic<bool> g_interrupted{false};

Progress& Progress::none() {
  static NoProgress instance;
  return instance;
}

Result<void> check_interrupt() {
  if (g_interrupted.load(std::memory_order_relaxed)) {
    return fail(ErrorCode::interrupted, "interrupted");
  }
  return {};
}

}  // namespace rogatory::base
