#include "crypto/ssh_agent.hpp"

#include <algorithm>

#include "crypto/ssh_agent_connection.hpp"
#include "crypto/ssh_wire.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::uint8_t k_failure = 5;
constexpr std::uint8_t k_request_identities = 11;
constexpr std::uint8_t k_identities_answer = 12;
constexpr std::uint8_t k_sign_request = 13;
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

// Whether the list of keys names this one. The count is the agent's word: the loop ends where the bytes do.
Result<bool> parse_identities(ByteView bytes, const PublicKey& key) {
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

Result<RawSignature> parse_signature(ByteView bytes) {
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

template <class T>
Result<T> at_the_agent(Result<T> result) {
  if (!result) {
    return fail(std::move(result).error().while_("ssh-agent"));
  }
  return result;
}

}  // namespace

Result<RawSignature> AgentSigner::sign_raw(ByteView message) {
  const Bytes request = WireWriter().byte(k_sign_request).string(m_key.wire()).string(message).u32(0).take();
  if (request.size() > k_agent_message_limit) {
    return fail(ErrorCode::usage, "too long to be signed by an ssh-agent");
  }
  ROG_TRY_ASSIGN(const Bytes answer, ask_agent(m_socket_path, request, m_patience));
  ROG_TRY_ASSIGN(const RawSignature raw, at_the_agent(parse_signature(answer)));
  if (!verify_raw(m_key, message, raw)) {
    return fail(ErrorCode::altered, "ssh-agent: what it returned is not this key's signature of these bytes");
  }
  return raw;
}

Result<std::unique_ptr<Signer>> agent_signer(const std::string& socket_path, const PublicKey& key,
                                             std::chrono::milliseconds patience) {
  const std::array request{k_request_identities};
  ROG_TRY_ASSIGN(const Bytes answer, ask_agent(socket_path, request, patience));
  ROG_TRY_ASSIGN(const bool held, at_the_agent(parse_identities(answer, key)));
  if (!held) {
    return fail(Error(ErrorCode::not_found, "the ssh-agent does not hold the key " + key.fingerprint())
                    .next("add it with ssh-add; ssh-add -l lists what is there"));
  }
  return std::make_unique<AgentSigner>(socket_path, key, patience);
}

}  // namespace rogatory::crypto
