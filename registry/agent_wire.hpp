// Messages between an agent and its clients: u32 length (big-endian), then bytes, on a Unix socket with a time limit.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>

#include <string>

#include "base/file.hpp"
#include "crypto/secret.hpp"

namespace rogatory::registry {

constexpr std::size_t k_agent_request_limit = 1024;
constexpr std::size_t k_agent_answer_limit = 64 * 1024;
constexpr int k_agent_wait_seconds = 3;

/// A socket address below 108 bytes for a socket in any directory: it goes through /proc/self/fd/<directory>.
struct SocketPlace {
  base::Fd directory;
  struct sockaddr_un address{};
  [[nodiscard]] const struct sockaddr* raw() const;
};
Result<SocketPlace> socket_place(FileSystem& fs, const std::string& directory, std::string_view name);

/// A close-on-exec stream socket.
Result<base::Fd> new_socket();
/// Reads and writes give up after k_agent_wait_seconds.
void limit_time(int fd);
/// Whether the other end belongs to our own user.
bool is_own_peer(int fd);

/// One message of at most `limit` bytes into guarded memory. incomplete where it ends early or takes too long.
Result<crypto::SecretBytes> receive(int fd, std::size_t limit);
Result<void> send(int fd, ByteView message);
/// The same in two pieces, so that a secret need not be copied.
Result<void> send(int fd, std::string_view head, ByteView rest);

}  // namespace rogatory::registry
