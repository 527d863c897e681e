#include "ledger/entry_reader.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

namespace rogatory::ledger {
namespace {

/// What all sources of one log share.
struct SharedLog {
  std::uint64_t failing = std::numeric_limits<std::uint64_t>::max();  ///< the entry that cannot be read
  ErrorCode code = ErrorCode::failed;
  std::atomic<std::uint64_t> reads{0};
  std::atomic<unsigned> sources{0};
};

/// Entries that do not parse, told apart by their signature.
class NumberedSource : public LogSource {
 public:
  explicit NumberedSource(SharedLog& shared) : m_shared(shared) { ++m_shared.sources; }
  [[nodiscard]] const LogName& name() const override { return m_name; }
  Result<LogListing> list() override { return LogListing(); }
  Result<EntryFiles> entry(std::uint64_t seq) override {
    ++m_shared.reads;
    if (seq == m_shared.failing) {
      return fail(m_shared.code, "cannot be read");
    }
    return EntryFiles{.entry = {}, .signature = base::to_bytes(std::to_string(seq)), .body = {}};
  }
  Result<std::vector<crypto::SignedCard>> cards() override { return std::vector<crypto::SignedCard>(); }
  Result<Bytes> checkpoint() override { return Bytes(); }
  Result<std::unique_ptr<LogSource>> another() override { return std::make_unique<NumberedSource>(m_shared); }

 private:
  LogName m_name;
  SharedLog& m_shared;
};

class EntryReading : public testing::Test {
 protected:
  std::unique_ptr<EntryReader> open(std::uint64_t count, unsigned threads) {
    return EntryReader::open(m_source, count, threads, m_judge).value();
  }
  /// How many entries came, each in its place.
  std::uint64_t count_in_order(EntryReader& reader) {
    std::uint64_t count = 0;
    for (auto batch = reader.next(); batch && !batch->empty(); batch = reader.next()) {
      for (const JudgedEntry& judged : *batch) {
        EXPECT_EQ(judged.place, count);
        EXPECT_EQ(base::as_text(judged.files.signature), std::to_string(count));
        ++count;
      }
    }
    return count;
  }

  SharedLog m_shared;
  NumberedSource m_source{m_shared};
  const EntryJudge m_judge;
};

TEST_F(EntryReading, HandsOutEachEntryOnceAndInOrderWhateverTheThreads) {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 8U}) {
    for (const std::uint64_t count : {0U, 1U, 24U, 25U, 26U, 1000U, 1013U}) {
      m_shared.reads = 0;
      const auto reader = open(count, threads);
      EXPECT_EQ(count_in_order(*reader), count) << threads << " threads";
      EXPECT_EQ(m_shared.reads, count) << threads << " threads";
    }
  }
}

TEST_F(EntryReading, CountsTheCallersThreadAsOne) {
  m_shared.sources = 0;
  open(1000, 2);
  EXPECT_EQ(m_shared.sources, 2U);
}

TEST_F(EntryReading, ReadsNoMoreThanAFewBatchesAhead) {
  const auto reader = open(100'000, 4);
  ASSERT_TRUE(reader->next().has_value());
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_LE(m_shared.reads, 25U * 4U * 4U + 25U);
}

TEST_F(EntryReading, EndsInTheMiddle) {
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(open(100'000, 4)->next().has_value());
  }
}

TEST_F(EntryReading, TellsOfAnEntryThatIsNotThereAndGoesOn) {
  m_shared.failing = 30;
  m_shared.code = ErrorCode::incomplete;
  const auto reader = open(100, 2);
  ASSERT_TRUE(reader->next().has_value());
  const auto second = reader->next();
  ASSERT_TRUE(second.has_value());
  ASSERT_EQ(second->at(5).place, 30U);
  ASSERT_EQ(second->at(5).flaws.size(), 1U);
  EXPECT_EQ(second->at(5).flaws.front().check, "entry.form");
  EXPECT_EQ(reader->next()->size(), 25U);
}

TEST_F(EntryReading, FailsAtTheBatchThatCannotBeRead) {
  for (const unsigned threads : {1U, 3U}) {
    m_shared.failing = 30;
    m_shared.code = ErrorCode::failed;
    const auto reader = open(100, threads);
    EXPECT_TRUE(reader->next().has_value());
    EXPECT_EQ(reader->next().error().code(), ErrorCode::failed);
  }
}

}  // namespace
}  // namespace rogatory::ledger
