#include "bundle/inner_reader.hpp"

#include <algorithm>

#include "base/checked.hpp"
#include "bundle/format.hpp"
#include "crypto/secret.hpp"

namespace rogatory::bundle {
namespace {

namespace tar = base::tar;

constexpr std::size_t k_buffer_size = 1024 * 1024;

Fault disorder(std::string detail) { return fault(finding("inner.order", std::move(detail))); }

/// What a source of plaintext says about age is a finding; anything else means that it could not read.
Fault source_fault(Error error) {
  if (error.code() == ErrorCode::altered || error.code() == ErrorCode::malformed) {
    return fault(finding("content.age", error.sentence()));
  }
  return fault(std::move(error));
}

}  // namespace

InnerReader::InnerReader(base::ByteSource& plaintext) : m_source(plaintext), m_buffer(k_buffer_size) {}

InnerReader::~InnerReader() { crypto::wipe(m_buffer); }

Checked<ByteView> InnerReader::take(std::uint64_t most) {
  if (m_unread.empty()) {
    Result<std::size_t> got = m_source.read(m_buffer);
    if (!got) {
      return std::unexpected(source_fault(std::move(got).error()));
    }
    m_unread = ByteView(m_buffer).first(*got);
  }
  const ByteView taken = m_unread.first(static_cast<std::size_t>(std::min<std::uint64_t>(most, m_unread.size())));
  m_unread = m_unread.subspan(taken.size());
  m_position += taken.size();
  return taken;
}

Checked<tar::Block> InnerReader::take_block() {
  tar::Block block{};
  for (std::size_t filled = 0; filled < block.size();) {
    ROG_CHECK_ASSIGN(const ByteView bytes, take(block.size() - filled));
    if (bytes.empty()) {
      return std::unexpected(disorder("the content ends where a header is expected"));
    }
    std::copy(bytes.begin(), bytes.end(), block.begin() + static_cast<std::ptrdiff_t>(filled));
    filled += bytes.size();
  }
  return block;
}

Checked<void> InnerReader::skip_zeros(std::uint64_t count, std::string_view what) {
  while (count > 0) {
    ROG_CHECK_ASSIGN(const ByteView bytes, take(count));
    if (bytes.empty()) {
      return std::unexpected(disorder("the content ends inside " + std::string(what)));
    }
    if (std::any_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte != 0; })) {
      return std::unexpected(disorder(std::string(what) + " is not zero"));
    }
    count -= bytes.size();
  }
  return {};
}

Checked<void> InnerReader::next() {
  ROG_ASSERT(m_left == 0 && !m_at_end);
  ROG_CHECK(skip_zeros(tar::fill_after(m_position), "the fill after a member"));
  tar::HeaderReader reader(tar::Pax::accepted);
  auto step = tar::HeaderReader::Step::need_more;
  while (step == tar::HeaderReader::Step::need_more) {
    ROG_CHECK_ASSIGN(const tar::Block block, take_block());
    const Result<tar::HeaderReader::Step> fed = reader.feed(block);
    if (!fed) {
      return std::unexpected(disorder(fed.error().sentence()));
    }
    step = *fed;
  }
  m_at_end = step == tar::HeaderReader::Step::end;
  m_header = m_at_end ? tar::Header{} : reader.header();
  m_left = m_header.size;
  return {};
}

Checked<ByteView> InnerReader::data() {
  if (m_left == 0) {
    return ByteView();
  }
  ROG_CHECK_ASSIGN(const ByteView bytes, take(m_left));
  if (bytes.empty()) {
    return std::unexpected(disorder("the content ends inside " + m_header.name));
  }
  m_left -= bytes.size();
  return bytes;
}

Checked<Bytes> InnerReader::read_small(std::size_t limit) {
  if (m_left > limit) {
    return std::unexpected(disorder(m_header.name + " is longer than " + std::to_string(limit) + " bytes"));
  }
  Bytes all;
  while (m_left > 0) {
    ROG_CHECK_ASSIGN(const ByteView bytes, data());
    all.insert(all.end(), bytes.begin(), bytes.end());
  }
  return all;
}

Checked<void> InnerReader::finish() {
  ROG_ASSERT(m_at_end);
  ROG_CHECK(skip_zeros(tar::k_block, "the second zero block"));
  ROG_CHECK(skip_zeros(padme(m_position) - m_position, "the padding"));
  ROG_CHECK_ASSIGN(const ByteView more, take(1));
  if (!more.empty()) {
    return std::unexpected(disorder("something stands after the padding"));
  }
  return {};
}

}  // namespace rogatory::bundle
