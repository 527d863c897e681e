// Foreign text made safe, and small text tools.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rogatory::base {

/// The one function through which foreign text (names of files, authorities, messages of peers) reaches a terminal or a
/// log. Escapes as \xNN or \u{NNNN}: C0 and C1 controls (newline and tab too), DEL, the backslash itself, bidirectional
/// controls, zero-width and other invisible format characters, line and paragraph separators, invalid UTF-8 bytes,
/// noncharacters and private use. What it returns is valid UTF-8 on one line. Bytes below 0x80 and bytes that are not
/// UTF-8 are written as \xNN, code points as \u{NNNN}, digits in lower case.
std::string safe_text(std::string_view foreign);

/// The same for the body and attribute values of HTML: safe_text, then & < > " ' as entities.
std::string safe_html(std::string_view foreign);

/// Whether the bytes are UTF-8 as RFC 3629 defines it (no surrogates, no overlong forms, at most U+10FFFF).
bool is_utf8(std::string_view bytes);

/// A valid UTF-8 text of the bytes; each byte that is not part of valid UTF-8 becomes U+FFFD.
std::string to_utf8_lossy(std::string_view bytes);

/// `[a-z][a-z0-9-]{1,30}`: the form of authority and officer ids (names.md).
bool is_id(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// "1.5 GiB", "640 KiB", "12 bytes", "1 byte": binary units, from KiB on rounded to one decimal, which is left out
/// where it is 0.
std::string human_size(std::uint64_t bytes);

/// "1 file", "2 files"; `many` where the plural is not `one` with an s.
std::string counted(std::uint64_t number, std::string_view one, std::string_view many = "");

/// Whether `word` is within two edits of `candidate`: for "did you mean".
bool is_close(std::string_view word, std::string_view candidate);

/// Display width of UTF-8 in terminal columns: wcwidth of the code points in the C.UTF-8 locale, whatever locale the
/// program runs in (combining 0, wide 2). What has no width there, and a byte that is not UTF-8, counts as 1.
std::size_t display_width(std::string_view text);

}  // namespace rogatory::base
