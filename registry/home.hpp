// A home: one authority's data on disk.
//
//   home.json        {"authority","created_at","id","type":"rogatory-home/1","version":1}
//   lock             flock: held for a moment by a program that changes the home; readers need none, since every file
//                    is replaced as a whole
//   card.tar         our own card chain (public), replaced as a whole
//   keys/            one file a key (registry/keys.hpp)
//   trust/           roots, cards/<authority>.tar: the same shape as a trust folder (crypto/trust.hpp)
//   peers/<id>.json  what we keep about a peer beside its cards
//   authorities/<id>.json   authorities known without software
//   instruments/<id>.json   treaties that the authority added itself (registry/instrument_store.hpp)
//   calendars/<id>.json     holidays as the authority keeps them itself (registry/calendar_store.hpp)
//   drafts/D-<10 hex>.age  drafts of requests (registry/draft_store.hpp)
//   cases/<case>/          cases: repository and keys (registry/cases.hpp)
//   state                  where the home's state outside of itself is (registry/state_directory.hpp)
//   unfinished/      what a killed program may have left elsewhere (registry/unfinished.hpp)
//   agent.sock       the agent, while unlocked
//   index.db         what lists show, made again at any time (registry/index.hpp)
//
// Several programs may use one home at once; locks are short. A home of a newer version is refused.
#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/file.hpp"
#include "crypto/trust.hpp"

namespace rogatory::registry {

constexpr std::int64_t k_home_version = 1;
constexpr std::string_view k_home_type = "rogatory-home/1";

/// home.json: what a home says of itself.
struct HomeRecord {
  std::string authority;
  UtcTime created_at;
  std::string id;  ///< 32 random hexadecimal digits

  [[nodiscard]] std::string serialize() const;
  /// malformed; refused where the version is newer than this program's.
  static Result<HomeRecord> parse(ByteView bytes);
};

/// A card chain in a file, checked. not_found, malformed, incomplete, altered.
Result<crypto::CardChain> load_chain(FileSystem& fs, const std::string& path);

/// A directory's names, in byte order; none where it is missing.
Result<std::vector<std::string>> names_in(FileSystem& fs, const std::string& directory);

class Home {
 public:
  /// not_found where there is no home (next: rogatory init); malformed; refused where its version is newer than this
  /// program's, naming both; denied where the directory is not ours or open to others.
  static Result<Home> open(FileSystem& fs, const std::string& path);
  /// A home that this program has just made, whole, at `path`.
  Home(FileSystem& fs, std::string path, HomeRecord record)
      : m_fs(&fs), m_path(std::move(path)), m_record(std::move(record)) {}

  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] const std::string& authority() const { return m_record.authority; }
  [[nodiscard]] const std::string& id() const { return m_record.id; }
  [[nodiscard]] UtcTime created_at() const { return m_record.created_at; }
  [[nodiscard]] FileSystem& fs() const { return *m_fs; }
  /// HOME/`relative`.
  [[nodiscard]] std::string file(std::string_view relative) const;

  /// Our own cards, checked. incomplete, malformed or altered where card.tar is missing or damaged.
  [[nodiscard]] Result<crypto::CardChain> own_chain() const;
  /// Replaces card.tar durably. The caller holds the exclusive lock.
  [[nodiscard]] Result<void> save_own_chain(const crypto::CardChain& chain) const;

  /// Whom this home trusts: its peers, and its own authority. Our own pin is the root of card 1, which stands in every
  /// bundle's chain, also in those sealed before a change of root.
  [[nodiscard]] Result<crypto::Trust> trust() const;

  /// Held while something in the home is changed; waits up to 10 s, then locked (11).
  [[nodiscard]] Result<base::FileLock> lock_exclusive() const;

 private:
  FileSystem* m_fs;
  std::string m_path;
  HomeRecord m_record;
};

}  // namespace rogatory::registry
