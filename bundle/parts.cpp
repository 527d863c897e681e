#include "bundle/parts.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "base/read_ahead.hpp"

namespace rogatory::bundle {
namespace {

constexpr std::size_t k_block = 1024 * 1024;
constexpr unsigned k_most_hashers = 8;

Result<crypto::Sha256> hash_part(const PartsInput& input, const Member& part, MutableByteView buffer) {
  crypto::Hasher hasher;
  for (std::uint64_t at = 0; at < part.size;) {
    ROG_TRY(base::check_interrupt());
    const MutableByteView block =
        buffer.first(static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), part.size - at)));
    ROG_TRY(base::pread_exact(input.fs, input.fd, block, part.offset + at, input.what));
    hasher.update(block);
    input.progress.advance(block.size());
    at += block.size();
  }
  return hasher.finish();
}

}  // namespace

Result<std::vector<crypto::Sha256>> hash_parts(const PartsInput& input) {
  const std::vector<Member>& parts = input.layout.parts;
  std::vector<crypto::Sha256> hashes(parts.size());
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<Error> error;
  const auto work = [&] {
    Bytes buffer(k_block);
    for (std::size_t i = next++; i < parts.size(); i = next++) {
      Result<crypto::Sha256> hash = hash_part(input, parts[i], buffer);
      if (hash) {
        hashes[i] = *hash;
        continue;
      }
      const std::lock_guard lock(mutex);
      error = std::move(hash).error();
      next = parts.size();
    }
  };
  {
    std::vector<std::jthread> others;
    const std::size_t wanted =
        std::min<std::size_t>(std::min(std::thread::hardware_concurrency(), k_most_hashers), parts.size());
    try {
      for (std::size_t i = 1; i < wanted; ++i) {
        others.emplace_back(work);
      }
    } catch (const std::system_error&) {  // NOLINT(bugprone-empty-catch): fewer threads are slower, not wrong
      // No more threads are to be had here: those that run, and this one, do the work.
    }
    work();
  }
  if (error) {
    return fail(*std::move(error));
  }
  return hashes;
}

namespace {

/// The parts joined, each hashed as it is read.
class HashingSource : public base::ByteSource {
 public:
  explicit HashingSource(const PartsInput& input) : m_input(input) {}

  Result<std::size_t> read(MutableByteView into) override {
    if (m_hashes.size() == m_input.layout.parts.size()) {
      return std::size_t{0};
    }
    ROG_TRY(base::check_interrupt());
    const Member& part = m_input.layout.parts[m_hashes.size()];
    ROG_ASSERT(part.size > 0);
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), part.size - m_at));
    ROG_TRY(base::pread_exact(m_input.fs, m_input.fd, into.first(size), part.offset + m_at, m_input.what));
    m_hasher.update(into.first(size));
    m_input.progress.advance(size);
    m_at += size;
    if (m_at == part.size) {
      m_hashes.push_back(m_hasher.finish());
      m_at = 0;
    }
    return size;
  }
  [[nodiscard]] const std::vector<crypto::Sha256>& hashes() const { return m_hashes; }

 private:
  PartsInput m_input;
  crypto::Hasher m_hasher;
  std::vector<crypto::Sha256> m_hashes;  // of the parts that were read to their end
  std::uint64_t m_at = 0;                // in the part after them
};

}  // namespace

struct PartsSource::Impl {
  explicit Impl(const PartsInput& input) : parts(input), ahead(parts) {}
  HashingSource parts;
  base::ReadAhead ahead;
};

PartsSource::PartsSource(const PartsInput& input) : m_impl(std::make_unique<Impl>(input)) {}
PartsSource::~PartsSource() = default;

Result<std::size_t> PartsSource::read(MutableByteView into) { return m_impl->ahead.read(into); }

Result<std::vector<crypto::Sha256>> PartsSource::finish() {
  ROG_TRY(m_impl->ahead.drain());
  return m_impl->parts.hashes();
}

}  // namespace rogatory::bundle
