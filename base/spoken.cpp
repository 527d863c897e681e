#include "base/spoken.hpp"

#include <algorithm>

namespace rogatory::base {

std::string spoken(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

}  // namespace rogatory::base
