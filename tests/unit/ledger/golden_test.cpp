// The golden files of what a ledger signs (tests/schema/golden/ledger) are read by the code as they are by schemas/.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "ledger/entry.hpp"
#include "ledger/event.hpp"

namespace rogatory::ledger {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Golden, EntriesAndBodiesAreReadAsTheyAre) {
  int entries = 0;
  int bodies = 0;
  for (const auto& file : std::filesystem::directory_iterator(ROGATORY_SOURCE_DIR "/tests/schema/golden/ledger")) {
    SCOPED_TRACE(file.path());
    const std::string name = file.path().stem().string();
    const std::string text = text_of(file.path());
    if (name.starts_with("entry-")) {
      const Result<Entry> entry = Entry::parse(base::as_bytes(text));
      ASSERT_TRUE(entry) << entry.error().sentence();
      EXPECT_EQ(entry->serialize(), text);
      ++entries;
      continue;
    }
    const Json value = base::parse_canonical_json(base::as_bytes(text), k_body_limit).value();
    Json::Object fields = *value.as_object();
    const std::string type = *fields.at("type").as_string();
    EXPECT_EQ("body-" + type, name);
    EXPECT_EQ(text.size() % 512, 0U);
    for (const char* key : {"case", "log", "pad", "seq", "type"}) {
      fields.erase(key);
    }
    EXPECT_EQ(check_event(type, fields), true);
    ++bodies;
  }
  EXPECT_EQ(entries, 3);
  EXPECT_GE(bodies, 9);
}

}  // namespace
}  // namespace rogatory::ledger
