// The agent: keeps unlocked key texts in locked memory for other programs of the home, for a limited time, so that
// passphrases are asked once. A 0600 socket in the home, peers of the same user only (SO_PEERCRED), not dumpable, all
// memory locked where the system allows. It holds keys, never passphrases, and never the root key.
//
// Protocol (one request a connection): u32 length (big-endian, at most 1 KiB) and ASCII text; the answer u32 length (at
// most 64 KiB) and bytes.   "get NAME" -> "ok\n" text | "none\n"     "status" -> "ok\n" JSON      "stop" -> "ok\n"
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "registry/home.hpp"

namespace rogatory::registry {

constexpr std::string_view k_agent_socket = "agent.sock";

struct AgentStatus {
  UtcTime until;
  std::vector<std::string> keys;

  [[nodiscard]] std::string serialize() const;
  static Result<AgentStatus> parse(ByteView bytes);
};

/// The text of one key, by the name of its file without ".key".
using UnlockedKey = std::pair<std::string, crypto::SecretBytes>;

/// An agent that waits for its keys. Forked before any passphrase is asked, so that none is in its memory; needs a
/// program of one thread.
class NewAgent {
 public:
  /// refused where an agent of this home runs already.
  static Result<NewAgent> prepare(const Home& home);
  NewAgent(NewAgent&& other) noexcept;
  NewAgent& operator=(NewAgent&&) = delete;
  /// One that never got its keys ends by itself.
  ~NewAgent() = default;

  /// Hands the keys over and returns when the agent answers; it then lives on until `until`, stop_agent() or the end of
  /// its home. refused where another one was started meanwhile.
  Result<void> start(std::span<const UnlockedKey> keys, UtcTime until);

 private:
  NewAgent(const Home& home, base::Fd link);
  const Home* m_home;
  base::Fd m_link;
};

/// Nothing where none runs.
Result<std::optional<AgentStatus>> agent_status(const Home& home);
/// false where none runs. A socket that a killed agent left is removed.
Result<bool> stop_agent(const Home& home);
/// The text of a key; nothing where no agent runs or it does not hold it.
Result<std::optional<crypto::SecretBytes>> agent_get(const Home& home, const std::string& name);

}  // namespace rogatory::registry
