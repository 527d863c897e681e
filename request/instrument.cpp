#include "request/instrument.hpp"

#include <algorithm>

#include "request/words.hpp"

namespace rogatory::request {
namespace {

constexpr std::array k_duties{Duty::must, Duty::should};
constexpr std::array k_forces{Force::shall, Force::may, Force::out_of_scope, Force::may_unless_then_shall_grant};

}  // namespace

std::string_view text_of(Duty duty) { return duty == Duty::must ? "must" : "should"; }
Result<Duty> parse_duty(std::string_view text) { return word_of(k_duties, "duty", text); }

std::string_view text_of(Force force) {
  switch (force) {
    case Force::shall:
      return "shall";
    case Force::may:
      return "may";
    case Force::out_of_scope:
      return "out_of_scope";
    case Force::may_unless_then_shall_grant:
      return "may_unless_then_shall_grant";
  }
  return "";
}

Result<Force> parse_force(std::string_view text) { return word_of(k_forces, "force of a ground", text); }

const Party* find_party(const Instrument& instrument, std::string_view state) {
  const auto found = std::ranges::find(instrument.parties, state, &Party::state);
  return found == instrument.parties.end() ? nullptr : &*found;
}

bool is_state(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

bool is_below(std::string_view ref, std::string_view article) {
  return ref.starts_with(article) && (ref.size() == article.size() || ref[article.size()] == '(');
}

}  // namespace rogatory::request
