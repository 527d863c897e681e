#include "registry/case_keys.hpp"

#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

using test::HomeKit;
using Names = std::vector<std::string>;

class CaseKeyFiles : public ::testing::Test {
 protected:
  CaseKeyFiles() { EXPECT_TRUE(base::make_directories(kit.home.fs(), directory).has_value()); }
  crypto::age::Recipient make(const std::string& compartment) {
    return make_case_key(kit.home, directory, compartment).value();
  }
  crypto::age::Recipient make_new(const std::string& compartment) {
    return make_new_case_key(kit.home, directory, compartment).value();
  }
  void settle(const std::map<std::string, crypto::age::Recipient>& named) {
    const Result<void> settled = CaseKeyRing(kit.home, kit.keys).settle(directory, named);
    EXPECT_TRUE(settled.has_value()) << (settled ? "" : settled.error().sentence());
  }
  Names held() { return list_case_keys(kit.home, directory).value(); }
  Names unnamed() { return list_new_case_keys(kit.home, directory).value(); }

  HomeKit kit;
  std::string directory = kit.directory / "keys-of-a-case";
};

TEST_F(CaseKeyFiles, OfSeveralGenerationsTheNewestIsUsed) {
  const auto first = make("main");
  const auto tenth = make("main.10");
  const auto second = make("main.2");
  const CaseKeys keys = CaseKeyRing(kit.home, kit.keys).load(directory).value();
  EXPECT_EQ(newest_generation(keys, "main").value(), std::pair(std::string("main.10"), tenth));
  EXPECT_EQ(newest_generation(keys, "main.2").value(), std::pair(std::string("main.2"), second));
  EXPECT_EQ(newest_generation(keys, "main.1").value(), std::pair(std::string("main"), first));
  for (const char* other : {"main.3", "main.20", "identities", "identities.1", "mai", ""}) {
    const auto none = newest_generation(keys, other);
    ASSERT_FALSE(none.has_value()) << other;
    EXPECT_EQ(none.error().code(), ErrorCode::not_found) << other;
  }
}

TEST_F(CaseKeyFiles, AKeyThatNoEntryNamesIsNotInForce) {
  make("main");
  make_new("main.2");
  EXPECT_EQ(held(), Names{"main"});
  EXPECT_EQ(unnamed(), Names{"main.2"});
  EXPECT_EQ(CaseKeyRing(kit.home, kit.keys).load(directory)->compartments, Names{"main"});
}

TEST_F(CaseKeyFiles, AreSettledByWhatTheEntriesName) {
  make("main");
  const auto named = make_new("main.2");
  make_new("main.3");        // no entry names it
  make_new("identities.2");  // an entry names another recipient
  settle({{"main.2", named}, {"identities.2", crypto::age::Identity::generate().recipient()}});
  EXPECT_EQ(held(), (Names{"main", "main.2"}));
  EXPECT_EQ(unnamed(), Names{});
  settle({});
  EXPECT_EQ(held(), (Names{"main", "main.2"})) << "what has its name is left alone";
}

TEST_F(CaseKeyFiles, KeptTwiceAreKept) {
  const auto made = make_new("main.2");
  ASSERT_TRUE(keep_new_case_key(kit.home, directory, "main.2").has_value());
  EXPECT_TRUE(keep_new_case_key(kit.home, directory, "main.2").has_value());
  EXPECT_TRUE(drop_new_case_key(kit.home, directory, "main.2").has_value());
  EXPECT_EQ(CaseKeyRing(kit.home, kit.keys).load(directory)->identities.front().recipient(), made);
}

TEST(CaseKeyNames, HaveABaseAndAGeneration) {
  EXPECT_EQ(base_of_compartment("main.2"), "main");
  EXPECT_EQ(base_of_compartment("c-01234567"), "c-01234567");
  EXPECT_EQ(generation_of("main", "main"), 1U);
  EXPECT_EQ(generation_of("main.12", "main"), 12U);
  EXPECT_EQ(generation_of("identities.2", "main"), 0U);
}

}  // namespace
}  // namespace rogatory::registry
