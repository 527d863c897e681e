// Repositories, packs and directories that somebody made to hurt.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>

#include "ledger/git_bundle.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/ledger/git_log.hpp"

namespace rogatory::ledger {
namespace {

namespace stdfs = std::filesystem;
using test::log_files;

class GitHostile : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(make_repository(m_fs, m_repository, nullptr).has_value()); }

  std::string sh(const std::string& line) {
    const test::Ran ran = test::run("cd " + m_directory.path() + " && (" + line + ") 2>&1");
    EXPECT_EQ(ran.status, 0) << line << ": " << ran.output;
    return ran.output;
  }
  std::string path_of(const Oid& id) {
    return m_repository + "/objects/" + id.hex().substr(0, 2) + "/" + id.hex().substr(2);
  }
  /// Puts an object of any bytes where one of this id belongs.
  void plant(const Oid& id, const std::string& object) {
    stdfs::create_directories(stdfs::path(path_of(id)).parent_path());
    stdfs::remove(path_of(id));
    std::string packed(::compressBound(object.size()), '\0');
    uLongf size = packed.size();
    ASSERT_EQ(::compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(object.data()),
                         object.size()),
              Z_OK);
    test::write_file(path_of(id), packed.substr(0, size));
  }
  Oid blob(const std::string& content) {
    ObjectBatch batch(m_fs, m_repository);
    const Oid id = batch.add(ObjectKind::blob, base::to_bytes(content));
    EXPECT_TRUE(batch.save().has_value());
    return id;
  }
  ErrorCode code_of_reading(const Oid& id, std::size_t limit = 1000) {
    const Result<Bytes> read = Repository::open(m_repository)->read(ObjectKind::blob, id, limit);
    return read ? ErrorCode::failed : read.error().code();
  }
  std::unique_ptr<LogSource> open_log() {
    return open_repository(m_repository).value()->open(LogName::parse("fr-ca").value()).value();
  }

  FileSystem& m_fs = FileSystem::real();
  test::TemporaryDirectory m_directory;
  std::string m_repository = m_directory / "case.git";
};

TEST_F(GitHostile, ListingNamesWhateverHasNoPlaceInALog) {
  for (const auto& [path, content] : log_files(3)) {
    stdfs::create_directories(stdfs::path(m_directory / "work/" + path).parent_path());
    test::write_file(m_directory / "work/" + path, content);
  }
  sh("cd work && git init -q && git config user.email a@b.c && git config user.name a && git checkout -q -b fr-ca && "
     "chmod +x entries/00/00/000001.age entries/00/00/000002.json 2>/dev/null; ln -s /etc/passwd "
     "entries/00/00/000002.age -f;"
     "echo x >.gitmodules; echo x >README; mkdir -p entries/01/00 entries/x cards/y; echo x "
     ">entries/01/00/010000.json; "
     "echo x >entries/x/y; echo x >entries/00/00/000100.json; echo x >cards/000000.json; echo x >cards/000003.json; "
     "echo x >cards/y/z; echo x >entries/00/z; git add . && "
     "git update-index --add --cacheinfo 160000,0123456789abcdef0123456789abcdef01234567,module && git commit -qm x");
  const LogListing listing = [&] {
    m_repository = m_directory / "work/.git";
    return open_log()->list().value();
  }();
  EXPECT_EQ(listing.entries, 2U) << "the third one's mode is another";
  EXPECT_EQ(listing.with_body, std::vector<std::uint64_t>{0});
  std::vector<std::string> strange = listing.strange;
  std::ranges::sort(strange);
  EXPECT_EQ(strange, (std::vector<std::string>{".gitmodules", "README", "cards/000000.json", "cards/000003.json",
                                               "cards/y", "entries/00/00/000002.age", "entries/00/00/000002.json",
                                               "entries/00/00/000002.json.sig", "entries/00/00/000100.json",
                                               "entries/00/z", "entries/01/00/010000.json", "entries/x", "module"}));
  EXPECT_EQ(listing.strange_count, strange.size());
  EXPECT_EQ(open_log()->entry(2).error().code(), ErrorCode::incomplete);
}

TEST_F(GitHostile, ListingOfVeryManyStrangeNamesIsBounded) {
  ObjectBatch batch(m_fs, m_repository);
  const Oid file = batch.add(ObjectKind::blob, base::to_bytes("x"));
  std::vector<TreeItem> items;
  for (int i = 0; i < 5000; ++i) {
    items.push_back({"name" + std::to_string(i), false, file});
  }
  const Oid tree = batch.add(ObjectKind::tree, serialize_tree(items));
  const Oid commit = batch.add(
      ObjectKind::commit,
      serialize_commit(
          {.tree = tree, .parent = {}, .log = LogName::parse("fr-ca").value(), .date = {}, .first = 0, .last = 0}));
  ASSERT_TRUE(batch.save().has_value() && move_ref(m_fs, m_repository, "refs/heads/fr-ca", {}, commit).has_value());
  const LogListing listing = open_log()->list().value();
  EXPECT_EQ(listing.strange.size(), 100U);
  EXPECT_EQ(listing.strange_count, 5000U);
}

TEST_F(GitHostile, ATreeOfTreesWithoutEndEnds) {
  // Each of the trees holds the next one a hundred times: walking all paths would take for ever.
  ObjectBatch batch(m_fs, m_repository);
  Oid below = batch.add(ObjectKind::blob, base::to_bytes("x"));
  for (int depth = 0; depth < 30; ++depth) {
    std::vector<TreeItem> items;
    for (int i = 10; i < 100; ++i) {
      items.push_back({std::to_string(i), depth != 0, below});
    }
    below = batch.add(ObjectKind::tree, serialize_tree(items));
  }
  const Oid top = batch.add(ObjectKind::tree, serialize_tree({{"entries", true, below}}));
  const Oid commit = batch.add(
      ObjectKind::commit,
      serialize_commit(
          {.tree = top, .parent = {}, .log = LogName::parse("fr-ca").value(), .date = {}, .first = 0, .last = 0}));
  ASSERT_TRUE(batch.save().has_value() && move_ref(m_fs, m_repository, "refs/heads/fr-ca", {}, commit).has_value());
  const LogListing listing = open_log()->list().value();
  EXPECT_EQ(listing.entries, 0U);
  EXPECT_EQ(listing.strange_count, 90U * 90 * 90);
  const Result<void> written = write_bundle(m_fs, m_repository, {"refs/heads/fr-ca"}, {}, m_directory / "deep.bundle");
  EXPECT_EQ(written.error().code(), ErrorCode::refused);
}

TEST_F(GitHostile, RefsThatAreNoLogsAreNamed) {
  test::commit_files(m_repository, "fr-ca", log_files(1), 0, 0);
  sh("cd case.git && git branch Main fr-ca && git tag v1 fr-ca && git branch fr-ca.1 fr-ca && "
     "git update-ref refs/notes/x fr-ca && git symbolic-ref refs/heads/it-ca refs/heads/fr-ca");
  std::vector<std::string> strange;
  const auto logs = open_repository(m_repository).value()->logs(strange).value();
  EXPECT_EQ(logs, std::vector<LogName>{LogName::parse("fr-ca").value()});
  EXPECT_EQ(strange, (std::vector<std::string>{"refs/heads/Main", "refs/heads/fr-ca.1", "refs/heads/it-ca",
                                               "refs/notes/x", "refs/tags/v1"}));
}

TEST_F(GitHostile, BorrowedObjectsAreRefused) {
  test::write_file(m_repository + "/objects/info/alternates", m_directory / "elsewhere\n");
  const Result<Repository> opened = Repository::open(m_repository);
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code(), ErrorCode::refused);
}

TEST_F(GitHostile, ConfigurationIsNotEvenRead) {
  const Oid id = blob("x");
  stdfs::remove(m_repository + "/config");
  ASSERT_EQ(::mkfifo((m_repository + "/config").c_str(), 0600), 0);  // to read it would hang
  EXPECT_TRUE(Repository::open(m_repository)->read(ObjectKind::blob, id, 10).has_value());
}

TEST_F(GitHostile, ADirectoryThatIsNoRepositoryIsNotFound) {
  EXPECT_EQ(Repository::open(m_directory.path()).error().code(), ErrorCode::not_found);
  EXPECT_EQ(Repository::open(m_directory / "nowhere").error().code(), ErrorCode::not_found);
}

TEST_F(GitHostile, LooseObjectsThatAreNotWhatTheySayAreMalformed) {
  const Oid id = blob("hello");
  const std::string good("blob 5\0hello", 12);
  plant(id, good);
  EXPECT_TRUE(Repository::open(m_repository)->read(ObjectKind::blob, id, 5).has_value());
  EXPECT_EQ(code_of_reading(id, 4), ErrorCode::malformed) << "longer than it may be";
  for (const std::string& object : {
           std::string(),
           std::string("blob 5"),
           std::string("blob 6\0hello", 12),
           std::string("blob 4\0hello", 12),
           std::string("blob 05\0hello", 13),
           std::string("tree 5\0hello", 12),
           std::string("blob  5\0hello", 13),
           std::string("blob 5\0", 7),
       }) {
    plant(id, object);
    EXPECT_EQ(code_of_reading(id), ErrorCode::malformed) << object;
  }
  plant(id, good);
  const std::string packed = test::read_file(path_of(id));
  for (std::size_t size = 0; size < packed.size(); ++size) {
    test::write_file(path_of(id), packed.substr(0, size));
    EXPECT_EQ(code_of_reading(id), ErrorCode::malformed) << size;
  }
  test::write_file(path_of(id), packed + "x");
  EXPECT_EQ(code_of_reading(id), ErrorCode::malformed);
}

TEST_F(GitHostile, LooseObjectsThatAreNoFilesAreNeverWaitedFor) {
  const Oid id = blob("hello");
  stdfs::remove(path_of(id));
  ASSERT_EQ(::mkfifo(path_of(id).c_str(), 0600), 0);
  EXPECT_EQ(code_of_reading(id), ErrorCode::malformed);
  stdfs::remove(path_of(id));
  EXPECT_EQ(code_of_reading(id), ErrorCode::incomplete);
  stdfs::create_symlink("/dev/zero", path_of(id));
  EXPECT_NE(code_of_reading(id), ErrorCode::failed) << "a link is not followed";
}

TEST_F(GitHostile, ALooseObjectOfAGigabyteOfZerosIsRefusedBySize) {
  const Oid id = blob("hello");
  plant(id, "blob 100000000" + std::string(100'000'001, '\0'));
  EXPECT_LT(stdfs::file_size(path_of(id)), 200'000U);
  EXPECT_EQ(code_of_reading(id, k_body_file_limit), ErrorCode::malformed);
  stdfs::resize_file(path_of(id), std::uintmax_t{1} << 40);  // sparse
  EXPECT_EQ(code_of_reading(id, k_body_file_limit), ErrorCode::malformed);
}

/// "more" bits, kind and size, as packs have them.
std::string pack_head(unsigned kind, std::uint64_t size) {
  std::string head;
  std::uint64_t byte = (kind << 4) | (size & 15);
  for (size >>= 4; size != 0; size >>= 7) {
    head += static_cast<char>(byte | 128);
    byte = size & 127;
  }
  return head + static_cast<char>(byte);
}

std::string varint(std::uint64_t number) {
  std::string text;
  for (; number > 127; number >>= 7) {
    text += static_cast<char>(number | 128);
  }
  return text + static_cast<char>(number);
}

std::string compressed(const std::string& text) {
  std::string packed(::compressBound(text.size()), '\0');
  uLongf size = packed.size();
  EXPECT_EQ(::compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
                       text.size()),
            Z_OK);
  return packed.substr(0, size);
}

/// A pack of a blob of `base_size` zeros and of a delta that makes ten bytes of it.
std::string delta_pack(const std::string& base, std::uint64_t base_size, const Oid& base_id) {
  const std::string delta = varint(base_size) + varint(10) + "\x90\x0A";  // copy ten bytes from the front
  return std::string("PACK\0\0\0\2\0\0\0\2", 12) + pack_head(3, base_size) + base + pack_head(7, delta.size()) +
         std::string(base_id.bytes.begin(), base_id.bytes.end()) + compressed(delta);
}

TEST_F(GitHostile, ASmallObjectMadeFromAHugeOneTakesNoMemory) {
  const std::string zeros(300'000'000, '\0');
  const Oid base = oid_of(ObjectKind::blob, base::as_bytes(zeros));
  const Oid made = oid_of(ObjectKind::blob, base::as_bytes(std::string(10, '\0')));
  test::write_file(m_directory / "body", delta_pack(compressed(zeros), zeros.size(), base));
  sh("cat body >bomb.pack; openssl dgst -sha1 -binary body >>bomb.pack; "
     "cd case.git && git index-pack --stdin <../bomb.pack");
  ASSERT_EQ(sh("git -C case.git cat-file -s " + made.hex()), "10\n");
  EXPECT_EQ(code_of_reading(made), ErrorCode::malformed);
  EXPECT_EQ(code_of_reading(base), ErrorCode::malformed);
  const std::string id(40, 'a');
  test::write_file(m_directory / "head", "# v2 git bundle\n" + id + " refs/heads/fr-ca\n\n");
  sh("cat head bomb.pack >bomb.bundle");
  const Result<void> unpacked =
      unbundle(m_fs, m_directory / "bomb.bundle", m_directory / "quarantine", "", std::uint64_t{1} << 30);
  ASSERT_FALSE(unpacked.has_value());
  EXPECT_EQ(unpacked.error().code(), ErrorCode::refused);
}

}  // namespace
}  // namespace rogatory::ledger
