// A key that lives in an ssh-agent (the agent protocol of OpenSSH, draft-miller-ssh-agent).
//
//   message  = u32(size) byte(type) contents                          at most 256 KiB
//   11       -> 12 u32(count) *(string(publickey) string(comment))    which keys the agent holds
//   13 string(publickey) string(data) u32(0) -> 14 string(signature)  signs; 5 where it will not
//
// The agent is another program: every length it names is bounded, every answer has a time limit, and a signature is
// verified before it is handed out.
#pragma once

#include <chrono>

#include "crypto/sign.hpp"

namespace rogatory::crypto {

/// The longest message either way, as ssh-agent itself has it.
constexpr std::size_t k_agent_message_limit = 256 * 1024;
/// An agent may ask a person first (ssh-add -c), so it gets a minute for each answer.
constexpr std::chrono::milliseconds k_agent_patience = std::chrono::seconds(60);

/// Signs through an agent; each signature is a connection of its own, so an agent may be restarted in between.
class AgentSigner : public Signer {
 public:
  AgentSigner(std::string socket_path, const PublicKey& key, std::chrono::milliseconds patience)
      : m_socket_path(std::move(socket_path)), m_key(key), m_patience(patience) {}

  [[nodiscard]] const PublicKey& public_key() const override { return m_key; }
  /// denied where the agent (or the person it asked) will not sign; retry after the time limit; not_found where the
  /// agent is gone; malformed answers; altered where the signature is not one of `message` by this key; usage for a
  /// message too long for an agent.
  Result<RawSignature> sign_raw(ByteView message) override;

 private:
  std::string m_socket_path;
  PublicKey m_key;
  std::chrono::milliseconds m_patience;
};

/// A signer for `key` in the agent that listens at `socket_path` (the value of SSH_AUTH_SOCK). not_found where nobody
/// listens there or the agent does not hold the key; retry and malformed as above.
Result<std::unique_ptr<Signer>> agent_signer(const std::string& socket_path, const PublicKey& key,
                                             std::chrono::milliseconds patience = k_agent_patience);

}  // namespace rogatory::crypto
