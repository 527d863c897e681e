#include "registry/agent_wire.hpp"

#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace rogatory::registry {
namespace {

Error broken_off() { return {ErrorCode::incomplete, "the other end of the agent's socket broke off"}; }

Result<void> receive_exact(int fd, MutableByteView into) {
  while (!into.empty()) {
    const ssize_t got = ::recv(fd, into.data(), into.size(), 0);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      return fail(broken_off());
    }
    into = into.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

Result<void> send_all(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) {
      continue;
    }
    if (sent <= 0) {
      return fail(broken_off());
    }
    bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
  return {};
}

}  // namespace

const struct sockaddr* SocketPlace::raw() const {
  return reinterpret_cast<const struct sockaddr*>(&address);  // NOLINT: what the socket calls ask for
}

Result<SocketPlace> socket_place(FileSystem& fs, const std::string& directory, std::string_view name) {
  base::SysResult<base::Fd> fd = fs.open(AT_FDCWD, directory, O_PATH | O_DIRECTORY);
  if (!fd) {
    return fail(base::errno_error(fd.error(), "opening " + directory));
  }
  SocketPlace place;
  place.directory = *std::move(fd);
  const std::string path = "/proc/self/fd/" + std::to_string(place.directory.get()) + "/" + std::string(name);
  ROG_ASSERT(path.size() < sizeof place.address.sun_path);
  place.address.sun_family = AF_UNIX;
  std::copy(path.begin(), path.end(), place.address.sun_path);
  return place;
}

Result<base::Fd> new_socket() {
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) {
    return fail(base::errno_error(errno, "making a socket"));
  }
  return base::Fd(fd);
}

void limit_time(int fd) {
  const struct timeval wait{k_agent_wait_seconds, 0};
  ROG_ASSERT(::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) == 0);
  ROG_ASSERT(::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait) == 0);
}

bool is_own_peer(int fd) {
  struct ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

Result<crypto::SecretBytes> receive(int fd, std::size_t limit) {
  std::uint8_t head[4];
  ROG_TRY(receive_exact(fd, head));
  std::size_t size = 0;
  for (const std::uint8_t byte : head) {
    size = size << 8U | byte;
  }
  if (size > limit) {
    return fail(ErrorCode::malformed, "a message of the agent is longer than " + std::to_string(limit) + " bytes");
  }
  crypto::SecretBytes message = crypto::SecretBytes::make(size);
  ROG_TRY(receive_exact(fd, message.expose_mutable()));
  return message;
}

Result<void> send(int fd, std::string_view head, ByteView rest) {
  const std::size_t size = head.size() + rest.size();
  ROG_ASSERT(size <= k_agent_answer_limit);
  std::uint8_t length[4];
  for (std::size_t i = 0; i < sizeof length; ++i) {
    length[i] = static_cast<std::uint8_t>(size >> (8U * (3U - i)) & 0xffU);
  }
  ROG_TRY(send_all(fd, length));
  ROG_TRY(send_all(fd, base::as_bytes(head)));
  return send_all(fd, rest);
}

Result<void> send(int fd, ByteView message) { return send(fd, {}, message); }

}  // namespace rogatory::registry
