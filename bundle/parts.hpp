// The parts of a bundle, read once each: hashed as they come, and joined to one stream for whoever decrypts them.
#pragma once

#include <memory>
#include <vector>

#include "base/progress.hpp"
#include "base/stream.hpp"
#include "bundle/layout.hpp"
#include "crypto/hash.hpp"

namespace rogatory::bundle {

/// An open bundle, its layout, and whom to tell how far the reading is. All of it outlives the readers below.
struct PartsInput {
  FileSystem& fs;
  int fd;
  const std::string& what;
  const Layout& layout;
  Progress& progress;
};

/// The SHA-256 of every part, in the layout's order, several parts at a time. An Error: I/O, interrupted.
Result<std::vector<crypto::Sha256>> hash_parts(const PartsInput& input);

/// The parts joined. A thread of its own reads and hashes ahead while the caller decrypts: the bytes that are decrypted
/// are the very bytes that are hashed. To be used from one thread; the destructor stops the reading.
class PartsSource : public base::ByteSource {
 public:
  explicit PartsSource(const PartsInput& input);
  PartsSource(const PartsSource&) = delete;
  PartsSource& operator=(const PartsSource&) = delete;
  ~PartsSource() override;

  Result<std::size_t> read(MutableByteView into) override;
  /// Reads what the caller left and returns the SHA-256 of every part, in the layout's order.
  Result<std::vector<crypto::Sha256>> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rogatory::bundle
