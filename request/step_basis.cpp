#include "request/step_basis.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::request {
namespace {

constexpr std::string_view k_practice = "practice";
constexpr std::string_view k_between = "; ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// How rows of machines name an instrument: "ETS 24 " of ets24, "UNTOC " of untoc-mla; the blank ends the name.
std::string name_in_rows(std::string_view id) {
  std::string name;
  for (const char c : id.substr(0, id.find('-'))) {
    if (is_digit(c) && !name.empty() && !is_digit(name.back())) {
      name += ' ';
    }
    name += upper(c);
  }
  return name + ' ';
}

std::vector<std::string> names_of(const RuleSet& rules) {
  std::vector<std::string> names{name_in_rows(rules.law.id)};
  std::ranges::transform(rules.layers, std::back_inserter(names), name_in_rows);
  return names;
}

std::vector<std::string> parts_of(std::string_view ref) {
  std::vector<std::string> parts;
  for (std::size_t end = ref.find(k_between); end != std::string_view::npos; end = ref.find(k_between)) {
    parts.emplace_back(ref.substr(0, end));
    ref.remove_prefix(end + k_between.size());
  }
  parts.emplace_back(ref);
  return parts;
}

std::string ref_under(const std::vector<std::string>& names, const std::string& ref) {
  std::vector<std::string> parts = parts_of(ref);
  std::erase_if(parts, [&](const std::string& part) {
    return part != k_practice &&
           std::ranges::none_of(names, [&](const std::string& name) { return part.starts_with(name); });
  });
  return parts.empty() ? std::string(k_practice) + ", as in " + ref : base::join(parts, k_between);
}

}  // namespace

Machine machine_under(const RuleSet& rules) {
  const std::vector<std::string> names = names_of(rules);
  Machine machine = rules.machine;
  for (Transition& row : machine.transitions) {
    if (!row.ref.empty()) {
      row.ref = ref_under(names, row.ref);
    }
  }
  return machine;
}

}  // namespace rogatory::request
