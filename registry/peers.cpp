#include "registry/peers.hpp"

#include <cerrno>

#include "base/text.hpp"
#include "registry/peer_files.hpp"

namespace rogatory::registry {
namespace {

Result<Peer> load_pinned(const Home& home, const std::string& id, const crypto::Sha256& pinned) {
  ROG_TRY_ASSIGN(crypto::CardChain chain, load_cards(home, id));
  if (!chain.has_root(crypto::fingerprint_text(pinned))) {
    return fail(Error(ErrorCode::untrusted, "the pinned root of " + id + " is in none of the cards at hand")
                    .because("pinned is " + crypto::fingerprint_text(pinned))
                    .next("rogatory peer remove " + id + ", then rogatory peer add FILE with its card"));
  }
  ROG_TRY_ASSIGN(PeerRecord record, load_record(home, id));
  return Peer{.id = id,
              .pinned = pinned,
              .chain = std::move(chain),
              .added_at = record.added_at,
              .confirmed = record.confirmed,
              .urls = std::move(record.urls)};
}

/// Removes a file for good; one that is not there is no error.
Result<void> remove_durably(FileSystem& fs, const std::string& path) {
  const base::SysResult<void> gone = fs.unlink(AT_FDCWD, path, 0);
  if (!gone && gone.error() == ENOENT) {
    return {};
  }
  if (!gone) {
    return fail(base::errno_error(gone.error(), "removing " + path));
  }
  return base::sync_directory(fs, base::parent_of(path));
}

}  // namespace

Result<std::vector<Peer>> list_peers(const Home& home) {
  ROG_TRY_ASSIGN(const Pins pins, load_pins(home));
  std::vector<Peer> peers;
  for (const auto& [id, pinned] : pins) {
    ROG_TRY_ASSIGN(Peer peer, load_pinned(home, id, pinned));
    peers.push_back(std::move(peer));
  }
  return peers;
}

Result<Peer> load_peer(const Home& home, const std::string& id) {
  ROG_TRY_ASSIGN(const crypto::Sha256 pinned, load_pin(home, id));
  return load_pinned(home, id, pinned);
}

Result<crypto::Sha256> load_pin(const Home& home, const std::string& id) {
  ROG_TRY_ASSIGN(const Pins pins, load_pins(home));
  const auto pin = pins.find(id);
  if (pin == pins.end()) {
    return fail(no_such_peer(id, pins));
  }
  return pin->second;
}

Result<void> set_peer_urls(const Home& home, const std::string& id, const std::vector<std::string>& urls) {
  ROG_TRY(check_urls(urls));
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  ROG_TRY(load_pin(home, id));
  ROG_TRY_ASSIGN(PeerRecord record, load_record(home, id));
  record.urls = urls;
  return save_record(home, id, record);
}

Result<void> remove_peer(const Home& home, const std::string& id) {
  ROG_TRY_ASSIGN(const base::FileLock lock, home.lock_exclusive());
  ROG_TRY_ASSIGN(Pins pins, load_pins(home));
  if (pins.erase(id) == 0) {
    return fail(no_such_peer(id, pins));
  }
  ROG_TRY(save_pins(home, pins));
  ROG_TRY(remove_durably(home.fs(), record_path(home, id)));
  return remove_durably(home.fs(), cards_path(home, id));
}

}  // namespace rogatory::registry
