#include "request/tzif.hpp"

#include "base/bytes.hpp"

namespace rogatory::request {
namespace {

constexpr std::size_t k_header_size = 44;
constexpr std::size_t k_most_changes = 2000;
constexpr std::size_t k_most_types = 256;

std::unexpected<Error> wrong_tzif(std::string_view what) {
  return fail(ErrorCode::malformed, "not a time zone file: " + std::string(what));
}

std::uint64_t big_endian(ByteView bytes) {
  std::uint64_t value = 0;
  for (const auto byte : bytes) {
    value = value << 8U | static_cast<std::uint64_t>(byte);
  }
  return value;
}

/// The six counts of a header, in their order.
struct TzifCounts {
  std::size_t is_ut, is_standard, leaps, changes, types, characters;

  [[nodiscard]] std::size_t body_size(std::size_t time_size) const {
    return changes * (time_size + 1) + types * 6 + characters + leaps * (time_size + 4) + is_standard + is_ut;
  }
};

Result<TzifCounts> parse_counts(ByteView rest) {
  if (rest.size() < k_header_size || base::as_text(rest.first(4)) != "TZif") {
    return wrong_tzif("it does not begin with TZif");
  }
  if (const char version = base::as_text(rest.subspan(4, 1))[0]; version < '2' || version > '9') {
    return wrong_tzif("it is not of version 2 or later");
  }
  const auto count = [&](std::size_t i) { return static_cast<std::size_t>(big_endian(rest.subspan(20 + 4 * i, 4))); };
  const TzifCounts counts{count(0), count(1), count(2), count(3), count(4), count(5)};
  if (counts.changes > k_most_changes || counts.types == 0 || counts.types > k_most_types ||
      counts.leaps > k_most_changes || counts.characters > k_tzif_limit || counts.is_ut > k_most_types ||
      counts.is_standard > k_most_types) {
    return wrong_tzif("a count is beyond what such a file holds");
  }
  return counts;
}

Result<std::vector<std::int32_t>> parse_types(ByteView types) {
  std::vector<std::int32_t> offsets;
  for (; !types.empty(); types = types.subspan(6)) {
    const auto offset = static_cast<std::int32_t>(static_cast<std::uint32_t>(big_endian(types.first(4))));
    if (offset <= -86400 || offset >= 86400) {
      return wrong_tzif("an offset is a day or more");
    }
    offsets.push_back(offset);
  }
  return offsets;
}

Result<void> parse_changes(ByteView body, const TzifCounts& counts, TzifData& data) {
  const ByteView indices = body.subspan(counts.changes * 8, counts.changes);
  ROG_TRY_ASSIGN(const std::vector<std::int32_t> offsets,
                 parse_types(body.subspan(counts.changes * 9, counts.types * 6)));
  data.first_offset = offsets[0];
  for (std::size_t i = 0; i < counts.changes; ++i) {
    const auto at = static_cast<std::int64_t>(big_endian(body.subspan(8 * i, 8)));
    const auto type = static_cast<std::size_t>(indices[i]);
    if (type >= offsets.size()) {
      return wrong_tzif("a change names no offset");
    }
    if (!data.changes.empty() && at <= data.changes.back()) {
      return wrong_tzif("its changes do not ascend");
    }
    data.changes.push_back(at);
    data.offsets.push_back(offsets[type]);
  }
  return {};
}

}  // namespace

Result<TzifData> parse_tzif(ByteView file) {
  if (file.size() > k_tzif_limit) {
    return wrong_tzif("it is larger than one");
  }
  ROG_TRY_ASSIGN(const TzifCounts first, parse_counts(file));
  if (file.size() < k_header_size + first.body_size(4)) {
    return wrong_tzif("it is cut short");
  }
  ByteView rest = file.subspan(k_header_size + first.body_size(4));
  ROG_TRY_ASSIGN(const TzifCounts counts, parse_counts(rest));
  if (counts.leaps != 0) {
    return wrong_tzif("it counts leap seconds");
  }
  rest = rest.subspan(k_header_size);
  if (rest.size() < counts.body_size(8) + 2) {
    return wrong_tzif("it is cut short");
  }
  TzifData data;
  ROG_TRY(parse_changes(rest, counts, data));
  const std::string_view footer = base::as_text(rest.subspan(counts.body_size(8)));
  if (!footer.starts_with('\n') || footer.find('\n', 1) != footer.size() - 1) {
    return wrong_tzif("its last line is not one");
  }
  if (footer.size() > 2) {
    ROG_TRY_ASSIGN(data.rule, parse_zone_rule(footer.substr(1, footer.size() - 2)));
  }
  return data;
}

}  // namespace rogatory::request
