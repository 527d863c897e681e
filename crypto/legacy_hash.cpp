#include "crypto/legacy_hash.hpp"

#include <openssl/evp.h>

#include <algorithm>

#include "base/handle.hpp"

namespace rogatory::crypto {
namespace {

struct Row {
  LegacyHash algorithm;
  std::string_view name;
  const char* openssl;
  std::size_t digits;
};

// In the order of the enum.
constexpr std::array k_rows{Row{LegacyHash::md5, "md5", "MD5", 32}, Row{LegacyHash::sha1, "sha1", "SHA1", 40}};

const Row& row(LegacyHash algorithm) { return k_rows.at(static_cast<std::size_t>(algorithm)); }

}  // namespace

std::string_view name_of(LegacyHash algorithm) { return row(algorithm).name; }

std::size_t digits_of(LegacyHash algorithm) { return row(algorithm).digits; }

Result<LegacyHash> parse_legacy_hash(std::string_view name) {
  const auto* found = std::ranges::find(k_rows, name, &Row::name);
  if (found == k_rows.end()) {
    return fail(Error(ErrorCode::usage, "no hash to be computed beside SHA-256 is named '" + std::string(name) + "'")
                    .next("md5 or sha1, or both: md5,sha1"));
  }
  return found->algorithm;
}

struct LegacyHasher::Impl {
  base::Handle<EVP_MD, EVP_MD_free> md;
  base::Handle<EVP_MD_CTX, EVP_MD_CTX_free> context;

  void start() { ROG_ASSERT(::EVP_DigestInit_ex2(context.get(), md.get(), nullptr) == 1); }
};

LegacyHasher::LegacyHasher(LegacyHash algorithm, std::unique_ptr<Impl> impl)
    : m_algorithm(algorithm), m_impl(std::move(impl)) {}
LegacyHasher::LegacyHasher(LegacyHasher&&) noexcept = default;
LegacyHasher& LegacyHasher::operator=(LegacyHasher&&) noexcept = default;
LegacyHasher::~LegacyHasher() = default;

Result<LegacyHasher> LegacyHasher::create(LegacyHash algorithm) {
  auto impl = std::make_unique<Impl>();
  impl->md = base::Handle<EVP_MD, EVP_MD_free>(::EVP_MD_fetch(nullptr, row(algorithm).openssl, nullptr));
  impl->context = base::Handle<EVP_MD_CTX, EVP_MD_CTX_free>(::EVP_MD_CTX_new());
  if (!impl->md || !impl->context) {
    return fail(Error(ErrorCode::failed, "this machine's OpenSSL gives no " + std::string(name_of(algorithm)))
                    .because("a policy of this machine may forbid it (openssl list -providers)")
                    .next("use a machine without that policy; without --also-hash nothing needs it"));
  }
  impl->start();
  return LegacyHasher(algorithm, std::move(impl));
}

void LegacyHasher::update(ByteView bytes) {
  ROG_ASSERT(::EVP_DigestUpdate(m_impl->context.get(), bytes.data(), bytes.size()) == 1);
}

std::string LegacyHasher::finish() {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  ROG_ASSERT(::EVP_DigestFinal_ex(m_impl->context.get(), digest.data(), &size) == 1);
  m_impl->start();
  return base::to_hex(ByteView(digest).first(size));
}

}  // namespace rogatory::crypto
