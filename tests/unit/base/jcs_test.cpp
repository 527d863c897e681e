// The published vectors of RFC 8785 (cyberphone/json-canonicalization): those within the profile canonicalise to the
// published bytes, those outside it are refused. Which is which stands here, so that no file is skipped unseen.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "base/file.hpp"
#include "base/json.hpp"

namespace rogatory::base {
namespace {

namespace fs = std::filesystem;

const fs::path k_suite = fs::path(ROGATORY_TEST_DATA) / "vectors" / "jcs";
constexpr std::size_t k_limit = 1U << 20U;

const std::map<std::string, std::string> k_refusals{
    {"french.json", "a key is not ASCII"},
    {"structures.json", "a number is not an integer"},
    {"values.json", "a number is not an integer"},
    {"weird.json", "a key is not ASCII"},
};

Bytes load(const fs::path& path) { return load_file(FileSystem::real(), path.string(), k_limit).value(); }

TEST(Jcs, WritesThePublishedBytesWithinTheProfile) {
  if (!fs::exists(k_suite)) {
    GTEST_SKIP() << "no vectors at " << k_suite;
  }
  std::size_t canonicalised = 0;
  for (const auto& entry : fs::directory_iterator(k_suite / "input")) {
    const std::string name = entry.path().filename().string();
    const Result<Json> value = parse_json(load(entry.path()), k_limit);
    if (k_refusals.contains(name)) {
      ASSERT_FALSE(value.has_value()) << name;
      EXPECT_EQ(value.error().sentence(), k_refusals.at(name)) << name;
      continue;
    }
    ASSERT_TRUE(value.has_value()) << name << ": " << value.error().sentence();
    const Bytes published = load(k_suite / "output" / name);
    EXPECT_EQ(value->canonical(), as_text(published)) << name;
    EXPECT_EQ(parse_canonical_json(published, k_limit).value(), *value) << name;
    ++canonicalised;
  }
  EXPECT_GE(canonicalised, 2U);
}

}  // namespace
}  // namespace rogatory::base
