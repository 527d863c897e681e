#include "cmd/qr.hpp"

#include <qrencode.h>

#include <array>
#include <cerrno>

#include "base/handle.hpp"

namespace rogatory::cmd {
namespace {

constexpr int k_margin = 4;                 // modules; ISO/IEC 18004 section 6.3.8
constexpr std::size_t k_most_bytes = 2331;  // version 40 at level M

using Code = base::Handle<QRcode, QRcode_free>;

Result<Code> encode(std::string_view text) {
  if (text.empty() || text.size() > k_most_bytes) {
    return fail(ErrorCode::usage, "a QR code takes 1 to 2331 bytes, not " + std::to_string(text.size()));
  }
  std::vector<unsigned char> bytes(text.begin(), text.end());
  Code code(QRcode_encodeData(static_cast<int>(bytes.size()), bytes.data(), 0, QR_ECLEVEL_M));
  if (code == nullptr) {
    return fail(base::errno_error(errno, "making the QR code"));
  }
  return code;
}

bool is_dark(const QRcode& code, int row, int column) {
  if (row < 0 || column < 0 || row >= code.width || column >= code.width) {
    return false;
  }
  return (code.data[row * code.width + column] & 1) != 0;
}

}  // namespace

Result<std::vector<std::string>> qr_lines(std::string_view text, QrInk ink) {
  ROG_TRY_ASSIGN(const Code code, encode(text));
  // Drawn halves of a character: none, lower, upper, both.
  constexpr std::array<std::string_view, 4> k_blocks{" ", "\u2584", "\u2580", "\u2588"};
  const int end = code->width + k_margin;
  const auto drawn = [&](int row, int column) {
    return row < end && is_dark(*code, row, column) == (ink == QrInk::dark);
  };
  std::vector<std::string> lines;
  for (int row = -k_margin; row < end; row += 2) {
    std::string line;
    for (int column = -k_margin; column < end; ++column) {
      line += k_blocks.at((drawn(row, column) ? 2U : 0U) + (drawn(row + 1, column) ? 1U : 0U));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<std::string> qr_block(std::string_view text, bool color) {
  ROG_TRY_ASSIGN(const std::vector<std::string> lines, qr_lines(text, color ? QrInk::dark : QrInk::light));
  std::string block;
  for (const std::string& line : lines) {
    block += color ? "\x1b[30;107m" + line + "\x1b[0m\n" : line + "\n";
  }
  return block;
}

}  // namespace rogatory::cmd
