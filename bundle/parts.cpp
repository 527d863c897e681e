#include "bundle/parts.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

namespace rogatory::bundle {
namespace {

constexpr std::size_t k_block = 1024 * 1024;
constexpr std::size_t k_blocks_ahead = 8;
constexpr unsigned k_most_hashers = 8;

/// Reads a part block by block: `next` gives the buffer to fill, `filled` takes it with its size.
template <class Next, class Filled>
Result<void> read_part(const PartsInput& input, const Member& part, Next next, Filled filled) {
  for (std::uint64_t at = 0; at < part.size;) {
    ROG_TRY(base::check_interrupt());
    ROG_TRY_ASSIGN(const MutableByteView block, next());
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(block.size(), part.size - at));
    ROG_TRY(base::pread_exact(input.fs, input.fd, block.first(size), part.offset + at, input.what));
    input.progress.advance(size);
    filled(block.first(size));
    at += size;
  }
  return {};
}

Result<crypto::Sha256> hash_part(const PartsInput& input, const Member& part, MutableByteView buffer) {
  crypto::Hasher hasher;
  ROG_TRY(read_part(
      input, part, [&]() -> Result<MutableByteView> { return buffer; }, [&](ByteView bytes) { hasher.update(bytes); }));
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
    } catch (const std::system_error&) {
      // No more threads are to be had here: those that run, and this one, do the work.
    }
    work();
  }
  if (error) {
    return fail(*std::move(error));
  }
  return hashes;
}

struct PartsSource::Impl {
  explicit Impl(const PartsInput& from) : input(from) {
    for (Bytes& block : blocks) {
      block.resize(k_block);
    }
    thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

  void run(const std::stop_token& stop);
  Result<void> read_all(const std::stop_token& stop);
  Result<ByteView> front();
  void pop();

  PartsInput input;
  std::vector<crypto::Sha256> hashes;

  // A ring: blocks [taken, filled) hold bytes for the caller, counted without end; the others are the reader's.
  std::array<Bytes, k_blocks_ahead> blocks;
  std::array<std::size_t, k_blocks_ahead> sizes{};
  std::mutex mutex;
  std::condition_variable_any changed;
  std::uint64_t taken = 0;
  std::uint64_t filled = 0;
  bool ended = false;
  std::optional<Error> error;

  std::size_t used = 0;  // bytes of the front block that the caller has had
  std::jthread thread;   // last: it starts when everything else is there, and ends first
};

void PartsSource::Impl::run(const std::stop_token& stop) {
  Result<void> done = read_all(stop);
  const std::lock_guard lock(mutex);
  if (!done) {
    error = std::move(done).error();
  }
  ended = true;
  changed.notify_all();
}

Result<void> PartsSource::Impl::read_all(const std::stop_token& stop) {
  for (const Member& part : input.layout.parts) {
    crypto::Hasher hasher;
    const auto next = [&]() -> Result<MutableByteView> {
      std::unique_lock lock(mutex);
      if (!changed.wait(lock, stop, [this] { return filled - taken < k_blocks_ahead; })) {
        return fail(ErrorCode::interrupted, "the reading was given up");
      }
      return MutableByteView(blocks[filled % k_blocks_ahead]);
    };
    const auto hand_over = [&](ByteView bytes) {
      hasher.update(bytes);
      const std::lock_guard lock(mutex);
      sizes[filled % k_blocks_ahead] = bytes.size();
      ++filled;
      changed.notify_all();
    };
    ROG_TRY(read_part(input, part, next, hand_over));
    hashes.push_back(hasher.finish());
  }
  return {};
}

/// The unread bytes of the oldest block; none at the end.
Result<ByteView> PartsSource::Impl::front() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [this] { return filled > taken || ended; });
  if (filled > taken) {
    const std::size_t at = taken % k_blocks_ahead;
    return ByteView(blocks[at]).first(sizes[at]).subspan(used);
  }
  if (error) {
    return fail(*error);
  }
  return ByteView();
}

void PartsSource::Impl::pop() {
  used = 0;
  const std::lock_guard lock(mutex);
  ++taken;
  changed.notify_all();
}

PartsSource::PartsSource(const PartsInput& input) : m_impl(std::make_unique<Impl>(input)) {}
PartsSource::~PartsSource() = default;

Result<std::size_t> PartsSource::read(MutableByteView into) {
  ROG_TRY_ASSIGN(const ByteView bytes, m_impl->front());
  if (bytes.empty()) {
    return std::size_t{0};
  }
  const std::size_t count = std::min(into.size(), bytes.size());
  std::copy_n(bytes.begin(), count, into.begin());
  m_impl->used += count;
  if (count == bytes.size()) {
    m_impl->pop();
  }
  return count;
}

Result<std::vector<crypto::Sha256>> PartsSource::finish() {
  while (true) {
    ROG_TRY_ASSIGN(const ByteView bytes, m_impl->front());
    if (bytes.empty()) {
      return m_impl->hashes;
    }
    m_impl->pop();
  }
}

}  // namespace rogatory::bundle
