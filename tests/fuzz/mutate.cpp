#include "tests/fuzz/mutate.hpp"

#include <algorithm>
#include <random>

namespace rogatory::fuzz {
namespace {

/// std::uniform_int_distribution may differ from library to library; this does not.
class Dice {
 public:
  explicit Dice(std::uint64_t number) : m_engine(number) {}
  /// 0 to `below` - 1; 0 where `below` is 0.
  std::size_t roll(std::size_t below) { return below == 0 ? 0 : static_cast<std::size_t>(m_engine() % below); }

 private:
  std::mt19937_64 m_engine;
};

struct Stretch {
  std::size_t at = 0;
  std::size_t size = 0;
};

/// Short ones far more often than long ones.
Stretch stretch_of(std::size_t size, Dice& dice) {
  const std::size_t at = dice.roll(size);
  const std::size_t longest = std::min(size - at, std::size_t{1} << dice.roll(10));
  return {at, longest == 0 ? 0 : 1 + dice.roll(longest)};
}

auto place(Bytes& bytes, std::size_t at) { return bytes.begin() + static_cast<std::ptrdiff_t>(at); }

void insert(Bytes& bytes, std::size_t at, ByteView stretch) {
  const Bytes copy(stretch.begin(), stretch.end());  // it may be a part of `bytes`
  bytes.insert(place(bytes, at), copy.begin(), copy.end());
}

void change(Bytes& bytes, ByteView other, Dice& dice) {
  constexpr std::array<std::uint8_t, 10> interesting{0, 1, 0x7f, 0x80, 0xff, '\n', ' ', '"', '/', '0'};
  const Stretch own = stretch_of(bytes.size(), dice);
  const Stretch foreign = stretch_of(other.size(), dice);
  switch (dice.roll(bytes.empty() ? 1 : 7)) {
    case 0:
      insert(bytes, own.at, other.subspan(foreign.at, foreign.size));
      return;
    case 1:
      bytes[own.at] ^= static_cast<std::uint8_t>(1U << dice.roll(8));
      return;
    case 2:
      bytes[own.at] = interesting[dice.roll(interesting.size())];
      return;
    case 3:
      bytes[own.at] = static_cast<std::uint8_t>(dice.roll(256));
      return;
    case 4:
      bytes.erase(place(bytes, own.at), place(bytes, own.at + own.size));
      return;
    case 5:
      insert(bytes, own.at, ByteView(bytes).subspan(own.at, own.size));
      return;
    default:
      bytes.resize(own.at);
      return;
  }
}

}  // namespace

Bytes mutated(ByteView input, ByteView other, std::uint64_t number) {
  Dice dice(number);
  Bytes bytes(input.begin(), input.end());
  for (std::size_t changes = 1 + dice.roll(4); changes > 0; --changes) {
    change(bytes, other, dice);
  }
  return bytes;
}

}  // namespace rogatory::fuzz
