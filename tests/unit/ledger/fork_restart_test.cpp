#include "ledger/fork_restart.hpp"

#include "ledger/git.hpp"
#include "tests/support/own_case.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::ledger {
namespace {

/// A log of five entries, and what heads of it say.
class AcceptedByAll : public testing::Test {
 protected:
  AcceptedByAll() {
    our.make();
    EXPECT_TRUE(our.append({our.opening()}));
    EXPECT_TRUE(our.append(std::vector<EntryDraft>(4, our.note("more"))));
    m_repository = std::make_unique<Repository>(Repository::open(our.repository()).value());
    const Oid branch = read_ref(*our.fs, our.repository(), "refs/heads/fr-ca")->value();
    m_log = StoredLog::open(*m_repository, m_repository->commit(branch)->tree).value();
  }
  Head true_head(std::uint64_t size) {
    crypto::TreeHasher tree;
    while (tree.size() < size) {
      tree.append(m_log->entry(tree.size())->leaf());
    }
    return {tree.root(), "", size};
  }
  static Head other_head(std::uint64_t size) { return {test::digest("another history"), "", size}; }
  std::uint64_t of(std::uint64_t limit, const std::vector<Head>& heads) {
    return accepted_by_all(*m_log, limit, heads).value();
  }

  test::TemporaryDirectory m_directory;
  test::OwnCase our{m_directory.path()};
  std::unique_ptr<Repository> m_repository;
  std::optional<StoredLog> m_log;
};

TEST_F(AcceptedByAll, IsAllWhereNobodySaysOtherwise) {
  EXPECT_EQ(of(5, {}), 5U);
  EXPECT_EQ(of(0, {}), 0U);
  EXPECT_EQ(of(4, {true_head(2), true_head(4)}), 4U);
}

TEST_F(AcceptedByAll, DoesNotAskWhatIsSaidOfEntriesThatDoNotCount) {
  EXPECT_EQ(of(3, {other_head(4), other_head(5), other_head(9), true_head(2)}), 3U);
}

TEST_F(AcceptedByAll, EndsAtTheLastHeadBeforeAContradiction) {
  EXPECT_EQ(of(5, {other_head(4), true_head(2), true_head(5)}), 2U);
  EXPECT_EQ(of(5, {other_head(5), true_head(1), true_head(3)}), 3U);
  EXPECT_EQ(of(5, {other_head(1), true_head(5)}), 0U);
}

}  // namespace
}  // namespace rogatory::ledger
