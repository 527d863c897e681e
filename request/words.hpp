// Closed lists of words and their enums, read back through text_of. Internal to request/.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace rogatory::request {

/// The value whose text_of is `text`; malformed, with the words that there are.
template <class Word, std::size_t N>
Result<Word> word_of(const std::array<Word, N>& words, std::string_view what, std::string_view text) {
  std::string known;
  for (const Word word : words) {
    if (text_of(word) == text) {
      return word;
    }
    known += (known.empty() ? "" : ", ") + std::string(text_of(word));
  }
  return fail(Error(ErrorCode::malformed, "no " + std::string(what) + " is called " + std::string(text))
                  .next("one of: " + known));
}

}  // namespace rogatory::request
