#include "crypto/ssh_agent_answer.hpp"

#include <algorithm>

#include "crypto/ssh_wire.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::uint8_t k_failure = 5;
constexpr std::uint8_t k_identities_answer = 12;
constexpr std::uint8_t k_sign_response = 14;

Result<void> expect_type(WireReader& answer, std::uint8_t expected) {
  ROG_TRY_ASSIGN(const std::uint8_t type, answer.byte());
  if (type == k_failure) {
    return fail(ErrorCode::denied, "the ssh-agent refused (it may be locked, or somebody said no)");
  }
  if (type != expected) {
    return fail(ErrorCode::malformed, "an answer of another type");
  }
  return {};
}

}  // namespace

// The count is the agent's word: the loop ends where the bytes do.
Result<bool> answer_lists_key(ByteView bytes, const PublicKey& key) {
  WireReader answer(bytes);
  ROG_TRY(expect_type(answer, k_identities_answer));
  ROG_TRY_ASSIGN(const std::uint32_t count, answer.u32());
  const Bytes wanted = key.wire();
  bool found = false;
  for (std::uint32_t i = 0; i < count; ++i) {
    ROG_TRY_ASSIGN(const ByteView wire, answer.string());
    ROG_TRY_ASSIGN([[maybe_unused]] const ByteView comment, answer.string());
    found = found || std::ranges::equal(wire, wanted);
  }
  ROG_TRY(answer.finish());
  return found;
}

Result<RawSignature> signature_in_answer(ByteView bytes) {
  WireReader answer(bytes);
  ROG_TRY(expect_type(answer, k_sign_response));
  ROG_TRY_ASSIGN(const ByteView blob, answer.string());
  ROG_TRY(answer.finish());
  WireReader signature(blob);
  ROG_TRY(signature.string_of("ssh-ed25519"));
  ROG_TRY_ASSIGN(const ByteView found, signature.string());
  ROG_TRY(signature.finish());
  return parse_raw_signature(found);
}

}  // namespace rogatory::crypto
