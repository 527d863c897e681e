#include "ledger/git_objects.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::ledger {
namespace {

Oid some_id(std::uint8_t byte = 0x41) {
  Oid id;
  id.bytes.fill(byte);
  return id;
}

/// One item of a tree as bytes, whatever it is.
std::string item(const std::string& mode, const std::string& name) {
  return mode + " " + name + std::string(1, '\0') + std::string(20, 'A');
}

Commit some_commit() {
  return {.tree = some_id(1),
          .parent = some_id(2),
          .log = LogName::parse("fr-ca.2").value(),
          .date = UtcTime{1'800'000'000},
          .first = 12,
          .last = 14};
}

std::string text_of_commit(const Commit& commit) { return std::string(base::as_text(serialize_commit(commit))); }

/// `text` with the first `from` replaced.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(GitObjects, HaveTheIdsThatStockGitGivesThem) {
  const test::TemporaryDirectory directory;
  const Bytes tree = serialize_tree({{"b", true, some_id()}, {"b.json", false, some_id()}, {"a", false, some_id()}});
  const std::vector<std::pair<ObjectKind, Bytes>> objects = {
      {ObjectKind::blob, {}},
      {ObjectKind::blob, base::to_bytes("an entry")},
      {ObjectKind::blob, Bytes(100'000, 7)},
      {ObjectKind::tree, tree},
      {ObjectKind::commit, serialize_commit(some_commit())},
  };
  for (const auto& [kind, content] : objects) {
    test::write_file(directory / "object", base::as_text(content));
    const test::Ran ran = test::run("git hash-object -t " + std::string(text_of(kind)) + " " + (directory / "object"));
    EXPECT_EQ(ran.output, oid_of(kind, content).hex() + "\n");
  }
}

TEST(GitObjects, IdsAreFortyLowerCaseDigits) {
  EXPECT_EQ(Oid::from_hex(some_id(0xAB).hex()).value(), some_id(0xAB));
  for (const std::string& text :
       {std::string(39, 'a'), std::string(41, 'a'), std::string(40, 'A'), std::string(40, 'g')}) {
    EXPECT_FALSE(Oid::from_hex(text).has_value()) << text;
  }
}

TEST(GitTree, IsReadBackInGitsOrder) {
  const Bytes content =
      serialize_tree({{"b", true, some_id(1)}, {"b.json", false, some_id(2)}, {"a", false, some_id(3)}});
  const std::vector<TreeItem> items = parse_tree(content).value();
  const std::vector<TreeItem> expected = {
      {"a", false, some_id(3)}, {"b.json", false, some_id(2)}, {"b", true, some_id(1)}};
  EXPECT_EQ(items, expected) << "a tree is compared as if its name ended in a slash";
  EXPECT_TRUE(parse_tree({})->empty());
}

TEST(GitTree, IsRefusedWhereNoLogHasOneLikeIt) {
  const std::string file = item("100644", "checkpoint");
  for (const std::string& text : {
           item("100755", "checkpoint"),                                      // executable
           item("120000", "checkpoint"),                                      // a link
           item("160000", "entries"),                                         // a submodule
           item("040000", "entries"),                                         // a mode with a zero in front
           item("0", "entries"),                                              //
           item("100644", ".gitmodules"),                                     //
           item("100644", ".."),                                              //
           item("40000", ".git"),                                             //
           item("100644", "a/b"),                                             //
           item("100644", "A"),                                               //
           item("100644", "a b"),                                             //
           item("100644", ""),                                                // no name
           file.substr(0, file.size() - 1),                                   // cut off in the id
           file.substr(0, 12),                                                // and in the name
           file + "1",                                                        // something behind
           file + file,                                                       // twice
           item("100644", "b") + item("100644", "a"),                         // out of order
           item("40000", "b") + item("100644", "b.a"),                        // out of git's order
           item("100644", "b") + item("100644", "b.a") + item("40000", "b"),  // a file and a tree of one name
       }) {
    const Result<std::vector<TreeItem>> items = parse_tree(base::as_bytes(text));
    ASSERT_FALSE(items.has_value()) << text;
    EXPECT_EQ(items.error().code(), ErrorCode::malformed) << text;
  }
}

TEST(GitTree, IsReadUpToItsLimit) {
  std::string text;
  for (int i = 1000; text.size() + 32 <= k_tree_limit; ++i) {
    text += item("100644", std::to_string(i).substr(0, 5));
    ASSERT_LT(i, 100'000);
  }
  ASSERT_TRUE(parse_raw_tree(base::as_bytes(text)).has_value());
  EXPECT_FALSE(parse_tree(Bytes(k_tree_limit + 1)).has_value());
}

TEST(GitCommit, IsWhatGitShowsOfAnAppend) {
  EXPECT_EQ(text_of_commit(some_commit()),
            "tree 0101010101010101010101010101010101010101\n"
            "parent 0202020202020202020202020202020202020202\n"
            "author fr-ca <fr-ca.2@fr-ca.invalid> 1800000000 +0000\n"
            "committer fr-ca <fr-ca.2@fr-ca.invalid> 1800000000 +0000\n"
            "\n"
            "entries 12..14\n");
}

TEST(GitCommit, IsReadBack) {
  Commit commit = some_commit();
  EXPECT_EQ(parse_commit(serialize_commit(commit)).value(), commit);
  commit.parent.reset();
  EXPECT_EQ(parse_commit(serialize_commit(commit)).value(), commit);
  EXPECT_EQ(tree_of_commit(serialize_commit(commit)).value(), commit.tree);
}

TEST(GitCommit, OfATimeBeforeGitsIsOfItsFirstSecond) {
  Commit commit = some_commit();
  commit.date = UtcTime{-5};
  EXPECT_NE(text_of_commit(commit).find("> 0 +0000\n"), std::string::npos);
}

TEST(GitCommit, IsRefusedInAnyOtherForm) {
  const std::string text = text_of_commit(some_commit());
  const std::string parent = "parent 0202020202020202020202020202020202020202\n";
  for (const std::string& other : {
           std::string(),
           text + "x",
           text.substr(0, text.size() - 1),
           with(text, parent, parent + parent),  // a merge
           with(text, "author fr-ca", "author de-ca"),
           with(text, "fr-ca.2@", "fr-ca@"),  // author and committer differ
           with(text, "1800000000 +0000\nc", "1800000000 +0100\nc"),
           with(text, "1800000000", "01800000000"),
           with(text, "1800000000", "-1"),
           with(text, "1800000000", "999999999999999"),
           with(text, "\n\n", "\ngpgsig x\n\n"),
           with(text, "\n\n", "\nencoding latin1\n\n"),
           with(text, "12..14", "14..12"),
           with(text, "12..14", "12..1000000"),
           with(text, "12..14", "012..14"),
           with(text, "12..14", "12..14 of a person"),
           with(text, "entries", "Entries"),
           with(text, "tree 01", "tree 0A"),
       }) {
    const Result<Commit> commit = parse_commit(base::as_bytes(other));
    ASSERT_FALSE(commit.has_value()) << other;
    EXPECT_EQ(commit.error().code(), ErrorCode::malformed) << other;
  }
}

TEST(GitCommit, GivesItsTreeWhoeverMadeItAnew) {
  EXPECT_EQ(tree_of_commit(base::as_bytes("tree 0101010101010101010101010101010101010101\nauthor x")).value(),
            some_id(1));
  EXPECT_FALSE(tree_of_commit(base::as_bytes("tree 01010101\n")).has_value());
  EXPECT_FALSE(tree_of_commit(base::as_bytes("object 0101010101010101010101010101010101010101\n")).has_value());
}

}  // namespace
}  // namespace rogatory::ledger
