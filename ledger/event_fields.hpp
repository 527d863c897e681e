// Members that the bodies of several event types have, written and read (ledger/event.hpp, exhibit_event.hpp,
// custody_event.hpp). A reader's rejections say which member and why; the first one counts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace rogatory::ledger {

/// The longest text of a body, in bytes.
constexpr std::size_t k_text_limit = 16 * 1024;

/// A text for people: not empty, at most k_text_limit bytes of UTF-8. It may be foreign.
std::string read_text(base::JsonReader& reader, std::string_view key);
std::optional<std::string> read_optional_text(base::JsonReader& reader, std::string_view key);

/// Puts it where it is there: absent members are left out.
void put(Json::Object& fields, const char* key, const std::optional<std::string>& text);

/// Takes the failure of a nested object's reader up into the reader of the whole.
void finish_inner(base::JsonReader& inner, base::JsonReader& outer, std::string_view key);

/// A closed list of words: the value whose text_of is `text`, or malformed.
template <class Word, class Words>
Result<Word> parse_word(const Words& words, std::string_view text) {
  for (const Word word : words) {
    if (text_of(word) == text) {
      return word;
    }
  }
  return fail(ErrorCode::malformed, "is none of its words: " + std::string(text));
}

}  // namespace rogatory::ledger
