#include "crypto/tlog_proof.hpp"

#include <charconv>

namespace rogatory::crypto {
namespace {

constexpr std::string_view k_first = "c2sp.org/tlog-proof@v1";
constexpr std::string_view k_index = "index ";

/// Takes one line off the front, without its LF.
Result<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) {
    return fail(ErrorCode::malformed, "it ends early");
  }
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

Result<std::uint64_t> parse_index(std::string_view line) {
  std::uint64_t index = 0;
  if (line.starts_with(k_index)) {
    line.remove_prefix(k_index.size());
    const auto [end, problem] = std::from_chars(line.data(), line.data() + line.size(), index);
    // Written back, it must be the same: no leading zero, nothing after the digits.
    if (problem == std::errc() && std::to_string(index) == line) {
      return index;
    }
  }
  return fail(ErrorCode::malformed, "its second line is not `index N`");
}

Result<TlogProof> parse_proof(std::string_view text) {
  if (text.size() > k_tlog_proof_limit) {
    return fail(ErrorCode::malformed, "longer than " + std::to_string(k_tlog_proof_limit) + " bytes");
  }
  ROG_TRY_ASSIGN(const std::string_view first, take_line(text));
  if (first != k_first) {
    return fail(ErrorCode::malformed, "its first line is not " + std::string(k_first));
  }
  TlogProof proof;
  ROG_TRY_ASSIGN(const std::string_view index, take_line(text));
  ROG_TRY_ASSIGN(proof.index, parse_index(index));
  while (true) {
    ROG_TRY_ASSIGN(const std::string_view line, take_line(text));
    if (line.empty()) {
      break;
    }
    if (proof.path.size() == k_tlog_path) {
      return fail(ErrorCode::malformed, "its path is longer than any");
    }
    ROG_TRY_ASSIGN(const Bytes raw, base::from_base64(line));
    ROG_TRY_ASSIGN(const Sha256 hash, Sha256::from_bytes(raw));
    proof.path.push_back(hash);
  }
  proof.checkpoint = text;
  return proof;
}

}  // namespace

std::string TlogProof::serialize() const {
  std::string text = std::string(k_first) + "\n" + std::string(k_index) + std::to_string(index) + "\n";
  for (const Sha256& hash : path) {
    text += base::to_base64(hash.bytes) + "\n";
  }
  return text + "\n" + checkpoint;
}

Result<TlogProof> TlogProof::parse(ByteView bytes) {
  Result<TlogProof> parsed = parse_proof(base::as_text(bytes));
  if (!parsed) {
    return fail(std::move(parsed).error().while_("proof of inclusion"));
  }
  return parsed;
}

}  // namespace rogatory::crypto
