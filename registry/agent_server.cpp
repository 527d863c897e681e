// The agent itself: a process of one thread that answers one request at a time.
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <memory>

#include "registry/agent.hpp"
#include "registry/agent_wire.hpp"

namespace rogatory::registry {
namespace {

constexpr int k_look_around_ms = 1000;
constexpr int k_backlog = 16;
constexpr std::string_view k_ready = "ready";

/// Nothing of the program that forked us stays reachable: no descriptor, no terminal, no core dump, no tracer.
void leave_parent(int link) {
  ::setsid();
  ::umask(0177);  // its socket is all that it makes: 0600
  ::prctl(PR_SET_DUMPABLE, 0);
  const struct rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::mlockall(MCL_CURRENT);  // where RLIMIT_MEMLOCK allows; later keys lie in guarded memory, which locks itself
  for (const int signal : {SIGINT, SIGHUP, SIGPIPE}) {
    std::signal(signal, SIG_IGN);  // NOLINT(cert-err33-c)
  }
  std::signal(SIGTERM, SIG_DFL);  // NOLINT(cert-err33-c)
  const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0 || ::chdir("/") != 0) {
    ::_exit(1);  // sooner no agent than one that keeps its starter's terminal or directory; the starter sees it end
  }
  for (const int fd : {0, 1, 2}) {
    ::dup2(null, fd);
  }
  ::dup2(link, 3);
  ::close_range(4, ~0U, 0);
}

class Server {
 public:
  Server(FileSystem& fs, std::string home) : m_fs(fs), m_home(std::move(home)) {}

  /// Reads the keys from the program that started us, then listens.
  Result<void> prepare(int link) {
    ROG_TRY_ASSIGN(const crypto::SecretBytes until, receive(link, k_agent_request_limit));
    ROG_TRY_ASSIGN(m_until, UtcTime::parse(until.expose_text()));
    while (true) {
      ROG_TRY_ASSIGN(const crypto::SecretBytes name, receive(link, k_agent_request_limit));
      if (name.empty()) {
        return listen();
      }
      ROG_TRY_ASSIGN(crypto::SecretBytes text, receive(link, k_agent_answer_limit));
      m_keys.emplace_back(std::string(name.expose_text()), std::move(text));
    }
  }

  void run() {
    while (!m_stopped && Clock::system().now() < m_until && socket_is_ours()) {
      struct pollfd waiting{m_listener.get(), POLLIN, 0};
      // Short, so that a clock that jumps (sleep, correction) and a home that goes away are noticed.
      if (::poll(&waiting, 1, k_look_around_ms) > 0) {
        answer_one();
      }
    }
    if (socket_is_ours()) {
      static_cast<void>(m_fs.unlink(AT_FDCWD, socket_path(), 0));
    }
  }

 private:
  [[nodiscard]] std::string socket_path() const { return m_home + "/" + std::string(k_agent_socket); }

  Result<void> listen() {
    ROG_TRY_ASSIGN(const SocketPlace place, socket_place(m_fs, m_home, k_agent_socket));
    ROG_TRY_ASSIGN(m_listener, new_socket());
    if (::bind(m_listener.get(), place.raw(), sizeof place.address) != 0 ||
        ::listen(m_listener.get(), k_backlog) != 0) {
      return fail(base::errno_error(errno, "listening at " + socket_path()));
    }
    const base::SysResult<struct stat> status = m_fs.stat_at(AT_FDCWD, socket_path(), AT_SYMLINK_NOFOLLOW);
    if (!status) {
      return fail(base::errno_error(status.error(), "looking at " + socket_path()));
    }
    m_socket = *status;
    return {};
  }

  [[nodiscard]] bool socket_is_ours() const {
    const base::SysResult<struct stat> status = m_fs.stat_at(AT_FDCWD, socket_path(), AT_SYMLINK_NOFOLLOW);
    return status && status->st_ino == m_socket.st_ino && status->st_dev == m_socket.st_dev;
  }

  void answer_one() {
    const base::Fd client(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!client || !is_own_peer(client.get())) {
      return;
    }
    limit_time(client.get());
    const Result<crypto::SecretBytes> request = receive(client.get(), k_agent_request_limit);
    if (request) {
      // A client that went away has no use for an answer.
      static_cast<void>(answer(client.get(), request->expose_text()));
    }
  }

  Result<void> answer(int client, std::string_view request) {
    constexpr std::string_view k_get = "get ";
    if (request == "status") {
      return send(client, "ok\n", base::as_bytes(status().serialize()));
    }
    if (request == "stop") {
      m_stopped = true;
      // Gone before the answer, so that who asked finds no socket.
      static_cast<void>(m_fs.unlink(AT_FDCWD, socket_path(), 0));
      return send(client, "ok\n", {});
    }
    if (request.starts_with(k_get)) {
      for (const auto& [name, text] : m_keys) {
        if (name == request.substr(k_get.size())) {
          return send(client, "ok\n", text.expose());
        }
      }
    }
    return send(client, "none\n", {});
  }

  [[nodiscard]] AgentStatus status() const {
    AgentStatus status{.until = m_until, .keys = {}};
    for (const auto& [name, text] : m_keys) {
      status.keys.push_back(name);
    }
    return status;
  }

  FileSystem& m_fs;
  std::string m_home;
  UtcTime m_until;
  std::vector<UnlockedKey> m_keys;
  base::Fd m_listener;
  struct stat m_socket{};
  bool m_stopped = false;
};

[[noreturn]] void be_agent(const std::string& home, int link) {
  leave_parent(link);
  {
    Server server(FileSystem::real(), home);
    const Result<void> ready = server.prepare(3);
    const std::string word = ready ? std::string(k_ready) : ready.error().sentence();
    const Result<void> told = send(3, base::as_bytes(word));
    ::close(3);
    if (ready && told) {
      server.run();
    }
  }  // keys are wiped here; _exit runs no destructor of the program that forked us
  ::_exit(0);
}

Error runs_already(const Home& home) {
  return Error(ErrorCode::refused, "the keys of " + home.authority() + " are unlocked already")
      .next("rogatory lock, then unlock again");
}

std::string absolute_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::string(real.get()) : path;
}

}  // namespace

NewAgent::NewAgent(const Home& home, base::Fd link) : m_home(&home), m_link(std::move(link)) {}

NewAgent::NewAgent(NewAgent&& other) noexcept = default;

Result<NewAgent> NewAgent::prepare(const Home& home) {
  ROG_TRY_ASSIGN(const std::optional<AgentStatus> running, agent_status(home));
  if (running) {
    return fail(runs_already(home));
  }
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return fail(base::errno_error(errno, "making a socket"));
  }
  base::Fd ours(ends[0]);
  const base::Fd theirs(ends[1]);
  const std::string path = absolute_path(home.path());
  const pid_t process = ::fork();
  if (process < 0) {
    return fail(base::errno_error(errno, "starting the agent"));
  }
  if (process == 0) {
    // A second fork: the agent belongs to init, and its starter has nobody to wait for.
    if (::fork() == 0) {
      be_agent(path, theirs.get());
    }
    ::_exit(0);
  }
  ::waitpid(process, nullptr, 0);
  return NewAgent(home, std::move(ours));
}

Result<void> NewAgent::start(std::span<const UnlockedKey> keys, UtcTime until) {
  ROG_TRY_ASSIGN(const base::FileLock lock, m_home->lock_exclusive());
  ROG_TRY_ASSIGN(const std::optional<AgentStatus> running, agent_status(*m_home));
  if (running) {
    return fail(runs_already(*m_home));
  }
  // Nobody listens: a socket that stands there was left by an agent that was killed.
  static_cast<void>(m_home->fs().unlink(AT_FDCWD, m_home->file(k_agent_socket), 0));
  ROG_TRY(send(m_link.get(), base::as_bytes(until.text())));
  for (const auto& [name, text] : keys) {
    ROG_TRY(send(m_link.get(), base::as_bytes(name)));
    ROG_TRY(send(m_link.get(), text.expose()));
  }
  ROG_TRY(send(m_link.get(), ByteView{}));
  ROG_TRY_ASSIGN(const crypto::SecretBytes word, receive(m_link.get(), k_agent_answer_limit));
  if (word.expose_text() != k_ready) {
    return fail(ErrorCode::failed, "the agent did not start: " + std::string(word.expose_text()));
  }
  return {};
}

}  // namespace rogatory::registry
