// The sealing pipeline: items in, one durable bundle file out. One pass per byte: read, SHA-256 of the item, tar,
// encrypt, SHA-256 of the part, write. Records are spooled encrypted to an unnamed temporary file, so that memory does
// not grow with the number of items.
//
//   Writer::create -> add_file / add_directory … -> finish_content -> seal -> (verify) -> commit
//
// The destructor undoes; commit() keeps. Nothing is visible under the target's name before commit().
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/progress.hpp"
#include "bundle/item_digests.hpp"
#include "bundle/records.hpp"
#include "bundle/walk.hpp"
#include "crypto/age.hpp"
#include "crypto/card.hpp"

namespace rogatory::bundle {

struct WriterParameters {
  Context context;                                 ///< authority, officer, name, case or recipients
  std::vector<crypto::age::Recipient> recipients;  ///< 1..64
  Json::Array obligations;
  std::uint64_t expected_bytes = 0;  ///< of the items, to reserve disk space; 0 where unknown
  AlsoHash also_hash;                ///< digests that each file's record has beside its SHA-256
  mode_t mode = 0644;                ///< a bundle is ciphertext: made to be handed on
  bool replace = false;
  std::function<Result<void>(const std::string&)> announce = nullptr;  ///< as DurableFile::Options
};

/// What an item carries beside its bytes and name.
struct ItemNotes {
  std::optional<std::string> exhibit;
  std::optional<std::string> note;
};

class Writer {
 public:
  /// refused where the target exists and is not to be replaced; no_space where the reservation fails; failed where this
  /// machine does not give one of also_hash.
  static Result<Writer> create(FileSystem& fs, const std::string& path, WriterParameters parameters,
                               Progress& progress);
  Writer(Writer&&) noexcept;
  ~Writer();

  /// Adds a found file, reading it once. retry where it changed, shrank or grew since the walk opened it.
  Result<void> add_file(const Found& file, const ItemNotes& notes);
  Result<void> add_directory(const Found& directory);

  /// Ends the content: items.jsonl, manifests, padding, the last part. Afterwards nothing can be added.
  Result<void> finish_content();

  struct Sealed {
    BundleId id;
    Seal seal;
  };
  /// Signs and writes seal, signature and cards. `cards` is the chain up to the card in force. May be called again
  /// before commit(), where another bundle became the previous one meanwhile: the last seal counts. A later call must
  /// not have less to write (a previous that is gone, a shorter chain): that is our own bug.
  Result<Sealed> seal(crypto::Signer& officer, UtcTime sealed_at, std::optional<BundleId> previous,
                      const crypto::CardChain& cards);

  /// Where the bytes stand until commit(), for verification before they are kept; and the key that opens them.
  [[nodiscard]] const std::string& temporary_path() const;
  [[nodiscard]] const crypto::SecretBytes& file_key() const;

  /// fsync, rename, fsync of the directory.
  Result<void> commit();

 private:
  struct Impl;
  explicit Writer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rogatory::bundle
