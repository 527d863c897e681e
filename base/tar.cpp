#include "base/tar.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>

namespace rogatory::base::tar {
namespace {

struct Field {
  std::string_view name;
  std::size_t at;
  std::size_t size;
};

constexpr Field k_name{"name", 0, 100};
constexpr Field k_mode{"mode", 100, 8};
constexpr Field k_uid{"uid", 108, 8};
constexpr Field k_gid{"gid", 116, 8};
constexpr Field k_content_size{"size", 124, 12};
constexpr Field k_mtime{"mtime", 136, 12};
constexpr Field k_checksum{"checksum", 148, 8};
constexpr Field k_typeflag{"typeflag", 156, 1};
constexpr Field k_linkname{"linkname", 157, 100};
constexpr Field k_magic{"magic", 257, 6};
constexpr Field k_version{"version", 263, 2};
constexpr Field k_uname{"uname", 265, 32};
constexpr Field k_gname{"gname", 297, 32};
constexpr Field k_devmajor{"devmajor", 329, 8};
constexpr Field k_devminor{"devminor", 337, 8};
constexpr Field k_prefix{"prefix", 345, 155};
constexpr Field k_unused{"zero", 500, 12};

constexpr std::array k_fields{k_name,     k_mode,     k_uid,      k_gid,    k_content_size, k_mtime,
                              k_checksum, k_typeflag, k_linkname, k_magic,  k_version,      k_uname,
                              k_gname,    k_devmajor, k_devminor, k_prefix, k_unused};

constexpr bool fields_fill_a_block() {
  std::size_t end = 0;
  for (const Field& field : k_fields) {
    if (field.at != end) {
      return false;
    }
    end += field.size;
  }
  return end == k_block;
}
static_assert(fields_fill_a_block());

/// What a header says; every other byte of it is fixed.
struct Facts {
  std::string_view name;
  std::string_view mode = "0000444";
  char typeflag = '0';
  std::uint64_t size = 0;
};

constexpr Facts pax_facts(std::string_view name, std::uint64_t record_size) {
  return {.name = name, .mode = "0000644", .typeflag = 'x', .size = record_size};
}

void put(Block& block, const Field& field, std::string_view text) {
  ROG_ASSERT(text.size() <= field.size);
  std::ranges::copy(as_bytes(text), block.begin() + static_cast<std::ptrdiff_t>(field.at));
}

std::string_view text_of(const Block& block, const Field& field) { return as_text(block).substr(field.at, field.size); }

std::string octal(std::uint64_t value, std::size_t digits) {
  std::string text(digits, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit) {
    *digit = static_cast<char>('0' + (value & 7U));
    value >>= 3U;
  }
  ROG_ASSERT(value == 0);
  return text;
}

/// The sum of all bytes, those of the checksum itself counted as spaces (POSIX.1-2017, pax, "ustar Header Block").
std::uint64_t checksum_of(const Block& block) {
  const auto sum = [](ByteView bytes) { return std::accumulate(bytes.begin(), bytes.end(), std::uint64_t{0}); };
  return sum(block) - sum(ByteView(block).subspan(k_checksum.at, k_checksum.size)) + k_checksum.size * ' ';
}

std::string checksum_text(const Block& block) { return octal(checksum_of(block), 6) + '\0' + ' '; }

Block build(const Facts& facts) {
  Block block{};
  put(block, k_name, facts.name);
  put(block, k_mode, facts.mode);
  for (const Field& field : {k_uid, k_gid, k_devmajor, k_devminor}) {
    put(block, field, octal(0, 7));
  }
  put(block, k_content_size, octal(facts.size, 11));
  put(block, k_mtime, octal(0, 11));
  put(block, k_typeflag, std::string_view(&facts.typeflag, 1));
  put(block, k_magic, "ustar");
  put(block, k_version, "00");
  put(block, k_checksum, checksum_text(block));
  return block;
}

/// The name of the pax member of `name`, as GNU tar forms it; empty where `name` has no directory.
std::string pax_name_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  if (slash == std::string_view::npos) {
    return {};
  }
  return std::string(name.substr(0, slash)) + "/PaxHeaders" + std::string(name.substr(slash));
}

/// "LEN size=N" LF, where LEN counts itself: two digits, because N has 10 to 19.
std::string pax_record(std::uint64_t size) {
  const std::string body = " size=" + std::to_string(size) + "\n";
  const std::string record = std::to_string(body.size() + 2) + body;
  ROG_ASSERT(record.size() == body.size() + 2);
  return record;
}

Block record_block(std::string_view record) {
  Block block{};
  std::ranges::copy(as_bytes(record), block.begin());
  return block;
}

std::unexpected<Error> bad(std::string_view field) {
  return fail(ErrorCode::malformed, "tar header: " + std::string(field) + " is not in its one accepted form");
}

Result<std::string_view> read_name(const Block& block) {
  const std::string_view field = text_of(block, k_name);
  const std::string_view name = field.substr(0, field.find('\0'));
  if (!is_member_name(name)) {
    return bad(k_name.name);
  }
  return name;
}

Result<std::uint64_t> read_size(const Block& block) {
  std::uint64_t size = 0;
  for (const char digit : text_of(block, k_content_size).substr(0, 11)) {
    if (digit < '0' || digit > '7') {
      return bad(k_content_size.name);
    }
    size = size * 8 + static_cast<std::uint64_t>(digit - '0');
  }
  return size;
}

/// Asked first, so that damage is told apart from a header of another program.
Result<void> check_checksum(const Block& block) {
  if (text_of(block, k_checksum) != checksum_text(block)) {
    return bad(k_checksum.name);
  }
  return {};
}

/// Every byte as the writer would have put it; else the first field that differs is named. The checksum is known to be
/// that of this block, so it differs only where another field does.
Result<void> check_spelling(const Block& block, const Facts& facts) {
  const Block expected = build(facts);
  for (const Field& field : k_fields) {
    if (field.at != k_checksum.at && text_of(block, field) != text_of(expected, field)) {
      return bad(field.name);
    }
  }
  return {};
}

std::optional<std::uint64_t> number_in_record(const Block& block) {
  constexpr std::size_t k_number_at = std::string_view("19 size=").size();
  const std::string_view text = as_text(block).substr(k_number_at);
  std::uint64_t size = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), size).ec != std::errc{}) {
    return std::nullopt;
  }
  return size;
}

}  // namespace

bool is_member_name(std::string_view name) {
  if (name.empty() || name.size() > k_name.size) {
    return false;
  }
  if (!std::ranges::all_of(name, [](char c) { return c >= ' ' && c <= '~' && c != '\\'; })) {
    return false;
  }
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view part = name.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") {
      return false;
    }
    begin = end + 1;
  }
  return true;
}

Block file_header(std::string_view name, std::uint64_t size) {
  ROG_ASSERT(is_member_name(name));
  ROG_ASSERT(size < k_pax_from);
  return build({.name = name, .size = size});
}

Bytes member_prefix(std::string_view name, std::uint64_t size) {
  Bytes prefix;
  const auto append = [&prefix](const Block& block) { prefix.insert(prefix.end(), block.begin(), block.end()); };
  if (size < k_pax_from) {
    append(file_header(name, size));
    return prefix;
  }
  ROG_ASSERT(size <= k_size_limit);
  const std::string pax_name = pax_name_of(name);
  ROG_ASSERT(is_member_name(pax_name));
  const std::string record = pax_record(size);
  append(build(pax_facts(pax_name, record.size())));
  append(record_block(record));
  append(file_header(name, 0));
  return prefix;
}

Result<HeaderReader::Step> HeaderReader::feed(const Block& block) {
  if (m_state == State::pax_record) {
    return feed_pax_record(block);
  }
  if (m_state == State::header && block == Block{}) {
    return Step::end;
  }
  ROG_TRY(check_checksum(block));
  if (m_state == State::paxed_header) {
    return feed_paxed_header(block);
  }
  return text_of(block, k_typeflag) == "x" ? feed_pax_header(block) : feed_header(block);
}

Result<HeaderReader::Step> HeaderReader::feed_header(const Block& block) {
  ROG_TRY_ASSIGN(const std::string_view name, read_name(block));
  ROG_TRY_ASSIGN(const std::uint64_t size, read_size(block));
  ROG_TRY(check_spelling(block, {.name = name, .size = size}));
  m_header = {std::string(name), size};
  return Step::member;
}

Result<HeaderReader::Step> HeaderReader::feed_pax_header(const Block& block) {
  if (m_pax == Pax::refused) {
    return fail(ErrorCode::malformed, "tar header: a pax member, which has no place in this file");
  }
  ROG_TRY_ASSIGN(const std::string_view name, read_name(block));
  ROG_TRY_ASSIGN(const std::uint64_t record_size, read_size(block));
  ROG_TRY(check_spelling(block, pax_facts(name, record_size)));
  m_pax_name = name;
  m_pax_record_size = record_size;
  m_state = State::pax_record;
  return Step::need_more;
}

Result<HeaderReader::Step> HeaderReader::feed_pax_record(const Block& block) {
  const std::optional<std::uint64_t> size = number_in_record(block);
  if (!size || *size < k_pax_from || *size > k_size_limit) {
    return bad("pax record");
  }
  const std::string record = pax_record(*size);
  if (record.size() != m_pax_record_size || record_block(record) != block) {
    return bad("pax record");
  }
  m_pax_size = *size;
  m_state = State::paxed_header;
  return Step::need_more;
}

Result<HeaderReader::Step> HeaderReader::feed_paxed_header(const Block& block) {
  ROG_TRY_ASSIGN(const std::string_view name, read_name(block));
  ROG_TRY(check_spelling(block, {.name = name}));
  if (pax_name_of(name) != m_pax_name) {
    return fail(ErrorCode::malformed, "tar header: a pax member of another name");
  }
  m_header = {std::string(name), m_pax_size};
  m_state = State::header;
  return Step::member;
}

}  // namespace rogatory::base::tar
