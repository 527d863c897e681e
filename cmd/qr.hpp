// A text as a QR code in characters, for a fingerprint that is compared across a table. The one door to libqrencode.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace rogatory::cmd {

/// Which modules the characters draw; the others are left blank. Scanners want dark on light: on a terminal with
/// colours draw the dark ones and paint the lines black on white; without colours, draw the light ones, which is right
/// where the background is dark.
enum class QrInk : std::uint8_t { dark, light };

/// The lines of the code with its margin of four modules, two modules a character (half blocks), error correction M.
/// usage: an empty text, or one of more than 2,331 bytes.
Result<std::vector<std::string>> qr_lines(std::string_view text, QrInk ink);

/// The same as one block for a terminal, in colours where they are wanted.
Result<std::string> qr_block(std::string_view text, bool color);

}  // namespace rogatory::cmd
