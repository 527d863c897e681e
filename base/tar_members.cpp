#include "base/tar_members.hpp"

#include <algorithm>

namespace rogatory::base::tar {
namespace {

bool all_zero(ByteView bytes) {
  return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace

void append_member(Bytes& into, const std::string& name, ByteView content) {
  const Bytes prefix = member_prefix(name, content.size());
  into.insert(into.end(), prefix.begin(), prefix.end());
  into.insert(into.end(), content.begin(), content.end());
  into.resize(into.size() + fill_after(content.size()));
}

void append_end(Bytes& into) { into.resize(into.size() + k_end_size); }

Result<Members> Members::open(ByteView bytes) {
  Members members(bytes);
  ROG_TRY(members.advance());
  return members;
}

Result<Bytes> Members::take(const std::string& name, std::size_t limit) {
  if (!is_next(name)) {
    return fail(ErrorCode::malformed, name + " is not where it belongs");
  }
  if (m_content.size() > limit) {
    return fail(ErrorCode::malformed, name + " is longer than " + std::to_string(limit) + " bytes");
  }
  Bytes content(m_content.begin(), m_content.end());
  ROG_TRY(advance());
  return content;
}

Result<void> Members::advance() {
  Block block{};
  if (m_left.size() < block.size()) {
    return fail(ErrorCode::malformed, "the tar ends early");
  }
  std::ranges::copy(m_left.first(block.size()), block.begin());
  ROG_TRY_ASSIGN(const HeaderReader::Step step, m_reader.feed(block));
  m_left = m_left.subspan(block.size());
  ROG_ASSERT(step != HeaderReader::Step::need_more);  // pax headers are refused
  return step == HeaderReader::Step::member ? take_content(m_reader.header()) : take_end();
}

Result<void> Members::take_content(const Header& header) {
  if (header.size > m_left.size() || fill_after(header.size) > m_left.size() - header.size) {
    return fail(ErrorCode::malformed, "the tar ends early");
  }
  const auto size = static_cast<std::size_t>(header.size);
  m_name = header.name;
  m_content = m_left.first(size);
  if (!all_zero(m_left.subspan(size, fill_after(size)))) {
    return fail(ErrorCode::malformed, "bytes between the members of the tar");
  }
  m_left = m_left.subspan(size + fill_after(size));
  return {};
}

Result<void> Members::take_end() {
  m_at_end = true;
  m_name.clear();
  if (m_left.size() != k_end_size - k_block || !all_zero(m_left)) {
    return fail(ErrorCode::malformed, "the tar does not end with two zero blocks");
  }
  return {};
}

}  // namespace rogatory::base::tar
