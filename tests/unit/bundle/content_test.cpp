#include "bundle/content.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/tar.hpp"
#include "bundle/format.hpp"
#include "tests/kit/raw_bundle.hpp"

namespace rogatory::bundle {
namespace {

using base::to_bytes;
using test::RawContent;

using Names = std::vector<std::string>;

/// Writes down what it is told.
class Listener : public ContentVisitor {
 public:
  Result<void> on_context(const Context& context) override { return say("context of " + context.name); }
  Result<void> begin_file(std::uint64_t item, const std::string& path, std::uint64_t size) override {
    return say("file " + std::to_string(item) + " " + path + " " + std::to_string(size));
  }
  Result<void> data(ByteView bytes) override {
    said.back() += " " + std::string(base::as_text(bytes));
    return {};
  }
  Result<void> end_file() override {
    said.back() += " end";
    return {};
  }
  Result<void> on_obligations(const ObligationsRecord&) override { return say("obligations"); }
  Result<void> on_item(const ItemRecord& record) override {
    if (record.item == fail_at) {
      return fail(ErrorCode::no_space, "the disk is full");
    }
    return say("item " + std::to_string(record.item) + " " + record.name);
  }

  Names said;
  std::uint64_t fail_at = 0;

 private:
  Result<void> say(std::string text) {
    said.push_back(std::move(text));
    return {};
  }
};

/// A source that gives a byte at a time and ends with an Error.
class Dribble : public base::ByteSource {
 public:
  explicit Dribble(ByteView bytes) : m_left(bytes) {}
  Result<std::size_t> read(MutableByteView into) override {
    if (m_left.empty()) {
      return end ? Result<std::size_t>(fail(*end)) : Result<std::size_t>(std::size_t{0});
    }
    into[0] = m_left[0];
    m_left = m_left.subspan(1);
    return std::size_t{1};
  }
  std::optional<Error> end;

 private:
  ByteView m_left;
};

class AContent : public testing::Test {
 protected:
  AContent() : authority("fr-ca"), content(test::make_content(authority, "b-1", items)) {
    seal.authority = "fr-ca";
    seal.officer = test::k_officer;
    seal.name = "b-1";
    content.claim_in(seal);
  }

  /// The checks that fail.
  Names failures(ByteView plaintext) {
    base::SpanSource source(plaintext);
    const Checked<void> read = read_content(source, seal, listener);
    if (read) {
      return {};
    }
    EXPECT_FALSE(read.error().error);
    return test::failed_checks(read.error().findings);
  }
  Names failures() { return failures(content.plaintext()); }
  /// The same where the seal speaks of the changed records.
  Names failures_of_liar() {
    content.claim_in(seal);
    return failures();
  }

  const std::vector<test::RawItem> items{{"photos", std::nullopt},
                                         {"photos/one.JPG", to_bytes("first")},
                                         {"photos/empty", Bytes()},
                                         {"letter.pdf", to_bytes("second")}};
  test::Authority authority;
  RawContent content;
  Seal seal;
  Listener listener;
};

const Names k_order{"inner.order"};
const Names k_item_hash{"item.hash"};

TEST_F(AContent, IsRefusedWhereverItEndsEarly) {
  const Bytes whole = content.plaintext();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    ASSERT_EQ(failures(ByteView(whole).first(size)), k_order) << size;
  }
}

TEST_F(AContent, HasNothingAfterThePadding) {
  Bytes longer = content.plaintext();
  longer.push_back(0);
  EXPECT_EQ(failures(longer), k_order);
}

TEST_F(AContent, HasThePaddingOfItsLength) {
  content = test::make_content(authority, "b-1", {{"forty-thousand", Bytes(40'000, 'x')}});
  content.claim_in(seal);
  ASSERT_EQ(failures(), Names{});
  const Bytes unpadded = [&] {
    Bytes bytes = test::tar_members(content.members, "bag/");
    bytes.resize(bytes.size() + base::tar::k_end_size);
    return bytes;
  }();
  ASSERT_LT(unpadded.size(), content.plaintext().size());
  EXPECT_EQ(failures(unpadded), k_order);
  Bytes dirty = content.plaintext();
  dirty.back() = 1;
  EXPECT_EQ(failures(dirty), k_order);
}

TEST_F(AContent, SeesEveryByteOfItsHeadersAndFills) {
  const Bytes good = content.plaintext();
  std::size_t at = 0;
  for (const test::RawMember& member : content.members) {
    const std::size_t data = at + base::tar::k_block;
    const std::size_t fill = data + member.content.size();
    const std::size_t next = fill + base::tar::fill_after(member.content.size());
    for (std::size_t i = at; i < next; i = i + 1 == data ? fill : i + 1) {
      Bytes bytes = good;
      bytes[i] ^= static_cast<std::uint8_t>(1U << i % 8);
      EXPECT_EQ(failures(bytes), k_order) << member.path << ", byte " << i - at;
    }
    at = next;
  }
}

TEST_F(AContent, HasEveryMemberOnceAndInOrder) {
  const RawContent good = content;
  for (std::size_t i = 0; i < good.members.size(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(i);
    const bool data = good.members[i].path.starts_with("data/");
    content = good;
    content.members.erase(content.members.begin() + at);
    EXPECT_EQ(failures(), data ? k_item_hash : k_order) << "without " << good.members[i].path;
    content = good;
    content.members.insert(content.members.begin() + at, good.members[i]);
    EXPECT_EQ(failures(), k_order) << "twice " << good.members[i].path;
    if (i + 1 < good.members.size()) {
      content = good;
      std::swap(content.members[i], content.members[i + 1]);
      EXPECT_EQ(failures().back(), "inner.order") << "exchanged " << good.members[i].path;
    }
  }
}

TEST_F(AContent, HasNoForeignMember) {
  const RawContent good = content;
  for (const char* path : {"disclosure.json", "data/000000", "data/00001", "data/0000001", "data/000009.PDF",
                           "data/000009.", "data/000009.toolongext", "data/sub/000009", "DATA/000009"}) {
    for (std::size_t i = 0; i <= good.members.size(); ++i) {
      content = good;
      content.members.insert(content.members.begin() + static_cast<std::ptrdiff_t>(i), {path, {}});
      EXPECT_EQ(failures(), k_order) << path << " at " << i;
    }
  }
}

TEST_F(AContent, BelongsToTheSealThatSpeaksOfIt) {
  const Names binding{"context.binding"};
  const Seal good = seal;
  seal.authority = "de-ca";
  EXPECT_EQ(failures(), binding);
  seal = good;
  seal.officer = "registry-3";
  EXPECT_EQ(failures(), binding);
  seal = good;
  seal.name = "b-2";
  EXPECT_EQ(failures(), binding);
  seal = good;
  seal.case_id = std::string(32, 'a');
  EXPECT_EQ(failures(), binding);
}

TEST_F(AContent, HasAContextInItsOneForm) {
  content.at("context.json").content.push_back('\n');
  EXPECT_EQ(failures(), k_order);
  content.at("context.json").content = to_bytes("{}");
  EXPECT_EQ(failures(), k_order);
  content.at("context.json").content = Bytes(k_context_limit + 1, ' ');
  EXPECT_EQ(failures(), k_order);
}

TEST_F(AContent, HasTheConstantBagitTxt) {
  content.at("bagit.txt").content[0] = 'b';
  EXPECT_EQ(failures(), k_order);
}

TEST_F(AContent, NamesTheItemWhoseBytesChanged) {
  content.at("data/000002.jpg").content = to_bytes("First");
  const Bytes plaintext = content.plaintext();
  base::SpanSource source(plaintext);
  const Checked<void> read = read_content(source, seal, listener);
  ASSERT_FALSE(read);
  ASSERT_EQ(read.error().findings.size(), 2U) << "the record and the manifest";
  EXPECT_NE(read.error().findings[0].detail.find("item 2 "), std::string::npos) << read.error().findings[0].detail;
}

TEST_F(AContent, HasAManifestOfExactlyItsFiles) {
  const Bytes good = content.at("manifest-sha256.txt").content;
  Bytes& manifest = content.at("manifest-sha256.txt").content;
  manifest.pop_back();
  EXPECT_EQ(failures(), k_item_hash);
  manifest = good;
  manifest.push_back('\n');
  EXPECT_EQ(failures(), k_item_hash);
  manifest = good;
  manifest[3] ^= 1;
  EXPECT_EQ(failures(), k_item_hash);
  manifest.clear();
  EXPECT_EQ(failures(), k_item_hash);
}

TEST_F(AContent, HasRecordsThatTellTheTruthOfTheirFiles) {
  const std::vector<ItemRecord> good = test::make_records(items);
  const auto lying = [&](const std::function<void(std::vector<ItemRecord>&)>& lie) {
    std::vector<ItemRecord> records = good;
    lie(records);
    content.set_records(records);
    return failures_of_liar();
  };
  EXPECT_EQ(lying([](auto& r) { r[1].size += 1; }), k_item_hash);
  EXPECT_EQ(lying([](auto& r) { r[1].sha256.bytes[0] ^= 1; }), k_item_hash);
  EXPECT_EQ(lying([](auto& r) { r[1].file = "data/000002.png"; }), k_item_hash);
  EXPECT_EQ(lying([](auto& r) { r[1] = r[0], r[1].item = 2; }), k_item_hash) << "a file called a directory";
  EXPECT_EQ(lying([](auto& r) {
              r[0] = r[1];
              r[0].item = 1;
              r[0].file = "data/000001.jpg";
            }),
            k_item_hash)
      << "a record without a file";
  EXPECT_EQ(lying([](auto& r) { r.pop_back(); }), k_item_hash) << "a file without a record";
}

TEST_F(AContent, HasRecordsNumberedFromOne) {
  std::vector<ItemRecord> records = test::make_records(items);
  records[0].item = 5;
  content.set_records(records);
  EXPECT_EQ(failures_of_liar(), k_order);
  records = test::make_records(items);
  std::swap(records[1], records[2]);
  content.set_records(records);
  EXPECT_EQ(failures_of_liar(), k_order);
}

TEST_F(AContent, HasTheRecordsThatTheSealCounts) {
  std::vector<ItemRecord> records = test::make_records(items);
  records[0].name = "other";
  content.set_records(records);
  EXPECT_EQ(failures(), Names{"items.root"});
  content.set_records(test::make_records(items));
  EXPECT_EQ(failures(), Names{});
  seal.item_count += 1;
  EXPECT_EQ(failures(), Names{"items.root"});
}

TEST_F(AContent, BindsTheObligationsToo) {
  Bytes& lines = content.at("items.jsonl").content;
  ObligationsRecord other;
  other.salt = Bytes(32, 9);
  const auto end = std::ranges::find(lines, '\n');
  const Bytes rest(end, lines.end());
  lines = to_bytes(other.serialize());
  lines.insert(lines.end(), rest.begin(), rest.end());
  EXPECT_EQ(failures(), Names{"items.root"});
}

TEST_F(AContent, HasItsLinesInOneForm) {
  Bytes& lines = content.at("items.jsonl").content;
  const Bytes good = lines;
  lines.pop_back();
  EXPECT_EQ(failures_of_liar(), k_order) << "no line feed at the end";
  lines = good;
  lines.push_back('\n');
  EXPECT_EQ(failures_of_liar(), k_order) << "an empty line";
  lines = good;
  lines.insert(lines.begin() + 1, ' ');
  EXPECT_EQ(failures_of_liar(), k_order) << "white space";
  lines = Bytes(k_item_limit + 1, 'x');
  EXPECT_EQ(failures_of_liar(), k_order) << "a line over the limit";
  lines.clear();
  EXPECT_EQ(failures_of_liar(), k_order) << "no obligations line";
}

TEST_F(AContent, NamesAHundredWrongItemsAndCountsTheRest) {
  std::vector<test::RawItem> many;
  for (int i = 0; i < 150; ++i) {
    many.push_back({"f" + std::to_string(i), to_bytes("x")});
  }
  content = test::make_content(authority, "b-1", many);
  std::vector<ItemRecord> records = test::make_records(many);
  for (ItemRecord& record : records) {
    record.size = 2;
  }
  content.set_records(records);
  content.claim_in(seal);
  const Bytes plaintext = content.plaintext();
  base::SpanSource source(plaintext);
  const Checked<void> read = read_content(source, seal, listener);
  ASSERT_FALSE(read);
  ASSERT_EQ(read.error().findings.size(), 101U);
  EXPECT_EQ(read.error().findings.back().detail, "50 more items");
}

TEST_F(AContent, LeavesTheVisitorAloneAfterAFinding) {
  seal.officer = "registry-3";
  static_cast<void>(failures());
  EXPECT_EQ(listener.said, Names{});
}

TEST_F(AContent, TellsTheVisitorEverythingInOrder) {
  EXPECT_EQ(failures(), Names{});
  EXPECT_EQ(listener.said, (Names{"context of b-1", "file 2 data/000002.jpg 5 first end", "file 3 data/000003 0 end",
                                  "file 4 data/000004.pdf 6 second end", "obligations", "item 1 photos",
                                  "item 2 photos/one.JPG", "item 3 photos/empty", "item 4 letter.pdf"}));
}

TEST_F(AContent, ReadsTheSameHoweverItComes) {
  const Bytes plaintext = content.plaintext();
  Dribble source(plaintext);
  EXPECT_TRUE(read_content(source, seal, listener));
}

TEST_F(AContent, MayBeEmptyOrOnlyDirectories) {
  content = test::make_content(authority, "b-1", {});
  EXPECT_EQ(failures_of_liar(), Names{});
  content = test::make_content(authority, "b-1", {{"a", std::nullopt}, {"a/b", std::nullopt}});
  EXPECT_EQ(failures_of_liar(), Names{});
}

TEST_F(AContent, ReportsAgeAsAFindingAndOtherErrorsAsErrors) {
  const Bytes plaintext = content.plaintext();
  for (const ErrorCode code : {ErrorCode::altered, ErrorCode::malformed, ErrorCode::failed, ErrorCode::interrupted}) {
    Dribble source(ByteView(plaintext).first(2000));
    source.end = Error(code, "the source says so");
    const Checked<void> read = read_content(source, seal, listener);
    ASSERT_FALSE(read);
    if (code == ErrorCode::altered || code == ErrorCode::malformed) {
      EXPECT_EQ(test::failed_checks(read.error().findings), Names{"content.age"});
    } else {
      ASSERT_TRUE(read.error().error);
      EXPECT_EQ(read.error().error->code(), code);
    }
  }
}

TEST_F(AContent, HandsTheVisitorsErrorUp) {
  listener.fail_at = 2;
  const Bytes plaintext = content.plaintext();
  base::SpanSource source(plaintext);
  const Checked<void> read = read_content(source, seal, listener);
  ASSERT_FALSE(read);
  ASSERT_TRUE(read.error().error);
  EXPECT_EQ(read.error().error->code(), ErrorCode::no_space);
}

/// Fails at the nth thing it is told.
class Refusing : public ContentVisitor {
 public:
  explicit Refusing(int nth) : m_left(nth) {}
  Result<void> on_context(const Context&) override { return step(); }
  Result<void> begin_file(std::uint64_t, const std::string&, std::uint64_t) override { return step(); }
  Result<void> data(ByteView) override { return step(); }
  Result<void> end_file() override { return step(); }
  Result<void> on_obligations(const ObligationsRecord&) override { return step(); }
  Result<void> on_item(const ItemRecord&) override { return step(); }
  [[nodiscard]] bool refused() const { return m_left <= 0; }

 private:
  Result<void> step() { return --m_left == 0 ? fail(ErrorCode::no_space, "the disk is full") : Result<void>(); }
  int m_left;
};

TEST_F(AContent, StopsWhereverItsVisitorFails) {
  const Bytes plaintext = content.plaintext();
  int steps = 1;
  for (;; ++steps) {
    Refusing visitor(steps);
    base::SpanSource source(plaintext);
    const Checked<void> read = read_content(source, seal, visitor);
    if (!visitor.refused()) {
      EXPECT_TRUE(read);
      break;
    }
    ASSERT_TRUE(!read && read.error().error) << steps;
    EXPECT_EQ(read.error().error->code(), ErrorCode::no_space) << steps;
  }
  EXPECT_GT(steps, 10);
}

}  // namespace
}  // namespace rogatory::bundle
