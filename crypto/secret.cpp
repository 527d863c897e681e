#include "crypto/secret.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace rogatory::crypto {

void ensure_sodium() {
  static const int started = ::sodium_init();
  ROG_ASSERT(started >= 0);
}

namespace {

/// Set when the thread ends: secrets that outlive its other objects are freed at once.
thread_local bool t_is_ending = false;

/// Guarded memory costs a dozen system calls each time, more than the cryptography of a small message, which has ten
/// secrets. So a thread keeps what it gives up, wiped, for the next secret of that size.
class Spares {
 public:
  Spares() = default;
  Spares(const Spares&) = delete;
  Spares& operator=(const Spares&) = delete;
  ~Spares() {
    t_is_ending = true;
    std::ranges::for_each(m_spares, [](const Spare& spare) { ::sodium_free(spare.data); });
  }

  /// Zero bytes; null where there is none of that size.
  std::uint8_t* take(std::size_t size) {
    const auto found = std::ranges::find(m_spares, size, &Spare::size);
    if (found == m_spares.end()) {
      return nullptr;
    }
    std::uint8_t* data = found->data;
    *found = m_spares.back();
    m_spares.pop_back();
    return data;
  }
  /// Wipes it. False: there is no room, it is the caller's to free.
  bool keep(std::uint8_t* data, std::size_t size) {
    constexpr std::size_t k_most = 16;
    constexpr std::size_t k_largest = 65536;
    if (m_spares.size() == k_most || size > k_largest) {
      return false;
    }
    ::sodium_memzero(data, size);
    m_spares.push_back({data, size});
    return true;
  }

 private:
  struct Spare {
    std::uint8_t* data;
    std::size_t size;
  };
  std::vector<Spare> m_spares;
};

thread_local Spares t_spares;

std::uint8_t* guarded(std::size_t size) {
  if (std::uint8_t* spare = t_is_ending ? nullptr : t_spares.take(size); spare != nullptr) {
    return spare;
  }
  auto* data = static_cast<std::uint8_t*>(::sodium_malloc(size));
  ROG_ASSERT(data != nullptr);
  std::fill_n(data, size, std::uint8_t{0});
  return data;
}

void give_up(std::uint8_t* data, std::size_t size) {
  if (data != nullptr && (t_is_ending || !t_spares.keep(data, size))) {
    ::sodium_free(data);
  }
}

}  // namespace

SecretBytes SecretBytes::make(std::size_t size) {
  ensure_sodium();
  SecretBytes secret;
  if (size > 0) {
    secret.m_data = guarded(size);
    secret.m_size = size;
  }
  return secret;
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
  SecretBytes secret = make(bytes.size());
  std::copy(bytes.begin(), bytes.end(), secret.m_data);
  return secret;
}

SecretBytes SecretBytes::random(std::size_t size) {
  SecretBytes secret = make(size);
  fill_random(secret.expose_mutable());
  return secret;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    give_up(m_data, m_size);
    m_data = std::exchange(other.m_data, nullptr);
    m_size = std::exchange(other.m_size, 0);
  }
  return *this;
}

SecretBytes::~SecretBytes() { give_up(m_data, m_size); }

std::string_view SecretBytes::expose_text() const { return base::as_text(expose()); }

// An empty span may have no address, and libsodium is declared never to be given a null pointer.
void wipe(MutableByteView bytes) {
  if (!bytes.empty()) {
    ::sodium_memzero(bytes.data(), bytes.size());
  }
}

void fill_random(MutableByteView bytes) {
  ensure_sodium();
  if (!bytes.empty()) {
    ::randombytes_buf(bytes.data(), bytes.size());
  }
}

Bytes random_bytes(std::size_t size) {
  Bytes bytes(size);
  fill_random(bytes);
  return bytes;
}

std::string random_hex(std::size_t bytes) { return base::to_hex(random_bytes(bytes)); }

RandomBatches::~RandomBatches() { wipe(m_batch); }

Bytes RandomBatches::bytes(std::size_t size) {
  ROG_ASSERT(size <= k_batch);
  if (size > k_batch - m_given) {
    fill_random(m_batch);
    m_given = 0;
  }
  const MutableByteView piece = MutableByteView(m_batch).subspan(m_given, size);
  Bytes given(piece.begin(), piece.end());
  wipe(piece);
  m_given += size;
  return given;
}

bool equal_secret(ByteView a, ByteView b) {
  return a.size() == b.size() && (a.empty() || ::sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace rogatory::crypto
