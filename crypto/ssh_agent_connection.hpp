// One question to an ssh-agent and its answer, over a Unix socket, bounded in size and in time.
#pragma once

#include <chrono>
#include <string>

#include "base/bytes.hpp"

namespace rogatory::crypto {

/// Connects, sends `request` (type and contents, without the length), returns the answer's type and contents: at least
/// one byte, at most k_agent_message_limit. not_found where nobody listens; retry after `patience`; malformed for an
/// answer of another size, or one that ends early; interrupted.
Result<Bytes> ask_agent(const std::string& socket_path, ByteView request, std::chrono::milliseconds patience);

}  // namespace rogatory::crypto
