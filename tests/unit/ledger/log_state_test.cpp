#include "ledger/log_state.hpp"

#include <gtest/gtest.h>

#include "tests/support/entries.hpp"
#include "tests/support/fault_file_system.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::ledger {
namespace {

crypto::TreeHasher tree_of(int leaves) {
  crypto::TreeHasher tree;
  for (int i = 0; i < leaves; ++i) {
    tree.append(test::digest(std::to_string(i)));
  }
  return tree;
}

Oid oid(std::string_view text) { return oid_of(ObjectKind::blob, base::as_bytes(text)); }

LogState whole() { return {.head = LogHead{oid("commit"), tree_of(5)}, .intent = LogIntent{oid("tree"), tree_of(7)}}; }

bool reads(const std::string& text) {
  const Result<LogState> state = LogState::parse(base::as_bytes(text));
  EXPECT_TRUE(state || state.error().code() == ErrorCode::malformed);
  return state.has_value();
}

std::string changed(std::string_view from, std::string_view to) {
  std::string text = whole().serialize();
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

TEST(LogState, ReadsWhatItWrites) {
  for (const LogState& state : {LogState{}, whole(), LogState{whole().head, {}}, LogState{{}, whole().intent}}) {
    EXPECT_EQ(LogState::parse(base::as_bytes(state.serialize())).value(), state);
  }
}

TEST(LogState, RefusesAFrontierThatDoesNotMakeTheRoot) {
  const std::string root = tree_of(5).root().hex();
  EXPECT_FALSE(reads(changed("\"root\":\"" + root, "\"root\":\"" + test::digest("x").hex())));
  EXPECT_FALSE(reads(changed("\"size\":5", "\"size\":4")));
  EXPECT_FALSE(reads(changed("\"size\":7", "\"size\":3"))) << "an intent that takes entries away";
  EXPECT_FALSE(reads(changed("\"frontier\":[", "\"frontier\":[\"" + test::digest("x").hex() + "\",")));
}

TEST(LogState, RefusesWhatIsNotWhole) {
  EXPECT_FALSE(reads(changed("\"commit\":\"" + oid("commit").hex() + "\"", "\"commit\":null")));
  EXPECT_FALSE(reads(changed("rogatory-logstate/1", "rogatory-logstate/2")));
  EXPECT_FALSE(reads(whole().serialize() + "\n"));
  EXPECT_FALSE(reads(""));
  const std::string text = whole().serialize();
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(reads(text.substr(0, size))) << size;
  }
}

TEST(LogState, IsNothingWhereThereIsNoFileAndIsReplacedAsAWhole) {
  const test::TemporaryDirectory directory;
  FileSystem& fs = FileSystem::real();
  const std::string path = directory / "case/fr-ca.json";
  EXPECT_EQ(load_log_state(fs, path).value(), std::nullopt);
  ASSERT_TRUE(save_log_state(fs, path, whole()));
  EXPECT_EQ(load_log_state(fs, path).value(), whole());
  using Fault = test::FaultFileSystem;
  Fault failing({.call = Fault::Call::fsync, .nth = 1, .way = Fault::Way::not_done, .error = EIO});
  EXPECT_FALSE(save_log_state(failing, path, LogState{}));
  EXPECT_EQ(load_log_state(fs, path).value(), whole());
}

}  // namespace
}  // namespace rogatory::ledger
