// rogatory unlock: keep the keys open for a while
#include <algorithm>

#include "base/text.hpp"
#include "cmd/home_access.hpp"
#include "cmd/time_option.hpp"
#include "registry/agent.hpp"

namespace rogatory::cmd {
namespace {

using registry::KeyKind;
using registry::KeyName;

class UnlockCommand : public Command {
 public:
  void setup(Options& options) override {
    options.text("--for", m_for, "TIME", "30m, 8h, 2d (default: 8h; at most 30d)");
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Starts an agent that keeps the home's keys and one officer's key in locked memory, so that "
                "passphrases are asked once. The root key is never among them. lock ends it.",
            .examples = {{"rogatory unlock", "for a working day"},
                         {"rogatory --as registry-2 unlock --for 30m", "with that officer's key"}},
            .exits = {{0, "the keys are unlocked"},
                      {10, "there is no home, or no key of that officer in it"},
                      {12, "wrong passphrase"},
                      {31, "they are unlocked already"}}};
  }

  Result<void> check() override {
    ROG_TRY_ASSIGN(m_seconds, parse_duration_option("--for", m_for));
    return {};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    ROG_TRY_ASSIGN(const std::vector<KeyName> names, chosen(context, keys));
    // Before any passphrase is asked: the agent is a copy of this process and must not hold one.
    ROG_TRY_ASSIGN(registry::NewAgent agent, registry::NewAgent::prepare(home));
    std::vector<registry::UnlockedKey> unlocked;
    for (const KeyName& name : names) {
      ROG_TRY_ASSIGN(crypto::SecretBytes text, keys.key_text(name));
      unlocked.emplace_back(name.text(), std::move(text));
    }
    const UtcTime until{context.clock.now().seconds + m_seconds};
    ROG_TRY(agent.start(unlocked, until));
    Json::Array held;
    for (const KeyName& name : names) {
      held.emplace_back(name.text());
    }
    context.ui.line("The keys of " + speaker(home, m_officer) + " are unlocked until " + until.text());
    Json::Object document{{"authority", home.authority()}, {"keys", std::move(held)}, {"until", until.text()}};
    if (!m_officer.empty()) {
      document.emplace("officer", m_officer);
    }
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  /// All keys but the root's, and of the officers' the one that was asked for or the only one.
  Result<std::vector<KeyName>> chosen(Context& context, const registry::KeyRing& keys) {
    ROG_TRY_ASSIGN(const std::vector<KeyName> all, keys.list());
    std::vector<KeyName> names;
    std::vector<std::string> officers;
    for (const KeyName& name : all) {
      if (name.kind == KeyKind::officer) {
        officers.push_back(name.officer);
      } else if (name.kind != KeyKind::root) {
        names.push_back(name);
      }
    }
    m_officer = context.options.officer;
    if (m_officer.empty() && officers.size() == 1) {
      m_officer = officers.front();
    }
    if (m_officer.empty()) {
      context.ui.note("No officer's key is unlocked; --as ID adds one of " + base::join(officers, ", "));
      return names;
    }
    if (std::ranges::find(officers, m_officer) == officers.end()) {
      return fail(Error(ErrorCode::not_found, "the key of officer " + m_officer + " is not in this home")
                      .because("here are " + (officers.empty() ? "none" : base::join(officers, ", ")))
                      .next("rogatory officer list; a key in an ssh-agent needs no unlocking"));
    }
    names.push_back({.kind = KeyKind::officer, .officer = m_officer, .number = 0});
    return names;
  }

  std::string m_for = "8h";
  std::int64_t m_seconds = 0;
  std::string m_officer;
};

}  // namespace

std::unique_ptr<Command> make_unlock() { return std::make_unique<UnlockCommand>(); }

}  // namespace rogatory::cmd
