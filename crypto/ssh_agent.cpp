#include "crypto/ssh_agent.hpp"

#include "crypto/ssh_agent_answer.hpp"
#include "crypto/ssh_agent_connection.hpp"
#include "crypto/ssh_wire.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::uint8_t k_request_identities = 11;
constexpr std::uint8_t k_sign_request = 13;

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
  ROG_TRY_ASSIGN(const RawSignature raw, at_the_agent(signature_in_answer(answer)));
  if (!verify_raw(m_key, message, raw)) {
    return fail(ErrorCode::altered, "ssh-agent: what it returned is not this key's signature of these bytes");
  }
  return raw;
}

Result<std::unique_ptr<Signer>> agent_signer(const std::string& socket_path, const PublicKey& key,
                                             std::chrono::milliseconds patience) {
  const std::array request{k_request_identities};
  ROG_TRY_ASSIGN(const Bytes answer, ask_agent(socket_path, request, patience));
  ROG_TRY_ASSIGN(const bool held, at_the_agent(answer_lists_key(answer, key)));
  if (!held) {
    return fail(Error(ErrorCode::not_found, "the ssh-agent does not hold the key " + key.fingerprint())
                    .next("add it with ssh-add; ssh-add -l lists what is there"));
  }
  return std::make_unique<AgentSigner>(socket_path, key, patience);
}

}  // namespace rogatory::crypto
