#include "cmd/draft_access.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/home_access.hpp"
#include "registry/authorities.hpp"
#include "registry/instrument_store.hpp"
#include "registry/peers.hpp"

namespace rogatory::cmd {

Result<request::InstrumentSet> open_instruments(Context& context) {
  ROG_TRY_ASSIGN(const auto home, home_if_any(context));
  return home ? registry::load_instruments(*home) : Result<request::InstrumentSet>(request::InstrumentSet::built_in());
}

Result<std::optional<registry::KnownAuthority>> find_authority(Context& context, const std::string& id) {
  ROG_TRY_ASSIGN(const auto home, home_if_any(context));
  if (!home) {
    return std::nullopt;
  }
  Result<registry::KnownAuthority> known = registry::known_authority(*home, id);
  if (!known && known.error().code() == ErrorCode::not_found) {
    return std::nullopt;
  }
  ROG_TRY(known);
  return *std::move(known);
}

Result<std::vector<std::string>> authorities_of_state(Context& context, const std::string& state) {
  std::vector<std::string> ids;
  ROG_TRY_ASSIGN(const auto home, home_if_any(context));
  if (!home) {
    return ids;
  }
  ROG_TRY_ASSIGN(const std::vector<registry::Peer> peers, registry::list_peers(*home));
  for (const registry::Peer& peer : peers) {
    if (peer.card().country == state) {
      ids.push_back(peer.id);
    }
  }
  ROG_TRY_ASSIGN(const std::vector<registry::Authority> records, registry::list_authorities(*home));
  for (const registry::Authority& record : records) {
    if (record.country == state) {
      ids.push_back(record.id);
    }
  }
  // One that was entered before its card came is known twice.
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  return ids;
}

std::string under(const request::Draft& draft) {
  return draft.instrument + (draft.layers.empty() ? "" : " with " + base::join(draft.layers, ", "));
}

Result<request::Draft> load_draft(Context& context, const std::string& path) {
  const Result<Bytes> bytes = base::load_file(context.fs, path, request::k_draft_size);
  if (!bytes) {
    return fail(Error(bytes.error()).next("rogatory request draft --instrument ID -o " + path + " writes one"));
  }
  Result<request::Draft> draft = request::parse_draft(*bytes);
  if (!draft) {
    return fail(std::move(draft).error().while_(path).next("rogatory-request(1) describes a draft"));
  }
  return draft;
}

Result<void> check_draft_form(const request::Draft& draft) {
  if (const auto checked = request::parse_draft(base::as_bytes(document_of(draft).canonical())); !checked) {
    return fail(ErrorCode::usage, checked.error().sentence());
  }
  return {};
}

Result<void> save_draft(Context& context, const std::string& path, const request::Draft& draft,
                        const request::RuleSet& rules, bool replace) {
  const std::string text = request::document_of(draft, rules).pretty() + "\n";
  if (text.size() > request::k_draft_size) {
    return fail(ErrorCode::refused, "the draft would be larger than 4 MiB");
  }
  return base::save_file(context.fs, path, base::as_bytes(text), {.mode = 0600, .replace = replace});
}

std::string name_typed(std::string word) {
  std::ranges::replace(word, '-', '_');
  return word;
}

}  // namespace rogatory::cmd
