#include <cerrno>

#include "registry/agent.hpp"
#include "registry/agent_wire.hpp"

namespace rogatory::registry {
namespace {

constexpr std::string_view k_ok = "ok\n";

/// A connection to the agent of this home; nothing where none listens.
Result<std::optional<base::Fd>> connect_agent(const Home& home) {
  ROG_TRY_ASSIGN(const SocketPlace place, socket_place(home.fs(), home.path(), k_agent_socket));
  ROG_TRY_ASSIGN(base::Fd fd, new_socket());
  limit_time(fd.get());
  if (::connect(fd.get(), place.raw(), sizeof place.address) != 0) {
    if (errno == ENOENT || errno == ECONNREFUSED) {
      return std::optional<base::Fd>();
    }
    return fail(base::errno_error(errno, "speaking to the agent of " + home.path()));
  }
  if (!is_own_peer(fd.get())) {
    return fail(ErrorCode::denied, "the agent of " + home.path() + " belongs to another user");
  }
  return std::optional<base::Fd>(std::move(fd));
}

/// The answer without its "ok"; nothing where no agent runs or it has nothing.
Result<std::optional<crypto::SecretBytes>> ask(const Home& home, const std::string& request) {
  ROG_TRY_ASSIGN(const std::optional<base::Fd> agent, connect_agent(home));
  if (!agent) {
    return std::optional<crypto::SecretBytes>();
  }
  ROG_TRY(send(agent->get(), base::as_bytes(request)));
  ROG_TRY_ASSIGN(const crypto::SecretBytes answer, receive(agent->get(), k_agent_answer_limit));
  if (!answer.expose_text().starts_with(k_ok)) {
    return std::optional<crypto::SecretBytes>();
  }
  return std::optional(crypto::SecretBytes::copy_of(answer.expose().subspan(k_ok.size())));
}

}  // namespace

std::string AgentStatus::serialize() const {
  Json::Array names(keys.begin(), keys.end());
  return Json(Json::Object{{"keys", std::move(names)}, {"until", until.text()}}).canonical();
}

Result<AgentStatus> AgentStatus::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_agent_answer_limit));
  base::JsonReader reader(value, "agent");
  AgentStatus status;
  status.keys = reader.texts("keys");
  status.until = reader.parsed<UtcTime>("until", UtcTime::parse);
  ROG_TRY(reader.finish());
  return status;
}

Result<std::optional<AgentStatus>> agent_status(const Home& home) {
  ROG_TRY_ASSIGN(const std::optional<crypto::SecretBytes> answer, ask(home, "status"));
  if (!answer) {
    return std::optional<AgentStatus>();
  }
  ROG_TRY_ASSIGN(AgentStatus status, AgentStatus::parse(answer->expose()));
  return std::optional(std::move(status));
}

Result<bool> stop_agent(const Home& home) {
  ROG_TRY_ASSIGN(const std::optional<crypto::SecretBytes> answer, ask(home, "stop"));
  if (!answer) {
    const base::SysResult<void> gone = home.fs().unlink(AT_FDCWD, home.file(k_agent_socket), 0);
    if (!gone && gone.error() != ENOENT) {
      return fail(base::errno_error(gone.error(), "removing " + home.file(k_agent_socket)));
    }
  }
  return answer.has_value();
}

Result<std::optional<crypto::SecretBytes>> agent_get(const Home& home, const std::string& name) {
  return ask(home, "get " + name);
}

}  // namespace rogatory::registry
