#include "crypto/ssh_agent_connection.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>

#include "base/file.hpp"
#include "base/progress.hpp"
#include "crypto/ssh_agent.hpp"
#include "crypto/ssh_wire.hpp"

namespace rogatory::crypto {
namespace {

using SteadyClock = std::chrono::steady_clock;  // for a time limit alone: no time of it is ever shown or stored

Error nobody_listens(const std::string& path, std::string_view why) {
  return Error(ErrorCode::not_found, "no ssh-agent listens at " + path)
      .because(std::string(why))
      .next("start one (eval \"$(ssh-agent)\") and add the key with ssh-add");
}

class Connection {
 public:
  static Result<Connection> open(const std::string& path, std::chrono::milliseconds patience);
  Result<void> send(ByteView bytes);
  Result<void> receive(MutableByteView into);

 private:
  Connection(base::Fd fd, SteadyClock::time_point deadline) : m_fd(std::move(fd)), m_deadline(deadline) {}
  Result<void> wait_for(short event);

  base::Fd m_fd;
  SteadyClock::time_point m_deadline;
};

Result<Connection> Connection::open(const std::string& path, std::chrono::milliseconds patience) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address.sun_path || path.find('\0') != std::string::npos) {
    return fail(nobody_listens(path, "this cannot be the path of a socket"));
  }
  std::ranges::copy(path, address.sun_path);
  base::Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) {
    return fail(base::errno_error(errno, "making a socket"));
  }
  // On a Unix socket connect() is done at once: EAGAIN means that the listener's queue is full.
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    const int number = errno;
    return fail(nobody_listens(path, base::errno_error(number, "connecting").sentence()));
  }
  return Connection(std::move(fd), SteadyClock::now() + patience);
}

Result<void> Connection::wait_for(short event) {
  for (;;) {
    ROG_TRY(base::check_interrupt());
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_deadline - SteadyClock::now());
    if (left.count() <= 0) {
      return fail(Error(ErrorCode::retry, "the ssh-agent did not answer in time")
                      .because("it may be waiting for a person to confirm, or hang"));
    }
    // A signal of the program may arrive between the check above and poll(): look again every second.
    pollfd waiting{m_fd.get(), event, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 1000)));
    if (ready > 0) {
      return {};
    }
    if (ready < 0 && errno != EINTR) {
      return fail(base::errno_error(errno, "waiting for the ssh-agent"));
    }
  }
}

Result<void> Connection::send(ByteView bytes) {
  while (!bytes.empty()) {
    ROG_TRY(wait_for(POLLOUT));
    const ssize_t sent = ::send(m_fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
    } else if (errno != EAGAIN && errno != EINTR) {
      return fail(base::errno_error(errno, "writing to the ssh-agent"));
    }
  }
  return {};
}

Result<void> Connection::receive(MutableByteView into) {
  while (!into.empty()) {
    ROG_TRY(wait_for(POLLIN));
    const ssize_t got = ::recv(m_fd.get(), into.data(), into.size(), 0);
    if (got == 0) {
      return fail(ErrorCode::malformed, "the ssh-agent's answer ends early");
    }
    if (got > 0) {
      into = into.subspan(static_cast<std::size_t>(got));
    } else if (errno != EAGAIN && errno != EINTR) {
      return fail(base::errno_error(errno, "reading from the ssh-agent"));
    }
  }
  return {};
}

}  // namespace

Result<Bytes> ask_agent(const std::string& socket_path, ByteView request, std::chrono::milliseconds patience) {
  ROG_TRY_ASSIGN(Connection connection, Connection::open(socket_path, patience));
  ROG_TRY(connection.send(WireWriter().string(request).bytes()));
  std::array<std::uint8_t, 4> prefix{};
  ROG_TRY(connection.receive(prefix));
  ROG_TRY_ASSIGN(const std::uint32_t size, WireReader(prefix).u32());
  if (size == 0 || size > k_agent_message_limit) {
    return fail(ErrorCode::malformed, "the ssh-agent announces an answer of " + std::to_string(size) + " bytes");
  }
  Bytes answer(size);
  ROG_TRY(connection.receive(answer));
  return answer;
}

}  // namespace rogatory::crypto
