#include "bundle/format.hpp"

#include <gtest/gtest.h>

#include "base/tar.hpp"

namespace rogatory::bundle {
namespace {

TEST(Padme, KnowsTheWorkedExamples) {
  // E = floor(log2 L), S = floor(log2 E) + 1, up to a multiple of 2^(E - S).
  EXPECT_EQ(padme(2), 2U);
  EXPECT_EQ(padme(9), 10U);
  EXPECT_EQ(padme(1024), 1024U);
  EXPECT_EQ(padme(1025), 1088U);            // E 10, S 4, step 64
  EXPECT_EQ(padme(1'000'000), 1'015'808U);  // E 19, S 5, step 16384
}

TEST(Padme, NeverShrinksNorAddsMoreThanTwelvePercent) {
  for (std::uint64_t length = 1536; length < (std::uint64_t{1} << 45U); length = length * 3 / 2 + 7) {
    const std::uint64_t padded = padme(length);
    EXPECT_GE(padded, length);
    EXPECT_LE(padded - length, length / 8);
    EXPECT_EQ(padme(padded), padded);
  }
}

TEST(BundleName, TakesTheFormOfTheManual) {
  for (const char* good : {"a", "7", "b-0123456789abcdef", "request_17.v2"}) {
    EXPECT_TRUE(is_bundle_name(good)) << good;
  }
  for (const char* bad : {"", ".", "..", ".a", "-a", "A", "a/b", "a b", "a:b", "ä"}) {
    EXPECT_FALSE(is_bundle_name(bad)) << bad;
  }
  EXPECT_TRUE(is_bundle_name(std::string(64, 'a')));
  EXPECT_FALSE(is_bundle_name(std::string(65, 'a')));
  EXPECT_TRUE(is_bundle_name(random_bundle_name()));
}

TEST(Extension, IsKeptWhereItIsPlain) {
  EXPECT_EQ(extension_of("a/Statement 3.PDF"), "pdf");
  EXPECT_EQ(extension_of("image.E01"), "e01");
  EXPECT_EQ(extension_of("archive.tar.gz"), "gz");
  EXPECT_EQ(extension_of(".bashrc"), "");
  EXPECT_EQ(extension_of("dir.d/file"), "");
  EXPECT_EQ(extension_of("name."), "");
  EXPECT_EQ(extension_of("name.toolongext"), "");
  EXPECT_EQ(extension_of("name.p df"), "");
  EXPECT_EQ(extension_of("name.\xC3\xA4"), "");
}

TEST(Paths, AreNeutralAndNumbered) {
  EXPECT_EQ(part_path(0), "data/content.age.000000");
  EXPECT_EQ(card_path(12), "cards/000012.json");
  EXPECT_EQ(item_path(999'999, "pdf"), "data/999999.pdf");
  EXPECT_EQ(item_path(1, ""), "data/000001");
}

TEST(MemberSize, IsHeadersContentAndFill) {
  EXPECT_EQ(member_size(0), 512U);
  EXPECT_EQ(member_size(1), 1024U);
  EXPECT_EQ(member_size(512), 1024U);
  EXPECT_EQ(member_size(base::tar::k_pax_from - 512), base::tar::k_pax_from);
  EXPECT_EQ(member_size(base::tar::k_pax_from), base::tar::k_pax_from + 3 * 512) << "with a pax member before it";
}

}  // namespace
}  // namespace rogatory::bundle
