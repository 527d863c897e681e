// Operations of the product that are failed at every step, each in a directory ("world") that holds all it touches:
//
//   home/     the home it works in, where it has one
//   source/   what it reads and must not change
//   out/      where its result appears
//   state/    where programs without a home record what they make
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "registry/unfinished.hpp"

namespace rogatory::test {

/// What a look at the world finds.
struct Standing {
  enum class Is : std::uint8_t {
    before,  ///< as if the operation had never been started
    after,   ///< its result is there, whole
    broken,  ///< anything else
  };
  Is is = Is::broken;
  std::string why;  ///< where it is broken
};

class Operation {
 public:
  virtual ~Operation() = default;
  Operation() = default;
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;

  /// Makes what is there before, once, in an empty directory of the real file system.
  virtual void prepare(const std::string& world) = 0;
  /// The whole of it as a command of cmd/ carries it out, from opening the home on. May be called again after a
  /// failure.
  virtual Result<void> run(FileSystem& fs, const std::string& world) = 0;
  /// Looks at the result, with the real file system, changing nothing.
  virtual Standing standing(const std::string& world) = 0;
  /// What any program does first: removes and tells what a program that died has left.
  virtual std::vector<registry::Leftover> next_start(const std::string& world);
  /// Whether a program that dies may leave a temporary file that nobody is told of: of public content, without a home.
  [[nodiscard]] virtual bool may_litter() const { return false; }
  /// Whether it may be done although it was told to have failed: no harm where something was to be removed.
  [[nodiscard]] virtual bool may_be_done_all_the_same() const { return false; }
};

/// Where programs without a home record what they make.
std::string records_in(const std::string& world);

/// What a program has to keep to itself until all is verified: evidence of tests is full of it.
constexpr std::string_view k_secret = "the witness lives at";

/// An operation and what it is called in messages.
struct OperationRow {
  const char* name;
  std::function<std::unique_ptr<Operation>()> make;
};
std::ostream& operator<<(std::ostream& out, const OperationRow& row);

std::vector<OperationRow> bundle_operations();
std::vector<OperationRow> case_operations();
std::vector<OperationRow> home_operations();
std::vector<OperationRow> ledger_operations();
std::vector<OperationRow> git_operations();
std::vector<OperationRow> request_operations();
/// Those that change files: they can be cut short.
std::vector<OperationRow> changing_operations();
/// Those that are failed and not cut short: what only reads, and what leaves more behind than a home, by its nature.
std::vector<OperationRow> reading_operations();
std::vector<OperationRow> scattered_operations();

}  // namespace rogatory::test
