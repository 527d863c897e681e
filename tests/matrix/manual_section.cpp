// The matrix as rogatory-bundle(5) prints it, in scdoc.
#include "tests/matrix/matrix.hpp"

namespace rogatory::test {
namespace {

constexpr std::string_view k_reasons_intro =
    "Both answer one question alike: did this officer sign these bytes? *verify* also refuses what the recipe "
    "passes:\n\n";
constexpr std::string_view k_table_intro = R"(
# TAMPER MATRIX

What a forger can do, the checks that find it where a key that fits is at hand, the status, and what the recipe says: the
line at which it stops, or the number of the reason above why it passes. What is done inside takes an officer who seals
what he forged. Every bit of the small members and of the headers, and samples of the content, are tried besides.

[< *what was done*
:[ *check*
:[ *status*
:[ *recipe*
)";

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

std::string text_of(const Recipe& recipe) {
  if (recipe.because) {
    return "passes (" + std::to_string(static_cast<int>(*recipe.because) + 1) + ")";
  }
  return "line " + std::to_string(recipe.stops_at);
}

}  // namespace

std::string manual_section() {
  std::string text(k_reasons_intro);
  for (const ReasonText& reason : all_reasons()) {
    text += ". " + std::string(reason.text) + "\n";
  }
  text += k_table_intro;
  for (const Row& row : tamper_matrix()) {
    text += "|  " + row.what + "\n:  " + joined(row.outcome.checks) + "\n:  " + std::to_string(row.outcome.status) +
            "\n:  " + text_of(row.outcome.recipe) + "\n";
  }
  return text + "\n";
}

}  // namespace rogatory::test
