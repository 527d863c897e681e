#include <algorithm>

#include "crypto/age_stanza.hpp"

namespace rogatory::crypto::age {
namespace {

constexpr std::string_view k_armour_start = "-----BEGIN AGE ENCRYPTED FILE-----";
constexpr std::string_view k_version_start = "age-encryption.org/";
constexpr std::string_view k_stanza_mark = "-> ";
constexpr std::size_t k_columns = 64;

std::unexpected<Error> bad_header(std::string_view what) {
  return fail(ErrorCode::malformed, "the age header is malformed: " + std::string(what));
}

// Takes lines off the front of the header; every one of them ends in LF.
class Lines {
 public:
  explicit Lines(std::string_view text) : m_text(text) {}

  Result<std::string_view> next() {
    const std::size_t end = m_text.find('\n', m_position);
    if (end == std::string_view::npos) {
      return bad_header("it does not end, or not within 64 KiB");
    }
    const std::string_view line = m_text.substr(m_position, end - m_position);
    m_position = end + 1;
    return line;
  }
  // Where the next line starts.
  [[nodiscard]] std::size_t position() const { return m_position; }

 private:
  std::string_view m_text;
  std::size_t m_position = 0;
};

bool is_argument(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '!' && c <= '~'; });
}

// argument *(SP argument)
Result<Stanza> parse_arguments(std::string_view words) {
  Stanza stanza;
  for (bool is_type = true;; is_type = false) {
    const std::size_t end = words.find(' ');
    const std::string_view word = words.substr(0, end);
    if (!is_argument(word)) {
      return bad_header("an argument of a stanza is empty or not of visible ASCII characters");
    }
    if (is_type) {
      stanza.type = word;
    } else {
      stanza.arguments.emplace_back(word);
    }
    if (end == std::string_view::npos) {
      return stanza;
    }
    words.remove_prefix(end + 1);
  }
}

// Full lines of 64 columns, then one shorter one, which may be empty.
Result<Bytes> parse_body(Lines& lines) {
  Bytes body;
  while (true) {
    ROG_TRY_ASSIGN(const std::string_view line, lines.next());
    if (line.size() > k_columns) {
      return bad_header("a line of a stanza's body is longer than 64 columns");
    }
    Result<Bytes> bytes = base::from_base64_unpadded(line);
    if (!bytes) {
      return bad_header("a stanza's body: " + bytes.error().sentence());
    }
    body.insert(body.end(), bytes->begin(), bytes->end());
    if (line.size() < k_columns) {
      return body;
    }
  }
}

Result<Bytes> parse_mac(std::string_view line) {
  line.remove_prefix(k_mac_mark.size());
  if (!line.starts_with(' ')) {
    return bad_header("its last line has no MAC");
  }
  Result<Bytes> mac = base::from_base64_unpadded(line.substr(1));
  if (!mac || mac->size() != 32) {
    return bad_header("its MAC is not 32 bytes of base64");
  }
  return mac;
}

Result<void> check_version(std::string_view text) {
  if (text.starts_with(k_version_line)) {
    return {};
  }
  if (text.starts_with(k_armour_start)) {
    return fail(ErrorCode::malformed, "an armoured age file is unsupported: only the binary form is read");
  }
  if (text.starts_with(k_version_start)) {
    return fail(ErrorCode::malformed, "an age file of an unsupported version");
  }
  return fail(ErrorCode::malformed, "not an age file");
}

}  // namespace

Result<Header> parse_header(ByteView prefix) {
  const std::string_view text = base::as_text(prefix.first(std::min(prefix.size(), k_header_limit)));
  ROG_TRY(check_version(text));
  Header header;
  Lines lines(text);
  ROG_ASSERT(lines.next().has_value());  // the version, checked above
  while (true) {
    const std::size_t start = lines.position();
    ROG_TRY_ASSIGN(std::string_view line, lines.next());
    if (line.starts_with(k_mac_mark)) {
      ROG_TRY_ASSIGN(header.mac, parse_mac(line));
      header.mac_input_size = start + k_mac_mark.size();
      header.size = lines.position();
      break;
    }
    if (!line.starts_with(k_stanza_mark)) {
      return bad_header("a line that starts neither a stanza nor the MAC");
    }
    if (header.stanzas.size() == k_stanza_limit) {
      return bad_header("more than 64 stanzas");
    }
    line.remove_prefix(k_stanza_mark.size());
    ROG_TRY_ASSIGN(Stanza stanza, parse_arguments(line));
    ROG_TRY_ASSIGN(stanza.body, parse_body(lines));
    header.stanzas.push_back(std::move(stanza));
  }
  if (header.stanzas.empty()) {
    return bad_header("it has no stanza");
  }
  return header;
}

std::string serialize_stanza(const Stanza& stanza) {
  std::string text = std::string(k_stanza_mark) + stanza.type;
  for (const std::string& argument : stanza.arguments) {
    text += ' ' + argument;
  }
  text += '\n';
  const std::string body = base::to_base64_unpadded(stanza.body);
  // A body that fills its last line is followed by an empty one.
  for (std::size_t at = 0; at <= body.size(); at += k_columns) {
    text += body.substr(at, k_columns) + '\n';
  }
  return text;
}

}  // namespace rogatory::crypto::age
