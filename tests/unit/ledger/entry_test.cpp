#include "ledger/entry.hpp"

#include <gtest/gtest.h>

#include "crypto/merkle.hpp"
#include "tests/support/entries.hpp"

namespace rogatory::ledger {
namespace {

using test::first_entry;
using test::next_entry;

/// What is wrong with an entry, or "" where it reads as itself.
std::string why_not(std::string_view text) {
  const Result<Entry> entry = Entry::parse(base::as_bytes(text));
  if (entry) {
    EXPECT_EQ(entry->serialize(), text);
    return "";
  }
  EXPECT_EQ(entry.error().code(), ErrorCode::malformed);
  return entry.error().sentence();
}
std::string why_not(const Entry& entry) { return why_not(entry.serialize()); }

/// The entry's text with one piece exchanged.
std::string changed(const Entry& entry, std::string_view from, std::string_view to) {
  std::string text = entry.serialize();
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

Entry restarted() {
  Entry entry = first_entry();
  entry.nonce.reset();
  entry.log.number = 2;
  entry.restart = Restart{.log = {"fr-ca", 1}, .notes = {}, .reason = RestartReason::restored, .size = 12};
  return entry;
}

TEST(Entry, ReadsWhatItWrites) {
  EXPECT_EQ(why_not(first_entry()), "");
  EXPECT_EQ(why_not(next_entry(first_entry())), "");
  EXPECT_EQ(why_not(restarted()), "");
  Entry entry = next_entry(first_entry());
  entry.body.reset();
  entry.heads = {{{"de-ca", 1}, test::head(3)}, {{"fr-ca", 2}, test::head(9)}};
  entry.clock_behind = 7200;
  EXPECT_EQ(why_not(entry), "");
}

TEST(Entry, IsTheDesignsTextToTheLetter) {
  Entry entry = next_entry(first_entry());
  entry.body.reset();
  entry.seq = 1;
  EXPECT_EQ(entry.serialize(), R"({"body":null,"card":")" + entry.card.hex() +
                                   R"(","case":"00112233445566778899aabbccddeeff","heads":{},"log":"fr-ca",)" +
                                   R"("made_at":"2026-11-24T09:01:00Z","officer":"registry-2","prev":")" +
                                   entry.prev->hex() + R"(","seq":1,"type":"rogatory-entry/1"})");
}

TEST(Entry, RefusesASecondSpelling) {
  const Entry entry = first_entry();
  EXPECT_NE(why_not(" " + entry.serialize()), "");
  EXPECT_NE(why_not(entry.serialize() + "\n"), "");
  EXPECT_NE(why_not(changed(entry, "{\"body\":{", "{\"body\": {")), "");
  EXPECT_NE(why_not(changed(entry, "\"seq\":0,", "\"seq\":0,\"seq\":0,")), "");
  EXPECT_NE(why_not(changed(entry, "\"seq\":0,", "\"seq\":0,\"sex\":0,")), "");
  EXPECT_NE(why_not(changed(entry, "rogatory-entry/1", "rogatory-entry/2")), "");
}

TEST(Entry, HasItsPredecessorExactlyAfterTheFirst) {
  Entry entry = first_entry();
  entry.seq = 1;
  EXPECT_NE(why_not(entry), "");
  entry = next_entry(first_entry());
  entry.prev.reset();
  EXPECT_EQ(why_not(entry), "entry: prev: is null at entry 0, and only there");
}

TEST(Entry, HasTheNonceInTheFirstEntryOfTheFirstLogOnly) {
  Entry entry = next_entry(first_entry());
  entry.nonce = test::digest("nonce");
  EXPECT_EQ(why_not(entry), "entry: nonce: belongs to the first entry of a case only");
  entry = restarted();
  entry.nonce = test::digest("nonce");
  EXPECT_EQ(why_not(entry), "entry: nonce: belongs to the first entry of a case only");
  entry = first_entry();
  entry.parties.reset();
  EXPECT_EQ(why_not(entry), "entry: nonce: comes with parties and recipients");
}

TEST(Entry, SaysWhatItFollowsWhereTheLogHasANumber) {
  Entry entry = restarted();
  entry.restart.reset();
  EXPECT_EQ(why_not(entry), "entry: restart: belongs to entry 0 of a log with a number, and only there");
  entry = restarted();
  entry.restart->log = {"de-ca", 1};
  EXPECT_EQ(why_not(entry), "entry: restart: does not name the log before this one");
  entry = restarted();
  entry.log.number = 3;
  EXPECT_EQ(why_not(entry), "entry: restart: does not name the log before this one");
  entry = restarted();
  entry.restart->reason = RestartReason::fork;
  EXPECT_NE(why_not(entry), "") << "a fork is shown by its two notes";
}

TEST(Entry, HasNoHeadOfItsOwn) {
  Entry entry = first_entry();
  entry.heads = {{{"fr-ca", 1}, test::head(3)}};
  EXPECT_EQ(why_not(entry), "entry: heads: has the entry's own log");
}

TEST(Entry, KeepsEachMembersForm) {
  Entry entry = first_entry();
  entry.heads = {{{"de-ca", 1}, test::head(3)}};
  const std::string text = entry.serialize();
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"\"officer\":\"registry-2\"", "\"officer\":\"Registry\""},
                                                        {"\"log\":\"fr-ca\"", "\"log\":\"fr-ca.1\""},
                                                        {"09:00:00Z", "09:00:00+00:00"},
                                                        {"\"compartment\":\"main\"", "\"compartment\":\"witness\""},
                                                        {"\"size\":800", "\"size\":0"},
                                                        {"\"size\":800", "\"size\":2000000"},
                                                        {"\"size\":3", "\"size\":0"},
                                                        {"\"de-ca\":{\"root\"", "\"DE\":{\"root\""},
                                                        {"\"sig\":\"A", "\"sig\":\"!"},
                                                        {"\"recipients\":{\"main\"", "\"recipients\":{\"mail\""},
                                                        {"\"main\":\"age1", "\"main\":\"age2"},
                                                        {"\"id\":\"de-ca\"", "\"id\":\"zz-ca\""},
                                                        {"\"root\":\"SHA256:", "\"root\":\"SHA512:"}}) {
    EXPECT_NE(why_not(changed(entry, from, to)), "") << to;
  }
  EXPECT_EQ(why_not(text), "");
}

TEST(Entry, IsAtMost32KiB) {
  Entry entry = first_entry();
  for (std::uint32_t number = 2; number <= 200; ++number) {
    entry.heads[{"de-ca", number}] = test::head(number);
  }
  ASSERT_GT(entry.serialize().size(), k_entry_limit);
  EXPECT_NE(why_not(entry), "");
  while (entry.serialize().size() > k_entry_limit) {
    entry.heads.erase(std::prev(entry.heads.end()));
  }
  EXPECT_EQ(why_not(entry), "");
}

TEST(EntryFiles, AreALeafOfEntryAndSignature) {
  const EntryFiles files{.entry = base::to_bytes("entry"), .signature = base::to_bytes("sig"), .body = std::nullopt};
  EXPECT_EQ(files.leaf(), crypto::leaf_hash(base::as_bytes("entrysig")));
  EXPECT_EQ(files.hash().hex(), crypto::sha256("entry").hex());
}

}  // namespace
}  // namespace rogatory::ledger
