#include "ledger/pack_reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "ledger/git.hpp"
#include "ledger/git_store.hpp"
#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::ledger {
namespace {

namespace stdfs = std::filesystem;

class PackReading : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(make_repository(m_fs, m_repository, nullptr).has_value()); }

  /// One pack of blobs: `count` of them, at least k_pack_from.
  std::map<Oid, Bytes> save_blobs(unsigned count, const std::string& text) {
    ObjectBatch batch(m_fs, m_repository);
    std::map<Oid, Bytes> blobs;
    for (unsigned i = 0; i < count; ++i) {
      const Bytes content = base::to_bytes(text + std::to_string(i));
      blobs.emplace(batch.add(ObjectKind::blob, content), content);
    }
    EXPECT_TRUE(batch.save().has_value());
    return blobs;
  }
  /// The one file of the packs that ends so.
  std::string only(const std::string& ending) {
    for (const auto& file : stdfs::directory_iterator(m_repository + "/objects/pack")) {
      if (file.path().extension() == ending) {
        return file.path();
      }
    }
    return "";
  }
  PackReader reader() { return PackReader::open(m_fs, m_repository); }
  void replace(const std::string& path, const std::string& content) {
    stdfs::remove(path);  // it may not be written to
    test::write_file(path, content);
  }

  static constexpr std::size_t k_limit = 1024 * 1024;
  FileSystem& m_fs = FileSystem::real();
  test::TemporaryDirectory m_directory;
  std::string m_repository = m_directory / "case.git";
};

TEST_F(PackReading, ReadsObjectsOfEveryKindAndSizeByteForByte) {
  ObjectBatch batch(m_fs, m_repository);
  std::vector<std::tuple<ObjectKind, Oid, Bytes>> objects;
  for (const ObjectKind kind : {ObjectKind::blob, ObjectKind::tree, ObjectKind::commit}) {
    for (const unsigned size : {0U, 1U, 15U, 16U, 2047U, 2048U, 4096U, 65535U, 65536U, 65537U, 300'000U}) {
      const Bytes content(size, static_cast<std::uint8_t>(size));
      objects.emplace_back(kind, batch.add(kind, content), content);
    }
    for (unsigned i = 0; i < 30; ++i) {
      const Bytes content = base::to_bytes("small " + std::to_string(i));
      objects.emplace_back(kind, batch.add(kind, content), content);
    }
  }
  ASSERT_TRUE(batch.save().has_value());
  PackReader packs = reader();
  for (const auto& [kind, id, content] : objects) {
    if (!content.empty()) {  // nobody needs the short way for those
      EXPECT_EQ(packs.read(kind, id, content.size()), content);
      EXPECT_FALSE(packs.read(kind, id, content.size() - 1).has_value()) << "longer than its limit";
    }
    EXPECT_FALSE(packs.read(kind == ObjectKind::blob ? ObjectKind::tree : ObjectKind::blob, id, k_limit).has_value());
  }
  for (auto object = objects.rbegin(); object != objects.rend(); ++object) {
    const auto& [kind, id, content] = *object;
    EXPECT_EQ(packs.read(kind, id, k_limit).value_or(content), content) << "in another order";
  }
  EXPECT_FALSE(packs.read(ObjectKind::blob, Oid{}, k_limit).has_value());
}

TEST_F(PackReading, HasNothingWhereThereIsNoPack) {
  EXPECT_FALSE(reader().read(ObjectKind::blob, Oid{}, k_limit).has_value());
  stdfs::remove_all(m_repository + "/objects/pack");
  EXPECT_FALSE(reader().read(ObjectKind::blob, Oid{}, k_limit).has_value());
}

TEST_F(PackReading, LeavesDeltasToTheLibrary) {
  const std::map<Oid, Bytes> blobs = save_blobs(100, std::string(2000, 'x'));
  std::string list;
  for (const auto& [id, content] : blobs) {
    list += id.hex() + "\n";
  }
  test::write_file(m_directory / "list", list);
  const std::string old = only(".pack");
  const std::string folder = m_repository + "/objects/pack";
  ASSERT_EQ(test::run("cd " + m_repository + " && git pack-objects --no-reuse-object --depth=9 --window=20 " + folder +
                      "/pack < " + (m_directory / "list") + " 2>&1")
                .status,
            0);
  stdfs::remove(old);
  stdfs::remove(stdfs::path(old).replace_extension(".idx"));
  PackReader packs = reader();
  Repository repository = Repository::open(m_repository).value();
  std::size_t whole = 0;
  for (const auto& [id, content] : blobs) {
    const std::optional<Bytes> found = packs.read(ObjectKind::blob, id, k_limit);
    whole += found ? 1U : 0U;
    EXPECT_EQ(found.value_or(content), content);
    EXPECT_EQ(repository.read(ObjectKind::blob, id, k_limit).value(), content);
  }
  EXPECT_GT(whole, 0U);
  EXPECT_LT(whole, blobs.size());
}

TEST_F(PackReading, TakesNothingForAnObjectThatWasDamaged) {
  const std::map<Oid, Bytes> blobs = save_blobs(64, "b");
  const std::string path = only(".pack");
  const std::string pack = test::read_file(path);
  for (std::size_t at = 0; at < pack.size(); ++at) {
    std::string damaged = pack;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    replace(path, damaged);
    PackReader packs = reader();
    for (const auto& [id, content] : blobs) {
      const std::optional<Bytes> found = packs.read(ObjectKind::blob, id, k_limit);
      ASSERT_TRUE(!found || *found == content) << "byte " << at;
    }
  }
}

TEST_F(PackReading, LooksAtNothingBeyondADamagedIndex) {
  const std::map<Oid, Bytes> blobs = save_blobs(64, "b");
  const std::string path = only(".idx");
  const std::string index = test::read_file(path);
  std::set<Bytes> known;
  for (const auto& [id, content] : blobs) {
    known.insert(content);
  }
  for (std::size_t at = 0; at < index.size(); ++at) {
    std::string damaged = index;
    damaged[at] = static_cast<char>(at % 2 == 0 ? 0xFF : damaged[at] ^ 0x80);
    replace(path, damaged);
    PackReader packs = reader();
    for (const auto& [id, content] : blobs) {
      const std::optional<Bytes> found = packs.read(ObjectKind::blob, id, k_limit);
      ASSERT_TRUE(!found || known.contains(*found)) << "byte " << at;
    }
  }
}

TEST_F(PackReading, TakesNothingOfAPackOrAnIndexThatWasCutOff) {
  const std::map<Oid, Bytes> blobs = save_blobs(64, "b");
  for (const std::string ending : {".idx", ".pack"}) {
    const std::string path = only(ending);
    const std::string whole = test::read_file(path);
    for (std::size_t size = 0; size < whole.size(); size += 7) {
      replace(path, whole.substr(0, size));
      EXPECT_FALSE(reader().read(ObjectKind::blob, blobs.begin()->first, k_limit).has_value()) << ending << size;
    }
    replace(path, whole);
    EXPECT_TRUE(reader().read(ObjectKind::blob, blobs.begin()->first, k_limit).has_value());
  }
}

TEST_F(PackReading, FollowsOffsetsIntoTheFarTable) {
  const std::map<Oid, Bytes> blobs = save_blobs(64, "b");
  const std::string path = only(".idx");
  std::string index = test::read_file(path);
  const std::size_t offsets = 8 + 1024 + blobs.size() * 24;
  const std::string near = index.substr(offsets, 4);
  index.replace(offsets, 4, std::string("\x80\0\0\0", 4));
  replace(path, index);
  EXPECT_FALSE(reader().read(ObjectKind::blob, blobs.begin()->first, k_limit).has_value()) << "no such table";
  index.insert(index.size() - 40, std::string(4, '\0') + near);
  replace(path, index);
  EXPECT_EQ(reader().read(ObjectKind::blob, blobs.begin()->first, k_limit), blobs.begin()->second);
}

TEST_F(PackReading, KeepsTheLargestPacksOpenAndNoMore) {
  std::vector<Oid> one_of_each;
  for (std::size_t i = 0; i <= PackReader::k_most_packs; ++i) {
    one_of_each.push_back(save_blobs(64, std::string(i + 1, 'x') + "-").begin()->first);
  }
  PackReader packs = reader();
  Repository repository = Repository::open(m_repository).value();
  for (std::size_t i = 0; i < one_of_each.size(); ++i) {
    EXPECT_EQ(packs.read(ObjectKind::blob, one_of_each[i], k_limit).has_value(), i > 0) << i;
    EXPECT_TRUE(repository.read(ObjectKind::blob, one_of_each[i], k_limit).has_value()) << i;
  }
}

}  // namespace
}  // namespace rogatory::ledger
