// What another party's log may have done since it was here last. Trees that no honest git makes are written byte by
// byte.
#include "ledger/extension.hpp"

#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ledger/git_log.hpp"

namespace rogatory::ledger {
namespace {

using test::commit_files;
using test::Files;
using test::log_files;

constexpr const char* k_entry_1 = "entries/00/00/000001.json";

class Extension : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(make_repository(m_fs, m_repository, nullptr).has_value());
    m_held = commit_files(m_repository, "fr-ca", log_files(3), 0, 2);
  }
  /// The branch goes on with these files.
  Oid then(const Files& files) { return commit_files(m_repository, "fr-ca", files, 3, 3); }
  Oid add(ObjectKind kind, const Bytes& content) {
    ObjectBatch batch(m_fs, m_repository);
    const Oid id = batch.add(kind, content);
    EXPECT_TRUE(batch.save().has_value());
    return id;
  }
  Oid commit(const Oid& tree, std::optional<Oid> parent) {
    const Commit made{.tree = tree,
                      .parent = parent,
                      .log = LogName::parse("fr-ca").value(),
                      .date = UtcTime{1'800'000'000},
                      .first = 3,
                      .last = 3};
    return add(ObjectKind::commit, serialize_commit(made));
  }
  Oid tree_of(const Files& files) {
    ObjectBatch batch(m_fs, m_repository);
    const Oid tree = test::add_tree(batch, files);
    EXPECT_TRUE(batch.save().has_value());
    return tree;
  }
  /// The held tree with one more item at its top, of any mode.
  Oid tree_with(const std::string& mode, const std::string& name, const Oid& id) {
    const Oid held = tree_of(log_files(3));
    const Bytes content = Repository::open(m_repository)->read(ObjectKind::tree, held, k_tree_limit).value();
    Bytes item = base::to_bytes(mode + " " + name);
    item.push_back(0);
    item.insert(item.end(), id.bytes.begin(), id.bytes.end());
    // In git's order: before "cards", or behind "entries".
    Bytes all = name < "cards" ? item : content;
    const Bytes& rest = name < "cards" ? content : item;
    all.insert(all.end(), rest.begin(), rest.end());
    return add(ObjectKind::tree, all);
  }
  /// "" where it only grew.
  std::string_view judge(const std::optional<Oid>& from, const Oid& to) {
    Repository repository = Repository::open(m_repository).value();
    const Result<void> judged = check_extension(repository, from, to);
    m_said = judged ? "" : judged.error().sentence();
    return judged ? "" : base::word(judged.error().code());
  }

  FileSystem& m_fs = FileSystem::real();
  test::TemporaryDirectory m_directory;
  std::string m_repository = m_directory / "case.git";
  Oid m_held;
  std::string m_said;
};

TEST_F(Extension, OfNothingIsTheWholeLog) { EXPECT_EQ(judge(std::nullopt, m_held), "") << m_said; }

TEST_F(Extension, ByItselfIsNone) { EXPECT_EQ(judge(m_held, m_held), "") << m_said; }

TEST_F(Extension, ByEntriesAndCardsIsOne) {
  Files files = log_files(5);
  files["cards/000002.json"] = "{}";
  files["cards/000002.json.sig"] = "signature\n";
  EXPECT_EQ(judge(m_held, then(files)), "") << m_said;
  EXPECT_EQ(judge(m_held, then(log_files(5))), "altered") << "a card went again: " << m_said;
}

TEST_F(Extension, IsJudgedOnFilesAndNotOnCommitIds) {
  // The sender made all his commits anew, with other dates.
  const Oid first = commit(tree_of(log_files(2)), std::nullopt);
  const Oid second = commit(tree_of(log_files(4)), first);
  EXPECT_EQ(judge(m_held, second), "") << m_said;
}

TEST_F(Extension, ByAnOldFileSwappedOrGoneIsAltered) {
  Files swapped = log_files(4);
  swapped[k_entry_1] = "{\"seq\":1,\"other\":true}";
  EXPECT_EQ(judge(m_held, commit(tree_of(swapped), m_held)), "altered");
  EXPECT_EQ(m_said, std::string(k_entry_1) + " is another file than before");
  for (const char* gone :
       {k_entry_1, "entries/00/00/000001.json.sig", "entries/00/00/000002.age", "cards/000001.json", "checkpoint"}) {
    Files files = log_files(4);
    files.erase(gone);
    EXPECT_EQ(judge(m_held, commit(tree_of(files), m_held)), "altered") << gone;
    EXPECT_EQ(m_said, std::string(gone) + " is gone");
  }
}

TEST_F(Extension, BySomethingSmuggledThroughTheMiddleIsRefused) {
  struct Smuggling {
    const char* what;
    std::function<void(Files&)> change;
    const char* code;
  };
  const std::vector<Smuggling> ways{
      {"an old file swapped, and back again", [](Files& files) { files[k_entry_1] = "{}"; }, "altered"},
      {"an old file taken out, and back again", [](Files& files) { files.erase(k_entry_1); }, "altered"},
      {"a file of its own that goes again", [](Files& files) { files["notes.txt"] = "x"; }, "malformed"},
      {"a new entry that is another one in the end", [](Files& files) { files["entries/00/00/000003.json"] = "{}"; },
       "altered"},
      {"an entry far ahead that goes again", [](Files& files) { files["entries/50/00/500000.json"] = "x"; }, "altered"},
      {"a file where a directory was",
       [](Files& files) {
         std::erase_if(files, [](const auto& file) { return file.first.starts_with("cards/"); });
         files["cards"] = "x";
       },
       "altered"},
  };
  for (const Smuggling& way : ways) {
    Files middle = log_files(4);
    way.change(middle);
    const Oid through = commit(tree_of(middle), m_held);
    const Oid end = commit(tree_of(log_files(5)), through);
    EXPECT_EQ(judge(m_held, end), way.code) << way.what << ": " << m_said;
    // Of a log that is new here the same is true.
    const Oid alone = commit(tree_of(middle), commit(tree_of(log_files(3)), std::nullopt));
    EXPECT_EQ(judge(std::nullopt, commit(tree_of(log_files(5)), alone)), way.code) << way.what << ": " << m_said;
  }
}

TEST_F(Extension, ByAnythingButPlainFilesIsMalformed) {
  const Oid blob = add(ObjectKind::blob, base::to_bytes("[submodule \"x\"]\n"));
  struct Foreign {
    const char* mode;
    const char* name;
  };
  for (const auto& [mode, name] :
       {Foreign{"100755", "run"}, Foreign{"120000", "link"}, Foreign{"160000", "module"}, Foreign{"100664", "group"},
        Foreign{"100644", ".gitmodules"}, Foreign{"100644", "notes.txt"}, Foreign{"040000", "zero"}}) {
    EXPECT_EQ(judge(m_held, commit(tree_with(mode, name, blob), m_held)), "malformed") << mode << " " << name;
  }
}

TEST_F(Extension, ByTwoLinesOfCommitsIsMalformed) {
  const Oid other = commit(tree_of(log_files(1)), std::nullopt);
  const Oid tree = tree_of(log_files(4));
  const std::string who = "fr-ca <fr-ca@fr-ca.invalid> 1800000000 +0000";
  const Oid joined = add(ObjectKind::commit,
                         base::to_bytes("tree " + tree.hex() + "\nparent " + m_held.hex() + "\nparent " + other.hex() +
                                        "\nauthor " + who + "\ncommitter " + who + "\n\nentries 3..3\n"));
  EXPECT_EQ(judge(m_held, joined), "malformed");
  EXPECT_NE(m_said.find("joins two histories"), std::string::npos) << m_said;
}

TEST_F(Extension, ThatIsNotAllThereIsIncomplete) {
  const Oid nowhere = oid_of(ObjectKind::tree, base::to_bytes("nowhere"));
  EXPECT_EQ(judge(m_held, commit(nowhere, m_held)), "incomplete") << m_said;
  EXPECT_EQ(judge(m_held, commit(tree_of(log_files(4)), nowhere)), "incomplete") << m_said;
}

}  // namespace
}  // namespace rogatory::ledger
