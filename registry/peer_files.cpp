#include "registry/peer_files.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "crypto/card_fields.hpp"

namespace rogatory::registry {
namespace {

constexpr std::string_view k_type = "rogatory-peer/1";
constexpr std::size_t k_roots_limit = std::size_t{1024} * 1024;
constexpr std::size_t k_record_limit = std::size_t{16} * 1024;

/// A pin that lost what belongs to it: what is left must not be trusted in part.
Error lost(const std::string& id, const std::string& path) {
  return Error(ErrorCode::incomplete, id + " is pinned, but " + path + " is missing")
      .next("rogatory peer remove " + id + ", then rogatory peer add FILE with its card");
}

}  // namespace

std::string_view text_of(Confirmed confirmed) {
  switch (confirmed) {
    case Confirmed::fingerprint:
      return "fingerprint";
    case Confirmed::telephone:
      return "telephone";
  }
  ROG_ASSERT(false);
}

std::optional<Confirmed> confirmed_of(std::string_view text) {
  for (const Confirmed confirmed : {Confirmed::fingerprint, Confirmed::telephone}) {
    if (text == text_of(confirmed)) {
      return confirmed;
    }
  }
  return std::nullopt;
}

Result<void> check_urls(const std::vector<std::string>& urls) {
  if (urls.size() > crypto::k_urls_limit) {
    return fail(ErrorCode::usage, "a peer has at most " + std::to_string(crypto::k_urls_limit) + " addresses");
  }
  for (const std::string& url : urls) {
    if (!crypto::is_https_url(url)) {
      return fail(Error(ErrorCode::usage, url + " is not an https address")
                      .next("give it as https://host, with a port and a path where needed"));
    }
    if (std::ranges::count(urls, url) > 1) {
      return fail(ErrorCode::usage, url + " is given twice");
    }
  }
  return {};
}

std::string PeerRecord::serialize() const {
  Json::Object object{{"added_at", added_at.text()}, {"confirmed", text_of(confirmed)}, {"type", k_type}};
  if (!urls.empty()) {
    object.emplace("urls", Json::Array(urls.begin(), urls.end()));
  }
  return Json(std::move(object)).canonical();
}

Result<PeerRecord> PeerRecord::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_record_limit));
  base::JsonReader reader(value, "peer");
  PeerRecord record;
  record.added_at = reader.parsed<UtcTime>("added_at", UtcTime::parse);
  if (const auto confirmed = confirmed_of(reader.text("confirmed"))) {
    record.confirmed = *confirmed;
  } else {
    reader.reject("confirmed", "is neither fingerprint nor telephone");
  }
  if (reader.text("type") != k_type) {
    reader.reject("type", "is not " + std::string(k_type));
  }
  if (reader.optional_value("urls") != nullptr) {
    record.urls = reader.texts("urls");
    if (record.urls.empty() || !check_urls(record.urls)) {
      reader.reject("urls", "are not 1 to 16 different https addresses");
    }
  }
  ROG_TRY(reader.finish());
  return record;
}

std::string cards_path(const Home& home, const std::string& id) { return home.file("trust/cards/" + id + ".tar"); }

std::string record_path(const Home& home, const std::string& id) { return home.file("peers/" + id + ".json"); }

Result<Pins> load_pins(const Home& home) {
  const std::string path = home.file("trust/roots");
  const Result<Bytes> bytes = base::load_file(home.fs(), path, k_roots_limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return fail(Error(ErrorCode::incomplete, path + " is missing: whom this home trusts is not known")
                    .next("restore it from a backup; an empty file trusts nobody"));
  }
  ROG_TRY(bytes);
  Result<Pins> pins = crypto::parse_roots(*bytes);
  return pins ? std::move(pins) : Result<Pins>(fail(std::move(pins).error().while_(path)));
}

Result<void> save_pins(const Home& home, const Pins& pins) {
  return base::save_file(home.fs(), home.file("trust/roots"), base::as_bytes(crypto::write_roots(pins)),
                         {.mode = 0600, .replace = true});
}

Result<PeerRecord> load_record(const Home& home, const std::string& id) {
  const std::string path = record_path(home, id);
  const Result<Bytes> bytes = base::load_file(home.fs(), path, k_record_limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return fail(lost(id, path));
  }
  ROG_TRY(bytes);
  Result<PeerRecord> record = PeerRecord::parse(*bytes);
  return record ? std::move(record) : Result<PeerRecord>(fail(std::move(record).error().while_(path)));
}

Result<void> save_record(const Home& home, const std::string& id, const PeerRecord& record) {
  ROG_TRY(base::make_directories(home.fs(), home.file("peers")));
  return base::save_file(home.fs(), record_path(home, id), base::as_bytes(record.serialize()),
                         {.mode = 0600, .replace = true});
}

Result<crypto::CardChain> load_cards(const Home& home, const std::string& id) {
  const std::string path = cards_path(home, id);
  Result<crypto::CardChain> chain = load_chain(home.fs(), path);
  if (!chain && chain.error().code() == ErrorCode::not_found) {
    return fail(lost(id, path));
  }
  if (!chain) {
    return fail(
        std::move(chain).error().next("rogatory peer remove " + id + ", then rogatory peer add FILE with its card"));
  }
  if (chain->newest().id != id) {
    return fail(ErrorCode::malformed, path + " holds the cards of " + chain->newest().id);
  }
  return chain;
}

Error no_such_peer(const std::string& id, const Pins& pins) {
  std::vector<std::string> known;
  for (const auto& [peer, pin] : pins) {
    known.push_back(peer);
  }
  return Error(ErrorCode::not_found, id + " is not a peer of this home")
      .because(known.empty() ? "this home has no peers yet" : "its peers are " + base::join(known, ", "))
      .next(known.empty() ? "rogatory peer add FILE" : "rogatory peer list");
}

}  // namespace rogatory::registry
