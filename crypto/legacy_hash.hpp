// MD5 and SHA-1, to match what somebody else's report says of a file: their tool gave no other.
//
// They prove nothing. For both, two different files of one digest can be made by whoever likes. What proves is SHA-256
// (crypto/hash.hpp), which is always there beside them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace rogatory::crypto {

enum class LegacyHash : std::uint8_t { md5, sha1 };

/// "md5", "sha1": as they are named in records, on the command line and in --json.
std::string_view name_of(LegacyHash algorithm);
/// And back; usage where it is none of these, with those that there are.
Result<LegacyHash> parse_legacy_hash(std::string_view name);
/// Hexadecimal digits of a digest: 32 or 40.
std::size_t digits_of(LegacyHash algorithm);

/// RFC 1321 MD5 or FIPS 180-4 SHA-1 in pieces. Not thread-safe; move-only.
class LegacyHasher {
 public:
  /// failed where this machine's OpenSSL does not give the algorithm (a FIPS provider, a policy).
  static Result<LegacyHasher> create(LegacyHash algorithm);
  LegacyHasher(LegacyHasher&&) noexcept;
  LegacyHasher& operator=(LegacyHasher&&) noexcept;
  ~LegacyHasher();

  [[nodiscard]] LegacyHash algorithm() const { return m_algorithm; }
  void update(ByteView bytes);
  /// Lower-case hexadecimal of everything since the last finish(); then starts anew.
  std::string finish();

 private:
  struct Impl;
  LegacyHasher(LegacyHash algorithm, std::unique_ptr<Impl> impl);

  LegacyHash m_algorithm;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rogatory::crypto
