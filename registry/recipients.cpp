#include "registry/recipients.hpp"

#include <map>

namespace rogatory::registry {
namespace {

using crypto::age::Recipient;

Result<Recipient> peer_recipient(const crypto::Trust& trust, const std::string& id) {
  const crypto::CardChain* chain = trust.chain_of(id);
  if (trust.root_of(id) == nullptr || chain == nullptr) {
    return fail(Error(ErrorCode::not_found, id + " is not a peer of this home")
                    .because("a bundle is sealed for a peer's card, or for an age recipient (age1…)")
                    .next("rogatory peer add FILE with the card they exported, or rogatory peer list"));
  }
  return chain->newest().evidence;
}

}  // namespace

Result<Recipients> resolve_recipients(const Home& home, const crypto::CardChain& own,
                                      const std::vector<std::string>& to, bool to_self) {
  ROG_TRY_ASSIGN(const crypto::Trust trust, home.trust());
  Recipients all;
  std::map<std::string, Recipient> keys;  // by text: sorted, and each once
  for (const std::string& who : to) {
    Result<Recipient> recipient = who.starts_with("age1") ? Recipient::parse(who) : peer_recipient(trust, who);
    if (!recipient) {
      return fail(std::move(recipient)
                      .error()
                      .while_("--to " + who)
                      .next("rogatory peer list shows the peers; an age recipient is age1… and 58 characters more"));
    }
    if (keys.emplace(recipient->text(), *recipient).second) {
      all.names.push_back(who);
    }
  }
  if (to_self && keys.emplace(own.newest().evidence.text(), own.newest().evidence).second) {
    all.names.push_back("ourselves (" + home.authority() + ")");
  }
  if (keys.empty()) {
    return fail(
        Error(ErrorCode::usage, "nobody could open this bundle").next("name a recipient: --to ID or --to age1…"));
  }
  constexpr std::size_t k_most = 64;
  if (keys.size() > k_most) {
    return fail(Error(ErrorCode::usage, "a bundle has at most 64 recipients").next("seal it again for the others"));
  }
  for (const auto& [text, key] : keys) {
    all.keys.push_back(key);
  }
  return all;
}

}  // namespace rogatory::registry
