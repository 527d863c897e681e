// Bits of the content, sampled: 500 of each kind, or ROGATORY_TAMPER_SAMPLES (tools/soak: 20,000). Which ones is
// printed as a seed; ROGATORY_TAMPER_SEED takes them again. Keys are new each time.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "tests/matrix/forge.hpp"

namespace rogatory::bundle {
namespace {

using test::RawBundle;
using test::Workshop;

using Names = std::vector<std::string>;

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::stoull(value);
}

/// Four chunks of age and a bit, of which no byte tells where it stands.
Bytes photograph() {
  std::mt19937_64 random(1);
  Bytes bytes(270'000);
  std::ranges::generate(bytes, [&] { return static_cast<std::uint8_t>(random()); });
  return bytes;
}

class SampledBits : public testing::Test {
 protected:
  SampledBits() {
    std::cout << "ROGATORY_TAMPER_SEED=" << m_seed << " ROGATORY_TAMPER_SAMPLES=" << m_samples << "\n";
    content =
        test::make_content(workshop.ours, "b-1", {{"photo.jpg", photograph()}, {"note.txt", base::to_bytes("x")}});
    bundle = workshop.seal(content.plaintext(), content);
    part = bundle.at(test::k_part).content;
  }

  /// Calls `judge` with a byte and a mask for each sample among `size` bytes.
  void each_sample(std::size_t size, const std::function<void(std::size_t at, std::uint8_t mask)>& judge) {
    std::mt19937_64 random(m_seed);
    for (std::uint64_t i = 0; i < m_samples && !HasFatalFailure(); ++i) {
      const std::uint64_t bit = std::uniform_int_distribution<std::uint64_t>(0, size * 8 - 1)(random);
      SCOPED_TRACE("bit " + std::to_string(bit) + " of seed " + std::to_string(m_seed));
      judge(static_cast<std::size_t>(bit / 8), static_cast<std::uint8_t>(1U << bit % 8));
    }
  }
  Report verify(const RawBundle& changed, const crypto::age::Identity* identity) {
    return test::verify_bytes(changed.bytes(), workshop.court(test::CourtId::pinned).trust, identity);
  }

  Workshop workshop;
  test::RawContent content;
  RawBundle bundle;
  Bytes part;

 private:
  std::uint64_t m_seed = setting("ROGATORY_TAMPER_SEED", std::random_device{}());
  std::uint64_t m_samples = setting("ROGATORY_TAMPER_SAMPLES", 500);
};

TEST_F(SampledBits, OfThePartsAreSeenWithoutAKey) {
  each_sample(part.size(), [&](std::size_t at, std::uint8_t mask) {
    RawBundle changed = bundle;
    changed.at(test::k_part).content[at] ^= mask;
    ASSERT_EQ(test::failed_checks(verify(changed, nullptr).findings), Names{"part.hash"});
  });
}

TEST_F(SampledBits, OfThePartsAreSeenWithAKeyThoughAnOfficerSealedThem) {
  const std::size_t header = test::must(crypto::age::parse_header(part)).size;
  each_sample(part.size(), [&](std::size_t at, std::uint8_t mask) {
    RawBundle changed = bundle;
    changed.at(test::k_part).content[at] ^= mask;
    test::list_part(changed, workshop.ours.officer());
    const Report report = verify(changed, &workshop.ours.evidence());
    ASSERT_FALSE(report.opened);
    // In the stanza of the recipient the bit makes it somebody else's: no key fits, as it says.
    if (!(at < header && report.wrong_key)) {
      ASSERT_EQ(test::failed_checks(report.findings), Names{"content.age"});
    }
  });
}

TEST_F(SampledBits, OfWhatIsInsideAreSeenThoughAnOfficerSealedThem) {
  const Bytes plaintext = content.plaintext();
  const Names inside{"inner.order", "context.binding", "item.hash", "items.root"};
  each_sample(plaintext.size(), [&](std::size_t at, std::uint8_t mask) {
    Bytes changed = plaintext;
    changed[at] ^= mask;
    const RawBundle forged = workshop.seal(changed, content);
    ASSERT_EQ(test::failed_checks(verify(forged, nullptr).findings), Names{}) << "nothing is wrong outside";
    const Names found = test::failed_checks(verify(forged, &workshop.ours.evidence()).findings);
    ASSERT_FALSE(found.empty());
    ASSERT_TRUE(std::ranges::find(inside, found.front()) != inside.end()) << found.front();
  });
}

}  // namespace
}  // namespace rogatory::bundle
