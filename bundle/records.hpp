// The three signed or bound records of a bundle: the seal, the context inside, and one record per item.
// All are canonical JSON of the profile (base/json); parse refuses unknown keys and any second spelling.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "crypto/hash.hpp"

namespace rogatory::bundle {

struct BundleIdTag {};
/// SHA-256 of seal.json.
using BundleId = base::Id32<BundleIdTag>;

/// seal.json: what an officer signs (bundle.md "Outside").
struct Seal {
  std::string authority;
  crypto::Sha256 card;                 ///< of the card in force
  std::optional<std::string> case_id;  ///< 32 hexadecimal digits
  crypto::Sha256 manifest;             ///< of manifest-sha256.txt
  std::uint64_t parts = 0;
  std::uint64_t content_size = 0;  ///< bytes of all parts
  std::uint64_t item_count = 0;    ///< without line 0
  crypto::Sha256 items_root;
  std::string name;
  std::string officer;
  std::optional<BundleId> previous;
  UtcTime sealed_at;
  crypto::Sha256 verify_txt;

  [[nodiscard]] std::string serialize() const;
  /// malformed; also where parts and content_size cannot belong together.
  static Result<Seal> parse(ByteView bytes);
  /// `<officer>@<authority>`.
  [[nodiscard]] std::string principal() const { return officer + "@" + authority; }
};

BundleId id_of(ByteView seal_bytes);

/// bag/context.json: binds the content to the one who sealed it, so that nobody seals as his own what another sealed.
struct Context {
  std::string authority;
  std::optional<std::string> case_id;
  std::string compartment;              ///< in a case
  std::vector<std::string> recipients;  ///< outside a case: sorted age1… strings
  std::string name;
  std::string officer;

  [[nodiscard]] std::string serialize() const;
  static Result<Context> parse(ByteView bytes);
  /// Whether it speaks of the same bundle as the seal: authority, case, name and officer.
  [[nodiscard]] bool matches(const Seal& seal) const;
};

enum class ItemKind : std::uint8_t { file, directory };

/// One line of items.jsonl from line 1 on. In a directory's record there are no file, hashes, media_type, note,
/// exhibit, sha256 or size.
struct ItemRecord {
  std::uint64_t item = 0;  ///< 1..k_most_items, the line's number
  ItemKind kind = ItemKind::file;
  std::string name;  ///< raw bytes as on disk, `/`-separated, relative, without empty, "." and ".." parts, no NUL
  UtcTime modified;
  std::uint32_t modified_ns = 0;
  Bytes salt;  ///< 32 bytes
  // files only
  std::string file;  ///< "data/000001.pdf"
  std::string media_type;
  crypto::Sha256 sha256;
  std::uint64_t size = 0;
  std::optional<std::string> exhibit;         ///< `<authority>:<number>`
  std::map<std::string, std::string> hashes;  ///< md5, sha1 where asked for
  std::optional<std::string> note;

  /// Without LF. name_bytes is written only where the name is not UTF-8; `name` is then lossy. `malformed` where the
  /// line would be longer than k_item_limit.
  [[nodiscard]] Result<std::string> serialize() const;
  static Result<ItemRecord> parse(ByteView line);
};

/// Line 0 of items.jsonl: the obligations that travel with the evidence; may be an empty list.
struct ObligationsRecord {
  Json::Array obligations;
  Bytes salt;

  [[nodiscard]] std::string serialize() const;
  static Result<ObligationsRecord> parse(ByteView line);
};

/// Whether `name` is a path that an item may have: see ItemRecord::name; at most k_path_depth_limit parts.
bool is_item_name(std::string_view name);

}  // namespace rogatory::bundle
