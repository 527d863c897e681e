#include "ledger/references.hpp"

#include <gtest/gtest.h>

namespace rogatory::ledger {
namespace {

TEST(References, ComeBackAsTheyWereWritten) {
  for (const char* text : {"fr-ca:0", "fr-ca:7", "fr-ca.2:999999"}) {
    const Result<EntryRef> entry = EntryRef::parse(text);
    ASSERT_TRUE(entry) << text;
    EXPECT_EQ(entry->text(), text);
  }
  for (const char* text : {"fr-ca:1", "de:999999"}) {
    const Result<ExhibitId> exhibit = ExhibitId::parse(text);
    ASSERT_TRUE(exhibit) << text;
    EXPECT_EQ(exhibit->text(), text);
  }
}

TEST(References, HaveOneSpelling) {
  // No number, one with zeros or signs before it, one too large, another log, more behind it.
  for (const char* text : {"", "fr-ca", "fr-ca:", ":7", "fr-ca:07", "fr-ca:+7", "fr-ca:-1", "fr-ca:1000000", "FR:7",
                           "fr-ca.1:7", "fr-ca:7 ", "fr-ca:7:7", " fr-ca:7", "fr-ca:99999999999999999999"}) {
    EXPECT_FALSE(EntryRef::parse(text)) << text;
    EXPECT_FALSE(ExhibitId::parse(text)) << text;
  }
  EXPECT_FALSE(ExhibitId::parse("fr-ca:0"));
  EXPECT_FALSE(ExhibitId::parse("fr-ca.2:1")) << "exhibits belong to authorities, not to logs";
}

}  // namespace
}  // namespace rogatory::ledger
