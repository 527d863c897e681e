#include "ledger/entry_scan.hpp"

#include <array>
#include <charconv>

#include "base/text.hpp"
#include "crypto/note.hpp"
#include "ledger/entry_fields.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::uint8_t k_no_digit = 0xF0;

/// What a byte is worth as a lower-case hexadecimal digit. A table: an entry has some 400 of them.
constexpr std::array<std::uint8_t, 256> k_digits = [] {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(k_no_digit);
  for (std::uint8_t i = 0; i < 16; ++i) {
    digits.at(static_cast<std::uint8_t>("0123456789abcdef"[i])) = i;
  }
  return digits;
}();

std::uint8_t digit_of(char c) { return k_digits[static_cast<std::uint8_t>(c)]; }

/// Takes pieces off the front. The first that is not there ends it: all later ones fail too.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : m_left(text) {}

  [[nodiscard]] bool ok() const { return m_ok; }
  [[nodiscard]] bool at_end() const { return m_ok && m_left.empty(); }
  [[nodiscard]] bool is_next(std::string_view literal) const { return m_ok && m_left.starts_with(literal); }
  void refuse() { m_ok = false; }
  void require(bool holds) { m_ok = m_ok && holds; }

  void literal(std::string_view expected) {
    require(m_left.starts_with(expected));
    m_left.remove_prefix(m_ok ? expected.size() : 0);
  }

  /// Up to the quotation mark that ends it: text that stands for itself. What it may be is for its own parser.
  std::string_view text() {
    std::size_t size = 0;
    while (size < m_left.size() && m_left[size] > ' ' && m_left[size] != '"' && m_left[size] != '\\' &&
           m_left[size] < '\x7f') {
      ++size;
    }
    const std::string_view taken = m_left.substr(0, size);
    m_left.remove_prefix(size);
    literal("\"");
    return m_ok ? taken : std::string_view();
  }

  template <class Hash>
  Hash hash() {
    Hash hash;
    const std::string_view digits = m_left.substr(0, 2 * hash.bytes.size());
    require(digits.size() == 2 * hash.bytes.size());
    unsigned wrong = 0;  // looked at once, at the end
    for (std::size_t i = 0; m_ok && i < hash.bytes.size(); ++i) {
      const unsigned high = digit_of(digits[2 * i]);
      const unsigned low = digit_of(digits[2 * i + 1]);
      wrong |= high | low;
      hash.bytes[i] = static_cast<std::uint8_t>((high << 4U) | low);
    }
    require((wrong & k_no_digit) == 0);
    m_left.remove_prefix(m_ok ? digits.size() : 0);
    literal("\"");
    return hash;
  }

  std::uint64_t number(std::uint64_t least, std::uint64_t most) {
    std::uint64_t value = 0;
    const char* const begin = m_left.data();
    const auto [end, problem] = std::from_chars(begin, begin + m_left.size(), value);
    const auto size = static_cast<std::size_t>(end - begin);
    const bool leading_zero = size > 1 && m_left.front() == '0';
    require(problem == std::errc() && !leading_zero && value >= least && value <= most);
    m_left.remove_prefix(m_ok ? size : 0);
    return value;
  }

  template <class T, class Parse>
  T parsed(Parse parse) {
    const std::string_view raw = text();
    if (m_ok) {
      if (Result<T> result = parse(raw); result) {
        return *std::move(result);
      }
      refuse();
    }
    return T();
  }

 private:
  std::string_view m_left;
  bool m_ok = true;
};

std::optional<BodyRef> scan_body(Scanner& scan) {
  if (scan.is_next("null")) {
    scan.literal("null");
    return std::nullopt;
  }
  BodyRef body;
  scan.literal(R"({"commitment":")");
  body.commitment = scan.hash<crypto::Sha256>();
  scan.literal(R"(,"compartment":")");
  body.compartment = scan.text();
  scan.require(is_compartment(body.compartment));
  scan.literal(R"(,"sha256":")");
  body.sha256 = scan.hash<crypto::Sha256>();
  scan.literal(R"(,"size":)");
  body.size = scan.number(k_smallest_body_file, k_body_file_limit);
  scan.literal("}");
  return body;
}

Head scan_head(Scanner& scan) {
  Head head;
  scan.literal(R"({"root":")");
  head.root = scan.hash<crypto::Sha256>();
  scan.literal(R"(,"sig":")");
  head.sig = scan.text();
  scan.require(scan.ok() && crypto::NoteSignature::from_fields("log", head.sig).has_value());
  scan.literal(R"(,"size":)");
  head.size = scan.number(1, k_most_entries);
  scan.literal("}");
  return head;
}

Heads scan_heads(Scanner& scan) {
  Heads heads;
  std::string_view before;
  for (scan.literal("{"); scan.ok() && !scan.is_next("}");) {
    if (!before.empty()) {
      scan.literal(",");
    }
    scan.literal("\"");
    const std::string_view name = scan.text();
    const Result<LogName> log = LogName::parse(name);
    scan.require(log.has_value() && name > before && heads.size() < k_most_logs);
    scan.literal(":");
    Head head = scan_head(scan);
    if (scan.ok()) {
      heads.emplace(*log, std::move(head));
    }
    before = name;
  }
  scan.literal("}");
  return heads;
}

std::optional<EntryHash> scan_prev(Scanner& scan) {
  if (scan.is_next("null")) {
    scan.literal("null");
    return std::nullopt;
  }
  scan.literal("\"");
  return scan.hash<EntryHash>();
}

}  // namespace

std::optional<Entry> scan_entry(std::string_view text) {
  if (text.size() > k_entry_limit) {
    return std::nullopt;
  }
  Scanner scan(text);
  Entry entry;
  scan.literal(R"({"body":)");
  entry.body = scan_body(scan);
  scan.literal(R"(,"card":")");
  entry.card = scan.hash<crypto::Sha256>();
  scan.literal(R"(,"case":")");
  entry.case_id = scan.parsed<CaseId>(CaseId::parse);
  constexpr std::string_view behind = R"(,"clock_behind":)";
  if (scan.is_next(behind)) {
    scan.literal(behind);
    entry.clock_behind = static_cast<std::int64_t>(scan.number(1, k_most_seconds_behind));
  }
  scan.literal(R"(,"heads":)");
  entry.heads = scan_heads(scan);
  scan.literal(R"(,"log":")");
  entry.log = scan.parsed<LogName>(LogName::parse);
  scan.literal(R"(,"made_at":")");
  entry.made_at = scan.parsed<UtcTime>(UtcTime::parse);
  scan.literal(R"(,"officer":")");
  entry.officer = scan.text();
  scan.require(base::is_id(entry.officer));
  scan.literal(R"(,"prev":)");
  entry.prev = scan_prev(scan);
  scan.literal(R"(,"seq":)");
  entry.seq = scan.number(0, k_most_entries - 1);
  scan.literal(R"(,"type":"rogatory-entry/1"})");
  // What check_together asks of an entry of these members.
  const bool belongs = entry.prev.has_value() == (entry.seq > 0) && (entry.seq > 0 || entry.log.number == 1) &&
                       !entry.heads.contains(entry.log);
  return scan.at_end() && belongs ? std::optional(std::move(entry)) : std::nullopt;
}

}  // namespace rogatory::ledger
