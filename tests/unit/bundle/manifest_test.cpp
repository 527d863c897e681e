#include "bundle/manifest.hpp"

#include <gtest/gtest.h>

#include "bundle/format.hpp"

namespace rogatory::bundle {
namespace {

std::string list_of(std::uint64_t parts) {
  std::string text;
  for (std::uint64_t i = 0; i < parts; ++i) {
    text += manifest_line(crypto::sha256(std::to_string(i)), part_path(i));
  }
  return text;
}

bool refuses(std::string_view text) {
  const auto parsed = parse_part_manifest(base::as_bytes(text));
  return !parsed && parsed.error().code() == ErrorCode::malformed;
}

TEST(PartManifest, RefusesWhatIsNotTheListOfThePartsInOrder) {
  EXPECT_TRUE(refuses(""));
  EXPECT_TRUE(refuses(list_of(2).substr(0, 179)));
  EXPECT_TRUE(refuses(list_of(2) + "\n"));
  EXPECT_TRUE(refuses(list_of(2).substr(k_part_line_size))) << "begins with part 1";
  EXPECT_TRUE(refuses(list_of(1) + list_of(1))) << "part 0 twice";
  std::string upper = list_of(1);
  upper[upper.find_first_of("abcdef")] = 'A';
  EXPECT_TRUE(refuses(upper));
  std::string binary = list_of(1);
  binary[65] = '*';
  EXPECT_TRUE(refuses(binary)) << "the mark of binary mode";
  std::string carriage = list_of(1);
  carriage.back() = '\r';
  EXPECT_TRUE(refuses(carriage));
}

TEST(PartManifest, ReadsTheHashesInOrder) {
  const auto parsed = parse_part_manifest(base::as_bytes(list_of(12)));
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->size(), 12U);
  EXPECT_EQ((*parsed)[11], crypto::sha256("11"));
}

TEST(PartManifest, NamesTheFirstWrongLine) {
  std::string text = list_of(3);
  text[2 * k_part_line_size - 2] = '7';
  const auto parsed = parse_part_manifest(base::as_bytes(text));
  ASSERT_FALSE(parsed);
  EXPECT_NE(parsed.error().sentence().find("line 2"), std::string::npos) << parsed.error().sentence();
}

}  // namespace
}  // namespace rogatory::bundle
