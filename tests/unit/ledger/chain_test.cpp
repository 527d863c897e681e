#include "ledger/chain.hpp"

#include <gtest/gtest.h>

#include "tests/support/entries.hpp"

namespace rogatory::ledger {
namespace {

using test::first_entry;
using test::next_entry;

EntryHash hash_of(const Entry& entry) { return *EntryHash::from_bytes(crypto::sha256(entry.serialize()).bytes); }

/// A chain behind its first entry, and the entry that would follow it.
class ChainTest : public testing::Test {
 protected:
  ChainTest() : first(first_entry()), chain(first.case_id, first.log), next(next_entry(first)) {
    first.heads = {{{"de-ca", 1}, test::head(5)}};
    next = next_entry(first);
    chain.follow(first, hash_of(first), 2);
  }
  std::string why(std::int64_t card_version = 2) const {
    std::string text;
    for (const Chain::Break& one : chain.breaks(next, card_version)) {
      text += (text.empty() ? "" : "; ") + std::string(one.check) + ": " + one.what;
    }
    return text;
  }

  Entry first;
  Chain chain;
  Entry next;
};

TEST_F(ChainTest, TakesTheEntryThatFollows) {
  EXPECT_EQ(why(), "");
  EXPECT_TRUE(chain.is_opener());
  EXPECT_EQ(chain.parties().size(), 2U);
}

TEST(Chain, BeginsWithTheOpenersEntryOrAnyOther) {
  const Entry first = first_entry();
  EXPECT_TRUE(Chain(first.case_id, first.log).breaks(first, 1).empty());
  Entry plain = first;
  plain.nonce.reset();
  plain.parties.reset();
  plain.recipients.reset();
  EXPECT_TRUE(Chain(first.case_id, first.log).breaks(plain, 1).empty());
  Entry second = next_entry(first);
  EXPECT_FALSE(Chain(first.case_id, first.log).breaks(second, 1).empty());
}

TEST_F(ChainTest, NamesAnEntryOfAnotherCaseOrLog) {
  next.case_id = *CaseId::parse("ffffffffffffffffffffffffffffffff");
  EXPECT_EQ(why(), "entry.order: it belongs to case ffffffffffffffffffffffffffffffff");
  next = next_entry(first);
  next.log.authority = "de-ca";
  EXPECT_EQ(why(), "entry.order: it belongs to the log de-ca");
}

TEST_F(ChainTest, NamesASkippedNumber) {
  next.seq = 2;
  EXPECT_EQ(why(), "entry.order: it says it is number 2");
}

TEST_F(ChainTest, NamesAnotherPredecessor) {
  next.prev = hash_of(next);
  EXPECT_EQ(why(), "entry.order: it does not follow the entry before it");
}

TEST_F(ChainTest, NamesTimeThatRunsBackwards) {
  next.made_at = first.made_at;
  EXPECT_EQ(why(), "");
  next.made_at.seconds -= 1;
  EXPECT_EQ(why(), "entry.order: made at 2026-11-24T08:59:59Z, before the entry before it (2026-11-24T09:00:00Z)");
}

TEST_F(ChainTest, WantsTheLastTimeOfALogWhoseClockIsBehind) {
  next.clock_behind = 3600;
  EXPECT_EQ(why(), "entry.order: its clock was behind, but its time is not that of the entry before it");
  next.made_at = first.made_at;
  EXPECT_EQ(why(), "");
}

TEST_F(ChainTest, NamesACardOlderThanBefore) {
  EXPECT_EQ(why(1), "entry.order: it names card 1, older than card 2 of the entry before it");
  EXPECT_EQ(why(3), "");
}

TEST_F(ChainTest, LetsTheOpenerAddPartiesAndNeverChangeThem) {
  next.parties = first.parties;
  next.parties->push_back({"it-ca", test::digest("root it")});
  EXPECT_EQ(why(), "");
  next.parties->erase(next.parties->begin());
  EXPECT_EQ(why(), "entry.order: a party was left out or has another root");
  next.parties = first.parties;
  next.parties->front().root = test::digest("another");
  EXPECT_EQ(why(), "entry.order: a party was left out or has another root");
}

TEST_F(ChainTest, LetsACompartmentHaveOneRecipientForEver) {
  next.recipients = first.recipients;
  next.recipients->emplace("main.2", test::recipient(8));
  EXPECT_EQ(why(), "");
  next.recipients->at("main") = test::recipient(8);
  EXPECT_EQ(why(), "entry.order: a compartment was left out or has another recipient");
}

TEST_F(ChainTest, LetsNobodyElseSpeakOfParties) {
  Entry plain = first;
  plain.nonce.reset();
  plain.parties.reset();
  plain.recipients.reset();
  Chain other(plain.case_id, plain.log);
  other.follow(plain, hash_of(plain), 1);
  Entry claiming = next_entry(plain);
  claiming.parties = first.parties;
  ASSERT_EQ(other.breaks(claiming, 1).size(), 1U);
  EXPECT_EQ(other.breaks(claiming, 1).front().what, "parties, recipients and the nonce are for the opener of the case");
}

TEST_F(ChainTest, NamesAHeadThatWentOrBecameSmaller) {
  next.heads = {{{"de-ca", 1}, test::head(6)}, {{"it-ca", 1}, test::head(1)}};
  EXPECT_EQ(why(), "");
  next.heads = {{{"de-ca", 1}, test::head(4)}};
  EXPECT_EQ(why(), "head.order: the head of de-ca is smaller than before");
  next.heads = {};
  EXPECT_EQ(why(), "head.order: the head of de-ca is gone");
}

TEST_F(ChainTest, JudgesWhatComesAfterABreakByIt) {
  next.made_at.seconds -= 200;
  ASSERT_NE(why(), "");
  chain.follow(next, hash_of(next), 2);
  next = next_entry(next);
  EXPECT_EQ(why(), "entry.order: made at 2026-11-24T08:58:40Z, before the entry before it (2026-11-24T09:00:00Z)");
}

}  // namespace
}  // namespace rogatory::ledger
