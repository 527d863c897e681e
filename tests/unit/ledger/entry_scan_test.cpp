// The quick reader takes nothing that the reader of all entries does not take, and reads the same in it.
#include "ledger/entry_scan.hpp"

#include <gtest/gtest.h>

#include "ledger/entry_fields.hpp"
#include "tests/support/entries.hpp"

namespace rogatory::ledger {
namespace {

using test::first_entry;
using test::next_entry;

/// Entries with everything that it may have, and with as little as it can.
std::vector<Entry> ordinary() {
  Entry full = next_entry(first_entry());
  full.heads = {{{"de-ca", 1}, test::head(3)}, {{"de-ca", 12}, test::head(8)}, {{"es-ca", 1}, test::head(9)}};
  full.clock_behind = 7200;
  Entry bare = next_entry(first_entry());
  bare.body.reset();
  bare.heads.clear();
  Entry first = bare;
  first.seq = 0;
  first.prev.reset();
  return {full, bare, first};
}

/// Whether both agree: what the quick one takes, the other takes as the same.
void expect_agreement(std::string_view text) {
  const std::optional<Entry> quick = scan_entry(text);
  if (!quick) {
    return;
  }
  const Result<Entry> slow = read_entry(base::as_bytes(text));
  ASSERT_TRUE(slow.has_value()) << text << "\n" << slow.error().sentence();
  EXPECT_EQ(slow->serialize(), text);
  EXPECT_EQ(quick->serialize(), text);
}

TEST(EntryScan, ReadsWhatMostEntriesAre) {
  for (const Entry& entry : ordinary()) {
    const std::optional<Entry> read = scan_entry(entry.serialize());
    ASSERT_TRUE(read.has_value()) << entry.serialize();
    EXPECT_EQ(read->serialize(), entry.serialize());
  }
}

TEST(EntryScan, LeavesTheOpenersAndRestartsToTheOther) {
  EXPECT_FALSE(scan_entry(first_entry().serialize()).has_value());
  Entry speaks = next_entry(first_entry());
  speaks.recipients = first_entry().recipients;
  EXPECT_FALSE(scan_entry(speaks.serialize()).has_value());
}

TEST(EntryScan, AgreesOnEveryChangedByteAndEveryPrefix) {
  for (const Entry& entry : ordinary()) {
    const std::string text = entry.serialize();
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (const char c : std::string_view("\0 \"\\0919az,:{}[]-.\x7f\xc3", 20)) {
        std::string changed = text;
        changed[i] = c;
        expect_agreement(changed);
        expect_agreement(text.substr(0, i) + c + text.substr(i));
      }
      expect_agreement(text.substr(0, i));
      expect_agreement(text.substr(0, i) + text.substr(i + 1));
    }
    EXPECT_FALSE(scan_entry(text + " ").has_value());
  }
}

TEST(EntryScan, AgreesAtTheLimits) {
  const auto with_number = [](std::string_view key, const std::string& number) {
    std::string text = ordinary().front().serialize();
    const std::size_t at = text.rfind("\"" + std::string(key) + "\":") + key.size() + 3;
    return text.replace(at, text.find_first_of(",}", at) - at, number);
  };
  for (const std::string_view key : {"seq", "size", "clock_behind"}) {
    for (const char* number :
         {"0", "-1", "1", "01", "511", "512", "999999", "1000000", "1000001", "1114112", "1114113", "12648960000",
          "12648960001", "9007199254740992", "18446744073709551616", "1e3", "1.0"}) {
      const std::string text = with_number(key, number);
      expect_agreement(text);
      EXPECT_EQ(scan_entry(text).has_value(), read_entry(base::as_bytes(text)).has_value()) << text;
    }
  }
}

}  // namespace
}  // namespace rogatory::ledger
