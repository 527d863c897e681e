#include "crypto/ssh_agent.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>
#include <thread>

#include "base/file.hpp"
#include "base/progress.hpp"
#include "crypto/keyfile.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/ssh.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::crypto {
namespace {

using test::fixed_key;
using test::TemporaryDirectory;

// A real ssh-agent in the foreground, ended by its process id.
class RealAgent {
 public:
  RealAgent() : m_pid(::fork()) {
    const std::string path = socket();
    if (m_pid == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // a test that crashes leaves no agent behind
      const int quiet = ::open("/dev/null", O_WRONLY);
      ::dup2(quiet, STDOUT_FILENO);
      ::execlp("ssh-agent", "ssh-agent", "-D", "-a", path.c_str(), nullptr);
      ::_exit(127);
    }
    for (int i = 0; i < 500 && ::access(path.c_str(), F_OK) != 0; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  RealAgent(const RealAgent&) = delete;
  RealAgent& operator=(const RealAgent&) = delete;
  ~RealAgent() { stop(); }

  void stop() {
    if (m_pid > 0) {
      ::kill(m_pid, SIGTERM);
      ::waitpid(m_pid, nullptr, 0);
      m_pid = -1;
    }
  }

  void add(const SigningKey& key) const {
    test::write_file(m_dir / "key", write_openssh_private(key, "o").expose_text());
    const auto ran = test::run("SSH_AUTH_SOCK=" + socket() + " ssh-add -q " + (m_dir / "key") + " 2>&1");
    ASSERT_EQ(ran.status, 0) << ran.output;
  }

  [[nodiscard]] std::string socket() const { return m_dir / "agent.sock"; }

 private:
  TemporaryDirectory m_dir;
  pid_t m_pid;
};

// An agent that lies: takes one connection and one request, writes these bytes (nothing: stays silent), and hangs up
// when the test ends.
class LyingAgent {
 public:
  explicit LyingAgent(std::optional<Bytes> answer) : m_answer(std::move(answer)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::ranges::copy(socket(), address.sun_path);
    m_listener = base::Fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    EXPECT_EQ(::bind(m_listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(::listen(m_listener.get(), 4), 0);
    m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  }

  [[nodiscard]] std::string socket() const { return m_dir / "agent.sock"; }

 private:
  void serve(const std::stop_token& stop) const {
    while (!stop.stop_requested()) {
      pollfd waiting{m_listener.get(), POLLIN, 0};
      if (::poll(&waiting, 1, 10) != 1) {
        continue;
      }
      const base::Fd peer(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
      std::array<std::uint8_t, 4096> request{};
      // Who waits for no answer may be interrupted and gone before he asked.
      EXPECT_GT(::recv(peer.get(), request.data(), request.size(), 0), m_answer ? 0 : -1);
      if (m_answer) {
        ::send(peer.get(), m_answer->data(), m_answer->size(), MSG_NOSIGNAL);
        continue;
      }
      while (!stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    }
  }

  TemporaryDirectory m_dir;
  std::optional<Bytes> m_answer;
  base::Fd m_listener;
  std::jthread m_thread;  // last: joins before what it uses goes
};

Bytes framed(const Bytes& contents) { return WireWriter().string(contents).take(); }

constexpr std::chrono::milliseconds k_short = std::chrono::milliseconds(200);

ErrorCode code_of_finding(std::optional<Bytes> answer) {
  const LyingAgent agent(std::move(answer));
  return agent_signer(agent.socket(), fixed_key(1).public_key(), k_short).error().code();
}

ErrorCode code_of_signing(std::optional<Bytes> answer) {
  const LyingAgent agent(std::move(answer));
  AgentSigner signer(agent.socket(), fixed_key(1).public_key(), k_short);
  return signer.sign_raw(base::as_bytes("message")).error().code();
}

Bytes sign_response(const Bytes& raw, std::string_view kind = "ssh-ed25519") {
  const Bytes signature = WireWriter().string(kind).string(raw).take();
  return WireWriter().byte(14).string(signature).take();
}

Bytes signature_of(std::string_view text) {
  SigningKey key = fixed_key(1);
  const RawSignature raw = key.sign_raw(base::as_bytes(text)).value();
  return {raw.begin(), raw.end()};
}

TEST(AgentSigner, SignsAsTheKeyInMemoryDoes) {
  const RealAgent agent;
  SigningKey key = fixed_key(1);
  agent.add(fixed_key(2));
  agent.add(key);
  const auto signer = agent_signer(agent.socket(), key.public_key());
  ASSERT_TRUE(signer.has_value()) << signer.error().sentence();
  EXPECT_EQ((*signer)->public_key(), key.public_key());
  const Bytes message = base::to_bytes("a sealed message\n");
  EXPECT_EQ(sshsig_sign(**signer, Namespace::seal, message).value(),
            sshsig_sign(key, Namespace::seal, message).value());
}

TEST(AgentSigner, FindsItsKeyAmongOthersInAnyPlace) {
  const Bytes key = fixed_key(1).public_key().wire();
  const Bytes other = fixed_key(2).public_key().wire();
  for (const auto& [first, second] : {std::pair(key, other), std::pair(other, key)}) {
    const Bytes list = WireWriter().byte(12).u32(2).string(first).string("one").string(second).string("two").take();
    const LyingAgent agent(framed(list));
    EXPECT_TRUE(agent_signer(agent.socket(), fixed_key(1).public_key(), k_short).has_value());
  }
}

TEST(AgentSigner, IsNotFoundWhereTheAgentLacksTheKey) {
  const RealAgent agent;
  EXPECT_EQ(agent_signer(agent.socket(), fixed_key(1).public_key()).error().code(), ErrorCode::not_found);
  agent.add(fixed_key(2));
  EXPECT_EQ(agent_signer(agent.socket(), fixed_key(1).public_key()).error().code(), ErrorCode::not_found);
}

TEST(AgentSigner, IsNotFoundWhereNobodyListens) {
  const TemporaryDirectory dir;
  test::write_file(dir / "file", "not a socket");
  for (const std::string& path :
       {dir / "missing", dir / "file", std::string(), std::string(200, 'x'), std::string("a\0b", 3)}) {
    EXPECT_EQ(agent_signer(path, fixed_key(1).public_key()).error().code(), ErrorCode::not_found) << path;
  }
}

TEST(AgentSigner, FailsWhereTheAgentWentAwayOrLostTheKey) {
  RealAgent agent;
  agent.add(fixed_key(1));
  const auto signer = agent_signer(agent.socket(), fixed_key(1).public_key()).value();
  ASSERT_EQ(test::run("SSH_AUTH_SOCK=" + agent.socket() + " ssh-add -q -D 2>&1").status, 0);
  EXPECT_EQ(signer->sign_raw(base::as_bytes("message")).error().code(), ErrorCode::denied);
  agent.stop();
  EXPECT_EQ(signer->sign_raw(base::as_bytes("message")).error().code(), ErrorCode::not_found);
}

TEST(AgentSigner, RefusesAMessageThatNoAgentTakes) {
  AgentSigner signer("/nonexistent", fixed_key(1).public_key(), k_short);
  const Bytes message(k_agent_message_limit);
  EXPECT_EQ(signer.sign_raw(message).error().code(), ErrorCode::usage);
}

TEST(AgentSigner, GivesUpOnASilentAgent) {
  EXPECT_EQ(code_of_finding(std::nullopt), ErrorCode::retry);
  EXPECT_EQ(code_of_signing(std::nullopt), ErrorCode::retry);
}

TEST(AgentSigner, BelievesNoLength) {
  EXPECT_EQ(code_of_finding(WireWriter().u32(0).take()), ErrorCode::malformed);
  EXPECT_EQ(code_of_finding(WireWriter().u32(k_agent_message_limit + 1).take()), ErrorCode::malformed);
  EXPECT_EQ(code_of_finding(WireWriter().u32(0xffffffffU).take()), ErrorCode::malformed);
  EXPECT_EQ(code_of_finding(WireWriter().u32(100).raw("short").take()), ErrorCode::malformed);
  EXPECT_EQ(code_of_finding(framed(WireWriter().byte(12).u32(0xffffffffU).take())), ErrorCode::malformed);
  EXPECT_EQ(code_of_finding(framed(WireWriter().byte(12).u32(1).u32(0x7fffffffU).raw("x").take())),
            ErrorCode::malformed);
  EXPECT_EQ(code_of_finding(framed(WireWriter().byte(12).u32(0).raw("left over").take())), ErrorCode::malformed);
}

TEST(AgentSigner, RefusesAnAnswerCutAnywhere) {
  const Bytes list = WireWriter().byte(12).u32(1).string("a key").string("a comment").take();
  for (std::size_t size = 1; size < list.size(); ++size) {
    EXPECT_EQ(code_of_finding(framed(Bytes(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(size)))),
              ErrorCode::malformed)
        << size;
  }
  const Bytes response = sign_response(signature_of("message"));
  for (std::size_t size = 1; size < response.size(); size += 7) {
    EXPECT_EQ(code_of_signing(framed(Bytes(response.begin(), response.begin() + static_cast<std::ptrdiff_t>(size)))),
              ErrorCode::malformed)
        << size;
  }
  const Bytes no_raw = WireWriter().string("ssh-ed25519").take();
  EXPECT_EQ(code_of_signing(framed(WireWriter().byte(14).string(no_raw).take())), ErrorCode::malformed);
  const Bytes more = WireWriter().string("ssh-ed25519").string(signature_of("message")).raw("more").take();
  EXPECT_EQ(code_of_signing(framed(WireWriter().byte(14).string(more).take())), ErrorCode::malformed);
}

TEST(AgentSigner, TakesOnlyTheAnswerToItsQuestion) {
  EXPECT_EQ(code_of_finding(framed(WireWriter().byte(5).take())), ErrorCode::denied);
  EXPECT_EQ(code_of_finding(framed(WireWriter().byte(14).u32(0).take())), ErrorCode::malformed);
  EXPECT_EQ(code_of_finding(framed(WireWriter().byte(12).u32(0).take())), ErrorCode::not_found);
  EXPECT_EQ(code_of_signing(framed(WireWriter().byte(5).take())), ErrorCode::denied);
  EXPECT_EQ(code_of_signing(framed(WireWriter().byte(12).u32(0).take())), ErrorCode::malformed);
}

TEST(AgentSigner, VerifiesWhatTheAgentReturns) {
  EXPECT_EQ(code_of_signing(framed(sign_response(signature_of("another message")))), ErrorCode::altered);
  EXPECT_EQ(code_of_signing(framed(sign_response(Bytes(64)))), ErrorCode::altered);
  EXPECT_EQ(code_of_signing(framed(sign_response(Bytes(63)))), ErrorCode::malformed);
  EXPECT_EQ(code_of_signing(framed(sign_response(signature_of("message"), "ssh-rsa"))), ErrorCode::malformed);
  Bytes longer = sign_response(signature_of("message"));
  longer.push_back(0);
  EXPECT_EQ(code_of_signing(framed(longer)), ErrorCode::malformed);
}

TEST(AgentSigner, TakesAGoodSignatureFromAnyAgent) {
  const LyingAgent honest(framed(sign_response(signature_of("message"))));
  AgentSigner signer(honest.socket(), fixed_key(1).public_key(), k_short);
  EXPECT_TRUE(signer.sign_raw(base::as_bytes("message")).has_value());
}

TEST(AgentSigner, StopsWaitingWhenTheProgramIsInterrupted) {
  const LyingAgent silent(std::nullopt);
  base::g_interrupted = true;
  const auto signer = agent_signer(silent.socket(), fixed_key(1).public_key(), k_short);
  base::g_interrupted = false;
  EXPECT_EQ(signer.error().code(), ErrorCode::interrupted);
}

TEST(AgentSigner, GivesUpOnAnAgentThatTakesNoMore) {
  const LyingAgent silent(std::nullopt);  // reads 4 KiB, then nothing
  AgentSigner signer(silent.socket(), fixed_key(1).public_key(), k_short);
  EXPECT_EQ(signer.sign_raw(Bytes(k_agent_message_limit - 200)).error().code(), ErrorCode::retry);
}

TEST(AgentSigner, FailsWhereTheAgentHangsUpWhileItIsAsked) {
  const LyingAgent rude{Bytes{}};  // reads 4 KiB, then hangs up
  AgentSigner signer(rude.socket(), fixed_key(1).public_key(), k_short);
  const ErrorCode code = signer.sign_raw(Bytes(k_agent_message_limit - 200)).error().code();
  EXPECT_EQ(code, ErrorCode::failed);
}

}  // namespace
}  // namespace rogatory::crypto
