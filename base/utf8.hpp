// One strict UTF-8 decoder for everything that looks at text.
#pragma once

#include <string_view>

namespace rogatory::base {

/// What stands at the front of a text: a code point of `size` bytes, or one byte that is not part of valid UTF-8.
struct Utf8Step {
  bool valid = false;
  char32_t code_point = 0;  // the byte itself where not valid
  std::size_t size = 1;
};

/// Decodes the front of `text`, which must not be empty, as RFC 3629 section 4 defines UTF-8: no overlong forms, no
/// surrogates, nothing above U+10FFFF. Invalid bytes are stepped over one at a time.
Utf8Step next_utf8(std::string_view text);

/// How many bytes at the front of `text` are printable ASCII (space to tilde), each a column wide: nearly all there is.
std::size_t printable_ascii(std::string_view text);

}  // namespace rogatory::base
