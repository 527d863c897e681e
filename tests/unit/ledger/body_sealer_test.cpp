#include "ledger/body_sealer.hpp"

#include <gtest/gtest.h>

#include "tests/support/entries.hpp"

namespace rogatory::ledger {
namespace {

using crypto::age::Identity;

class BodySealerTest : public testing::Test {
 protected:
  static constexpr std::size_t k_drafts = 3 * BodySealer::k_ahead;

  EntryDraft draft(std::size_t number) const {
    EntryDraft draft;
    draft.body = EntryDraft::BodyDraft{.type = "case.closed",
                                       .fields = {{"reason", std::to_string(number)}},
                                       .compartment = "main",
                                       .recipient = key.recipient()};
    return draft;
  }
  std::vector<EntryDraft> drafts(std::size_t count) const {
    std::vector<EntryDraft> all;
    for (std::size_t i = 0; i < count; ++i) {
      all.push_back(draft(i));
    }
    return all;
  }
  /// Whether it is the body of draft `at`, in the place of its entry.
  bool is_of(const SealedBody& body, std::size_t at) const {
    const Result<OpenedBody> opened =
        open_body(body.file, body.ref, {test::test_case(), log, k_first + at}, std::span(&key, 1));
    return opened && opened->fields.at("reason") == Json(std::to_string(at));
  }

  static constexpr std::uint64_t k_first = 1000;
  LogName log{"fr-ca", 1};
  Identity key = Identity::generate();
};

TEST_F(BodySealerTest, GivesBodiesInTheOrderOfTheirDrafts) {
  for (const std::size_t count : {std::size_t{1}, BodySealer::k_many - 1, BodySealer::k_many, k_drafts}) {
    const std::vector<EntryDraft> all = drafts(count);
    BodySealer sealer(all, test::test_case(), log, k_first);
    for (std::size_t i = 0; i < count; ++i) {
      const Result<std::optional<SealedBody>> body = sealer.next();
      ASSERT_TRUE(body && *body && is_of(**body, i)) << i << " of " << count;
    }
  }
}

TEST_F(BodySealerTest, GivesNothingWhereADraftHasNoBody) {
  std::vector<EntryDraft> all = drafts(k_drafts);
  for (std::size_t i = 0; i < all.size(); i += 3) {
    all[i].body.reset();
  }
  BodySealer sealer(all, test::test_case(), log, k_first);
  for (std::size_t i = 0; i < all.size(); ++i) {
    ASSERT_EQ(sealer.next().value().has_value(), i % 3 != 0) << i;
  }
}

TEST_F(BodySealerTest, FailsAtTheBodyThatCannotBeSealed) {
  std::vector<EntryDraft> all = drafts(k_drafts);
  const std::size_t bad = k_drafts / 2;
  all[bad].body->fields["reason"] = std::string(k_body_limit, 'x');
  BodySealer sealer(all, test::test_case(), log, k_first);
  for (std::size_t i = 0; i < bad; ++i) {
    ASSERT_TRUE(sealer.next().has_value()) << i;
  }
  EXPECT_EQ(sealer.next().error().code(), ErrorCode::refused);
}

TEST_F(BodySealerTest, EndsWhereNobodyAsksOn) {
  const std::vector<EntryDraft> all = drafts(k_drafts);
  {
    const BodySealer unasked(all, test::test_case(), log, k_first);
  }
  BodySealer sealer(all, test::test_case(), log, k_first);
  EXPECT_TRUE(sealer.next().has_value());
}

}  // namespace
}  // namespace rogatory::ledger
