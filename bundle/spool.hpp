// A place for records that are written while the content flows and needed after it: an unnamed temporary file,
// encrypted with a key that lives in memory only, so that neither memory grows nor a name of an exhibit reaches the
// disk.
#pragma once

#include <memory>

#include "base/file.hpp"
#include "base/stream.hpp"

namespace rogatory::bundle {

class Spool : public base::ByteSink {
 public:
  /// An unnamed file in `directory` (O_TMPFILE, else made and unlinked at once).
  static Result<Spool> create(FileSystem& fs, const std::string& directory);
  Spool(Spool&&) noexcept;
  ~Spool() override;

  Result<void> write(ByteView bytes) override;
  /// Plain bytes written.
  [[nodiscard]] std::uint64_t size() const;
  /// Ends the writing and copies everything into `sink`.
  Result<void> drain_into(base::ByteSink& sink);

 private:
  struct Impl;
  explicit Spool(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rogatory::bundle
