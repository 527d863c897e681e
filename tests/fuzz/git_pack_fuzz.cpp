// The first look at a foreign pack: the same answer however its bytes arrive, and never more than the limits allow.
#include "ledger/pack_check.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

/// Three bytes at a time.
class Trickle : public base::ByteSource {
 public:
  explicit Trickle(ByteView bytes) : m_all(bytes) {}
  Result<std::size_t> read(MutableByteView into) override {
    return m_all.read(into.first(std::min<std::size_t>(into.size(), 3)));
  }

 private:
  base::SpanSource m_all;
};

constexpr std::size_t k_object = 4096;

bool passes(base::ByteSource& source, std::uint64_t unpacked) {
  const Result<void> checked =
      ledger::check_pack(source, {.objects = 100, .object_size = k_object, .unpacked_size = unpacked});
  ROG_ASSERT(checked || checked.error().code() == ErrorCode::malformed || checked.error().code() == ErrorCode::refused);
  return checked.has_value();
}

}  // namespace

bool accepts(ByteView input) {
  base::SpanSource whole(input);
  Trickle trickle(input);
  const bool is_pack = passes(whole, 16 * k_object);
  ROG_ASSERT(passes(trickle, 16 * k_object) == is_pack);
  base::SpanSource once_more(input);
  ROG_ASSERT(is_pack || !passes(once_more, 8 * k_object));  // a tighter limit takes nothing more
  return is_pack;
}

}  // namespace rogatory::fuzz
