#include "ledger/pack_check.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "ledger/deflate.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::size_t k_trailer = 20;

Error damaged(std::string why) { return Error(ErrorCode::malformed, "not a whole git pack").because(std::move(why)); }

Error too_large() { return {ErrorCode::refused, "a git pack that unpacks to more than a case can be"}; }

enum class PackedKind : std::uint8_t { commit = 1, tree = 2, blob = 3, offset_delta = 6, reference_delta = 7 };

/// The front of a source that is not consumed yet.
class Window {
 public:
  explicit Window(base::ByteSource& source) : m_source(source), m_buffer(std::size_t{256} * 1024) {}

  /// At least one byte, or none at the end.
  Result<ByteView> front() {
    if (m_begin == m_end) {
      ROG_TRY_ASSIGN(m_end, m_source.read(m_buffer));
      m_begin = 0;
    }
    return ByteView(m_buffer).subspan(m_begin, m_end - m_begin);
  }
  void pass(std::size_t size) { m_begin += size; }

  Result<std::uint8_t> byte() {
    ROG_TRY_ASSIGN(const ByteView bytes, front());
    if (bytes.empty()) {
      return fail(damaged("it is cut off"));
    }
    pass(1);
    return bytes.front();
  }
  Result<void> skip(std::size_t size) {
    for (; size != 0; --size) {
      ROG_TRY(byte());
    }
    return {};
  }
  Result<std::uint32_t> u32() {
    std::uint32_t number = 0;
    for (int i = 0; i < 4; ++i) {
      ROG_TRY_ASSIGN(const std::uint8_t next, byte());
      number = (number << 8) | next;
    }
    return number;
  }

 private:
  base::ByteSource& m_source;
  Bytes m_buffer;
  std::size_t m_begin = 0;
  std::size_t m_end = 0;
};

/// 7 bits a byte, least significant first, added to `number` from bit `shift` on.
template <class Next>
Result<std::uint64_t> read_varint(Next next, std::uint64_t number = 0, unsigned shift = 0) {
  for (;; shift += 7) {
    ROG_TRY_ASSIGN(const std::uint8_t byte, next());
    if (shift > 56) {
      return fail(damaged("a size is too long"));
    }
    number |= std::uint64_t{byte & 127U} << shift;
    if ((byte & 128U) == 0) {
      return number;
    }
  }
}

/// The two sizes that a delta begins with: of what it is applied to, and of what it makes.
Result<std::pair<std::uint64_t, std::uint64_t>> delta_sizes(ByteView front) {
  const auto next = [&front]() -> Result<std::uint8_t> {
    if (front.empty()) {
      return fail(damaged("a delta has no sizes"));
    }
    const std::uint8_t byte = front.front();
    front = front.subspan(1);
    return byte;
  };
  ROG_TRY_ASSIGN(const std::uint64_t from, read_varint(next));
  ROG_TRY_ASSIGN(const std::uint64_t to, read_varint(next));
  return std::pair(from, to);
}

class PackCheck {
 public:
  PackCheck(base::ByteSource& source, const PackLimits& limits) : m_window(source), m_limits(limits) {}

  Result<void> run() {
    for (const char expected : std::string_view("PACK\0\0\0\2", 8)) {
      ROG_TRY_ASSIGN(const std::uint8_t byte, m_window.byte());
      if (byte != static_cast<std::uint8_t>(expected)) {
        return fail(damaged("it does not begin as a pack of version 2"));
      }
    }
    ROG_TRY_ASSIGN(const std::uint32_t count, m_window.u32());
    if (count > m_limits.objects) {
      return fail(too_large());
    }
    for (std::uint32_t i = 0; i < count; ++i) {
      ROG_TRY(check_object());
    }
    ROG_TRY(m_window.skip(k_trailer));
    ROG_TRY_ASSIGN(const ByteView rest, m_window.front());
    return rest.empty() ? Result<void>() : fail(damaged("something follows it"));
  }

 private:
  Result<void> count(std::uint64_t size) {
    m_unpacked += size;
    return size > m_limits.object_size || m_unpacked > m_limits.unpacked_size ? fail(too_large()) : Result<void>();
  }

  Result<void> check_object() {
    ROG_TRY_ASSIGN(const std::uint8_t first, m_window.byte());
    std::uint64_t size = first & 15U;
    if ((first & 128U) != 0) {
      ROG_TRY_ASSIGN(size, read_varint([this] { return m_window.byte(); }, size, 4));
    }
    ROG_TRY(count(size));
    switch (static_cast<PackedKind>((unsigned{first} >> 4) & 7U)) {
      case PackedKind::commit:
      case PackedKind::tree:
      case PackedKind::blob:
        ROG_TRY(check_stream(size));
        return {};
      case PackedKind::offset_delta:
        ROG_TRY(read_varint([this] { return m_window.byte(); }));  // no size, but as long as one
        return check_delta(size);
      case PackedKind::reference_delta:
        ROG_TRY(m_window.skip(k_trailer));
        return check_delta(size);
    }
    return fail(damaged("an object of a kind that no log has"));
  }

  Result<void> check_delta(std::uint64_t size) {
    ROG_TRY_ASSIGN(const std::size_t kept, check_stream(size));
    ROG_TRY_ASSIGN(const auto sizes, delta_sizes(ByteView(m_front).first(kept)));
    ROG_TRY(count(sizes.second));
    return sizes.first > m_limits.object_size ? fail(too_large()) : Result<void>();
  }

  /// A compressed stream of exactly `size` bytes; returns how many of them are kept in m_front.
  Result<std::size_t> check_stream(std::uint64_t size) {
    m_inflater.restart();
    std::uint64_t done = 0;
    std::size_t kept = 0;
    while (true) {
      ROG_TRY_ASSIGN(const ByteView in, m_window.front());
      if (in.empty()) {
        return fail(damaged("it is cut off"));
      }
      ROG_TRY_ASSIGN(const Inflater::Step step, m_inflater.step(in, m_scratch));
      m_window.pass(step.consumed);
      const std::size_t more = std::min(step.produced, m_front.size() - kept);
      std::copy_n(m_scratch.begin(), more, m_front.begin() + static_cast<std::ptrdiff_t>(kept));
      kept += more;
      done += step.produced;
      if (done > size || (step.ended && done != size)) {
        return fail(damaged("an object is not as long as it says"));
      }
      if (step.ended) {
        return kept;
      }
    }
  }

  Window m_window;
  const PackLimits& m_limits;
  Inflater m_inflater;
  Bytes m_scratch = Bytes(std::size_t{64} * 1024);
  std::array<std::uint8_t, 20> m_front{};  // of a delta: its sizes
  std::uint64_t m_unpacked = 0;
};

}  // namespace

Result<void> check_pack(base::ByteSource& source, const PackLimits& limits) { return PackCheck(source, limits).run(); }

}  // namespace rogatory::ledger
