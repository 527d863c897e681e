#include "crypto/checkpoint.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "crypto/note.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::size_t k_fixed_lines = 3;

Result<std::uint64_t> parse_size(std::string_view digits) {
  std::uint64_t size = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  // Written back, it must be the same: no leading zero, nothing after the digits.
  if (problem != std::errc() || std::to_string(size) != digits) {
    return fail(ErrorCode::malformed, "the size is not a decimal number of at most 64 bits");
  }
  return size;
}

Result<Sha256> parse_root(std::string_view base64) {
  ROG_TRY_ASSIGN(const Bytes raw, base::from_base64(base64));
  return Sha256::from_bytes(raw);
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  ROG_TRY(check_note_text(text));
  text.remove_suffix(1);
  const std::vector<std::string_view> lines = base::split(text, '\n');
  if (lines.size() < k_fixed_lines) {
    return fail(ErrorCode::malformed, "fewer lines than origin, size and root");
  }
  if (std::ranges::any_of(lines, [](std::string_view line) { return line.empty(); })) {
    return fail(ErrorCode::malformed, "an empty line");
  }
  Checkpoint checkpoint;
  checkpoint.origin = lines[0];
  ROG_TRY_ASSIGN(checkpoint.size, parse_size(lines[1]));
  ROG_TRY_ASSIGN(checkpoint.root, parse_root(lines[2]));
  checkpoint.extensions.assign(lines.begin() + k_fixed_lines, lines.end());
  return checkpoint;
}

}  // namespace

std::string Checkpoint::serialize() const {
  std::string text = origin + "\n" + std::to_string(size) + "\n" + base::to_base64(root.bytes) + "\n";
  for (const std::string& extension : extensions) {
    text += extension + "\n";
  }
  return text;
}

Result<Checkpoint> Checkpoint::parse(std::string_view text) {
  Result<Checkpoint> parsed = parse_checkpoint(text);
  if (!parsed) {
    return fail(std::move(parsed).error().while_("checkpoint"));
  }
  return parsed;
}

}  // namespace rogatory::crypto
