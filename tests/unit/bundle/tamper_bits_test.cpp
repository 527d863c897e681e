// Bits and bytes of a bundle, one at a time: every bit of the small members and of the tar around them, outside and
// inside, and every place where a file can end. The content's bits are sampled in tamper_samples_test.cpp.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>

#include "tests/matrix/forge.hpp"

namespace rogatory::bundle {
namespace {

namespace tar = base::tar;
using test::RawMember;
using test::Workshop;

using Names = std::vector<std::string>;

/// A bundle in memory that can be changed in place. It is judged by its outline: what is changed here stands outside
/// the parts, which would be read to their end each time and found unchanged.
class OpenFile {
 public:
  OpenFile(Bytes bytes, crypto::Trust trust)
      : m_bytes(std::move(bytes)), m_fd(test::memory_file(m_bytes)), m_trust(std::move(trust)) {}

  [[nodiscard]] const Bytes& bytes() const { return m_bytes; }

  void put(std::size_t at, std::uint8_t byte) {
    test::must(base::pwrite_all(FileSystem::real(), m_fd.get(), ByteView(&byte, 1), at, "a bundle"));
  }
  void resize(std::size_t size) { ASSERT_EQ(::ftruncate(m_fd.get(), static_cast<off_t>(size)), 0); }
  [[nodiscard]] Names failures() const {
    const Outline outline = test::must(read_outline(FileSystem::real(), m_fd.get(), "a bundle", m_trust));
    return test::failed_checks(outline.checks.findings());
  }
  /// With another byte at `at`, which is put back.
  Names failures_with(std::size_t at, std::uint8_t changed) {
    put(at, changed);
    Names found = failures();
    put(at, m_bytes[at]);
    return found;
  }

 private:
  Bytes m_bytes;
  base::Fd m_fd;
  crypto::Trust m_trust;
};

/// A stretch of a file, and the checks of which one comes first where a bit of it was changed.
struct Stretch {
  std::string what;
  std::size_t begin = 0;
  std::size_t end = 0;
  Names checks;
};

/// The stretches of a tar of these members: each one's header, content and fill.
std::vector<Stretch> stretches_of(const std::vector<RawMember>& members, const std::string& form,
                                  const std::function<Names(const std::string& path)>& checks_of) {
  std::vector<Stretch> stretches;
  std::size_t at = 0;
  for (const RawMember& member : members) {
    const std::size_t content = at + tar::k_block;
    const std::size_t fill = content + member.content.size();
    const std::size_t next = fill + tar::fill_after(member.content.size());
    stretches.push_back({"the header of " + member.path, at, content, {form}});
    stretches.push_back({member.path, content, fill, checks_of(member.path)});
    stretches.push_back({"the fill after " + member.path, fill, next, {form}});
    at = next;
  }
  return stretches;
}

/// Flips each bit of the stretch; `judge` says what is found where the byte at `at` is `changed`.
void flip_every_bit(const Stretch& stretch, ByteView file,
                    const std::function<Names(std::size_t at, std::uint8_t changed)>& judge) {
  SCOPED_TRACE(stretch.what);
  for (std::size_t at = stretch.begin; at < stretch.end; ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      const Names found = judge(at, static_cast<std::uint8_t>(file[at] ^ (1U << bit)));
      ASSERT_FALSE(found.empty()) << "byte " << at - stretch.begin << ", bit " << bit;
      ASSERT_TRUE(std::ranges::find(stretch.checks, found.front()) != stretch.checks.end())
          << found.front() << " at byte " << at - stretch.begin << ", bit " << bit;
    }
  }
}

Names checks_outside(const std::string& path) {
  if (path == "VERIFY.txt") {
    return {"verify_txt.binding"};
  }
  if (path == "bagit.txt") {
    return {"container.header"};
  }
  if (path == test::k_manifest) {
    return {"manifest.binding"};
  }
  if (path == "seal.json") {
    return {"seal.form", "seal.signature", "container.order", "card.chain"};
  }
  if (path == "seal.json.sig") {
    return {"signature.form", "seal.signature"};
  }
  return {"card.form", "card.chain", "card.signature"};
}

Names checks_inside(const std::string& path) {
  if (path == "context.json") {
    return {"inner.order", "context.binding"};
  }
  if (path == "items.jsonl") {
    return {"inner.order", "item.hash", "items.root"};
  }
  return path == "bagit.txt" ? Names{"inner.order"} : Names{"item.hash"};
}

std::string id_of(const testing::TestParamInfo<std::string>& info) {
  std::string id = info.param;
  std::ranges::replace_if(id, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return id;
}

/// A test for each member, with its header and the fill after it, so that they run side by side.
class EveryBitOutside : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(, EveryBitOutside, testing::ValuesIn(test::outer_members()), id_of);

/// Everything is judged anew for each bit, so VERIFY.txt is one line here: it is covered by its hash, whatever its
/// length.
test::RawBundle with_short_verify_txt(Workshop& workshop) {
  test::RawBundle bundle = workshop.bundle;
  bundle.at("VERIFY.txt").content = base::to_bytes("verify\n");
  bundle.reseal(workshop.ours.officer(),
                [&](Seal& seal) { seal.verify_txt = crypto::sha256(bundle.at("VERIFY.txt").content); });
  return bundle;
}

TEST_P(EveryBitOutside, IsCovered) {
  Workshop workshop;
  const test::RawBundle bundle = with_short_verify_txt(workshop);
  OpenFile open(bundle.bytes(), workshop.court(test::CourtId::pinned).trust);
  for (const Stretch& stretch : stretches_of(bundle.members, "container.header", checks_outside)) {
    if (stretch.what.ends_with(GetParam()) && stretch.what != test::k_part) {
      flip_every_bit(stretch, open.bytes(),
                     [&](std::size_t at, std::uint8_t changed) { return open.failures_with(at, changed); });
    }
  }
  EXPECT_EQ(open.failures(), Names{}) << "every bit was put back";
}

TEST(EveryBitOfTheEnd, IsCovered) {
  const Workshop workshop;
  OpenFile open(workshop.bundle.bytes(), workshop.court(test::CourtId::pinned).trust);
  const std::size_t size = open.bytes().size();
  flip_every_bit({"the two zero blocks", size - tar::k_end_size, size, {"container.header", "container.end"}},
                 open.bytes(), [&](std::size_t at, std::uint8_t changed) { return open.failures_with(at, changed); });
}

/// A content under the seal of the honest one: an officer sealed it, and speaks of what was there.
class SealedContent : public testing::Test {
 protected:
  /// Flips each bit of the stretch, and puts it back.
  void flip(const Stretch& stretch) {
    flip_every_bit(stretch, honest, [&](std::size_t at, std::uint8_t changed) {
      m_plaintext[at] = changed;
      Names found = failures();
      m_plaintext[at] = honest[at];
      return found;
    });
    EXPECT_EQ(failures(), Names{}) << "every bit was put back";
  }

  Workshop workshop;
  const Bytes honest = workshop.content.plaintext();

 private:
  [[nodiscard]] Names failures() const {
    base::SpanSource source(m_plaintext);
    ContentVisitor visitor;
    const Checked<void> read = read_content(source, m_seal, visitor);
    return read ? Names() : test::failed_checks(read.error().findings);
  }

  Bytes m_plaintext = honest;
  Seal m_seal = test::must(Seal::parse(workshop.bundle.at("seal.json").content));
};

class EveryBitInside : public SealedContent, public testing::WithParamInterface<std::string> {};
INSTANTIATE_TEST_SUITE_P(, EveryBitInside, testing::ValuesIn(test::inner_members()), id_of);

TEST_P(EveryBitInside, IsCovered) {
  for (const Stretch& stretch : stretches_of(workshop.content.members, "inner.order", checks_inside)) {
    if (stretch.what.ends_with(GetParam())) {
      flip(stretch);
    }
  }
}

using EveryBitOfThePadding = SealedContent;

TEST_F(EveryBitOfThePadding, IsCovered) {
  flip({"zeros", test::tar_members(workshop.content.members, "bag/").size(), honest.size(), {"inner.order"}});
}

TEST(EveryEnd, IsTooEarly) {
  const Workshop workshop;
  OpenFile open(workshop.bundle.bytes(), workshop.court(test::CourtId::pinned).trust);
  constexpr std::size_t k_edge = 4096;
  const std::size_t whole = open.bytes().size();
  ASSERT_GT(whole, 2 * k_edge);
  for (std::size_t size = whole; size-- > 0;) {
    if (size < k_edge || size > whole - k_edge || size % tar::k_block == 0) {
      open.resize(size);
      ASSERT_EQ(open.failures(), Names{"container.end"}) << size;
    }
  }
}

TEST(EveryEnd, IsTooLate) {
  const Workshop workshop;
  OpenFile open(workshop.bundle.bytes(), workshop.court(test::CourtId::pinned).trust);
  for (std::size_t more = 1; more <= 2 * tar::k_end_size; ++more) {
    const std::size_t size = open.bytes().size() + more;
    open.resize(size);
    ASSERT_EQ(open.failures(), Names{"container.end"}) << more << " zeros";
    open.put(size - 1, 'x');
    ASSERT_EQ(open.failures(), Names{"container.end"}) << more << " bytes";
    open.put(size - 1, 0);
  }
}

}  // namespace
}  // namespace rogatory::bundle
