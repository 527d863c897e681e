#include "registry/draft_store.hpp"

#include "tests/support/fault_file_system.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::registry {
namespace {

request::Draft letter(const std::string& facts) {
  request::Draft draft;
  draft.instrument = "eaw";
  draft.requesting = {.authority = "fr-ca", .state = "FR"};
  draft.requested = {.authority = {}, .state = "DE"};
  draft.measures = {"surrender"};
  draft.fields = {{"8(1)(a)", facts}, {"8(1)(b)", ""}};
  return draft;
}

class Drafts : public ::testing::Test {
 protected:
  std::string text_of(const std::string& which) {
    const Result<StoredDraft> stored = store.load(which);
    return stored ? stored->draft.fields.at("8(1)(a)") : stored.error().sentence();
  }
  std::string file_of(const std::string& id) { return kit.home.file("drafts/" + id + ".age"); }

  test::HomeKit kit;
  DraftStore store{kit.home, kit.keys};
};

TEST_F(Drafts, AreNoneAtFirst) {
  EXPECT_TRUE(store.ids().value().empty());
  const Result<StoredDraft> none = store.load("D-0a1b");
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code(), ErrorCode::not_found);
  EXPECT_NE(none.error().next_step(), "");
}

TEST_F(Drafts, AreReadBackAsTheyWereKept) {
  const StoredDraft kept = store.add(letter("Suspect Tango")).value();
  EXPECT_TRUE(is_draft_id(kept.id));
  EXPECT_EQ(kept.id.size(), 12U);
  EXPECT_EQ(document_of(store.load(kept.id)->draft).canonical(), document_of(letter("Suspect Tango")).canonical());
  EXPECT_EQ(text_of(kept.id.substr(0, 6)), "Suspect Tango") << "by a beginning of its id";
  EXPECT_EQ(test::read_file(file_of(kept.id)).find("Tango"), std::string::npos) << "it can be read without a key";
}

TEST_F(Drafts, AnIdIsOfOneForm) {
  for (const char* good : {"D-0a1b", "D-0a1b2", "D-0123456789"}) {
    EXPECT_TRUE(is_draft_id(good)) << good;
  }
  for (const char* bad : {"", "D-", "D-0a1", "d-0a1b", "D-0A1B", "D-0a1g", "D-01234567890", "./D-0a1b", "0a1b"}) {
    EXPECT_FALSE(is_draft_id(bad)) << bad;
  }
}

TEST_F(Drafts, OfSeveralThatAreMeantAllAreNamed) {
  const StoredDraft one = store.add(letter("One")).value();
  const std::string twin = one.id.substr(0, 11) + (one.id.back() == '0' ? '1' : '0');
  test::write_file(file_of(twin), test::read_file(file_of(one.id)));
  test::write_file(kit.home.file("drafts/.other.tmp"), "x");  // of no draft
  EXPECT_EQ(store.ids()->size(), 2U);
  const Result<StoredDraft> several = store.load(one.id.substr(0, 8));
  ASSERT_FALSE(several.has_value());
  EXPECT_EQ(several.error().code(), ErrorCode::usage);
  EXPECT_NE(several.error().next_step().find(twin), std::string::npos);
  EXPECT_EQ(text_of(one.id), "One");
}

TEST_F(Drafts, WhatSomebodyElseChangedIsNotOverwritten) {
  StoredDraft mine = store.add(letter("First")).value();
  StoredDraft theirs = store.load(mine.id).value();
  theirs.draft.fields["8(1)(a)"] = "Theirs";
  ASSERT_TRUE(store.save(theirs).has_value());
  theirs.draft.fields["8(1)(a)"] = "Theirs, again";
  ASSERT_TRUE(store.save(theirs).has_value()) << "who saved it may go on";
  mine.draft.fields["8(1)(a)"] = "Mine";
  const Result<void> saved = store.save(mine);
  ASSERT_FALSE(saved.has_value());
  EXPECT_EQ(saved.error().code(), ErrorCode::retry);
  EXPECT_EQ(text_of(mine.id), "Theirs, again");
  ASSERT_TRUE(store.remove(mine.id).has_value());
  EXPECT_EQ(store.save(theirs).error().code(), ErrorCode::retry) << "one that was filed comes back";
  EXPECT_TRUE(store.ids()->empty());
  EXPECT_EQ(store.remove(mine.id).error().code(), ErrorCode::not_found);
}

TEST_F(Drafts, AreNeverLargerThanADraftMayBe) {
  request::Draft large = letter("");
  for (int i = 0; i < 5; ++i) {
    large.fields["9(" + std::to_string(i) + ")"] = std::string(std::size_t{1} << 20U, 'x');
  }
  EXPECT_EQ(store.add(large).error().code(), ErrorCode::refused);
  EXPECT_TRUE(store.ids()->empty());
}

TEST_F(Drafts, OfAnotherHomeDoNotOpen) {
  const test::HomeKit other(test::new_home("de-ca"));
  const StoredDraft kept = store.add(letter("Ours")).value();
  ASSERT_TRUE(base::make_directories(other.home.fs(), other.home.file("drafts")).has_value());
  test::write_file(other.home.file("drafts/" + kept.id + ".age"), test::read_file(file_of(kept.id)));
  test::SaidPassphrases said;
  KeyRing keys(other.home, said);
  EXPECT_EQ(DraftStore(other.home, keys).load(kept.id).error().code(), ErrorCode::wrong_key);
}

// Whatever call fails: the old draft is there, or the new one, whole; never none and never a third.
TEST_F(Drafts, AreThereWholeAfterAnyFailure) {
  const std::string id = store.add(letter("Old")).value().id;
  const auto save = [&](test::FaultFileSystem& faults, const std::string& text) -> Result<void> {
    ROG_TRY_ASSIGN(const Home home, Home::open(faults, kit.home.path()));
    DraftStore over(home, kit.keys);
    ROG_TRY_ASSIGN(StoredDraft stored, over.load(id));
    stored.draft.fields["8(1)(a)"] = text;
    return over.save(stored);
  };
  test::FaultFileSystem counting;
  ASSERT_TRUE(save(counting, "First").has_value());
  const auto injections = counting.every_injection();
  EXPECT_GT(injections.size(), 20U);
  std::string before = "First";
  for (std::size_t i = 0; i < injections.size(); ++i) {
    test::FaultFileSystem faults(injections[i]);
    const std::string after = "New " + std::to_string(i);
    const Result<void> saved = save(faults, after);
    const std::string there = text_of(id);
    EXPECT_EQ(there, saved ? after : before) << test::describe(injections[i]);
    before = there;
  }
  EXPECT_EQ(store.ids()->size(), 1U);
}

}  // namespace
}  // namespace rogatory::registry
