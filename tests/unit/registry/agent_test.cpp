#include "registry/agent.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "registry/agent_wire.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using test::HomeKit;

UtcTime in_seconds(std::int64_t seconds) { return {Clock::system().now().seconds + seconds}; }

/// An agent with two keys; it ends with its home.
Result<void> unlock(const HomeKit& kit, UtcTime until = in_seconds(60)) {
  ROG_TRY_ASSIGN(NewAgent agent, NewAgent::prepare(kit.home));
  std::vector<UnlockedKey> keys;
  keys.emplace_back("log.1", crypto::SecretBytes::copy_of(base::as_bytes("the log key")));
  keys.emplace_back("home.1", crypto::SecretBytes::copy_of(base::as_bytes("the home key")));
  return agent.start(keys, until);
}

bool ends_within(const HomeKit& kit, std::chrono::seconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < end) {
    if (!agent_status(kit.home).value()) {
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

TEST(Agent, GivesTheKeysItHoldsAndNoOthers) {
  const HomeKit kit;
  EXPECT_FALSE(agent_get(kit.home, "log.1").value()) << "none runs";
  ASSERT_TRUE(unlock(kit));
  EXPECT_EQ(agent_get(kit.home, "log.1").value()->expose_text(), "the log key");
  EXPECT_EQ(agent_get(kit.home, "home.1").value()->expose_text(), "the home key");
  EXPECT_FALSE(agent_get(kit.home, "root").value());
  EXPECT_FALSE(agent_get(kit.home, "").value());
  EXPECT_EQ(agent_status(kit.home).value()->keys, (std::vector<std::string>{"log.1", "home.1"}));
  EXPECT_TRUE(stop_agent(kit.home).value());
  EXPECT_FALSE(agent_get(kit.home, "log.1").value());
  EXPECT_FALSE(stop_agent(kit.home).value()) << "none runs any more";
}

TEST(Agent, IsOneForAHome) {
  const HomeKit kit;
  ASSERT_TRUE(unlock(kit));
  EXPECT_EQ(unlock(kit).error().code(), ErrorCode::refused);
  EXPECT_TRUE(stop_agent(kit.home).value());
}

TEST(Agent, EndsAtItsTime) {
  const HomeKit kit;
  ASSERT_TRUE(unlock(kit, in_seconds(2)));
  EXPECT_TRUE(ends_within(kit, std::chrono::seconds(10)));
  EXPECT_FALSE(std::filesystem::exists(kit.home.file("agent.sock")));
}

TEST(Agent, EndsWhenItsSocketIsTakenAway) {
  const HomeKit kit;
  ASSERT_TRUE(unlock(kit));
  ASSERT_EQ(::rename(kit.home.file("agent.sock").c_str(), (kit.directory / "moved").c_str()), 0);
  std::this_thread::sleep_for(std::chrono::milliseconds(2500));
  const Result<SocketPlace> place = socket_place(FileSystem::real(), kit.directory.path(), "moved");
  const base::Fd fd = new_socket().value();
  EXPECT_NE(::connect(fd.get(), place->raw(), sizeof place->address), 0) << "nobody listens any more";
}

TEST(Agent, TakesThePlaceOfASocketThatAKilledOneLeft) {
  const HomeKit kit;
  {
    const Result<SocketPlace> place = socket_place(FileSystem::real(), kit.home.path(), "agent.sock");
    const base::Fd dead = new_socket().value();
    ASSERT_EQ(::bind(dead.get(), place->raw(), sizeof place->address), 0);
  }
  EXPECT_FALSE(agent_status(kit.home).value());
  ASSERT_TRUE(unlock(kit));
  EXPECT_TRUE(agent_get(kit.home, "log.1").value());
  EXPECT_TRUE(stop_agent(kit.home).value());
}

TEST(Agent, AnswersAfterClientsThatSayNothingOrTooMuch) {
  const HomeKit kit;
  ASSERT_TRUE(unlock(kit));
  const Result<SocketPlace> place = socket_place(FileSystem::real(), kit.home.path(), "agent.sock");
  const base::Fd silent = new_socket().value();
  ASSERT_EQ(::connect(silent.get(), place->raw(), sizeof place->address), 0);
  ASSERT_EQ(::shutdown(silent.get(), SHUT_WR), 0);
  const base::Fd loud = new_socket().value();
  ASSERT_EQ(::connect(loud.get(), place->raw(), sizeof place->address), 0);
  // The length alone is too much: the agent may hang up before the rest is sent.
  static_cast<void>(send(loud.get(), Bytes(k_agent_request_limit + 1, 'x')));
  EXPECT_FALSE(receive(loud.get(), k_agent_answer_limit)) << "hung up on";
  EXPECT_EQ(agent_get(kit.home, "log.1").value()->expose_text(), "the log key");
  EXPECT_TRUE(stop_agent(kit.home).value());
}

TEST(Agent, OpensKeysWithoutAPassphrase) {
  const crypto::SecretBytes passphrase = crypto::SecretBytes::copy_of(base::as_bytes("correct horse"));
  HomeKit kit(test::new_home(), {.home = &passphrase, .officer = &passphrase});
  Result<NewAgent> agent = NewAgent::prepare(kit.home);
  ASSERT_TRUE(agent);
  std::vector<UnlockedKey> keys;
  const KeyName name{.kind = KeyKind::evidence, .officer = {}, .number = 1};
  keys.emplace_back(name.text(), kit.keys.key_text(name).value());
  ASSERT_TRUE(agent->start(keys, in_seconds(60)));
  kit.said.asked = 0;
  EXPECT_EQ(kit.keys.identities(KeyKind::evidence)->size(), 1U);
  EXPECT_EQ(kit.said.asked, 0);
  EXPECT_TRUE(stop_agent(kit.home).value());
}

TEST(AgentStatus, RefusesWhatItDidNotWrite) {
  const AgentStatus status{.until = in_seconds(0), .keys = {"log.1"}};
  const std::string text = status.serialize();
  EXPECT_EQ(AgentStatus::parse(base::as_bytes(text))->keys, status.keys);
  for (const std::string& bad :
       {text + " ", text.substr(1), std::string("{}"), std::string(R"({"keys":[1],"until":"x"})")}) {
    EXPECT_FALSE(AgentStatus::parse(base::as_bytes(bad))) << bad;
  }
}

}  // namespace
}  // namespace rogatory::registry
