#include "ledger/names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "crypto/card.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::string_view k_digits = "0123456789";
constexpr std::size_t k_seq_digits = 6;

/// Decimal, 1..999, without leading zeros; 0 for anything else.
std::uint32_t small_number(std::string_view text) {
  if (text.empty() || text.size() > 3 || text.front() == '0' ||
      text.find_first_not_of(k_digits) != std::string_view::npos) {
    return 0;
  }
  std::uint32_t number = 0;
  for (const char digit : text) {
    number = number * 10 + static_cast<std::uint32_t>(digit - '0');
  }
  return number;
}

/// Exactly six decimal digits.
std::optional<std::uint64_t> six_digits(std::string_view text) {
  if (text.size() != k_seq_digits || text.find_first_not_of(k_digits) != std::string_view::npos) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  for (const char digit : text) {
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return number;
}

std::string padded(std::uint64_t number) {
  std::string text = std::to_string(number);
  ROG_ASSERT(text.size() <= k_seq_digits);
  return std::string(k_seq_digits - text.size(), '0') + text;
}

struct Ending {
  std::string_view text;
  FileKind kind;
};
constexpr std::array k_entry_endings{Ending{".json", FileKind::entry}, Ending{".json.sig", FileKind::entry_signature},
                                     Ending{".age", FileKind::body}};
constexpr std::array k_card_endings{Ending{".json", FileKind::card}, Ending{".json.sig", FileKind::card_signature},
                                    Ending{".json.prev.sig", FileKind::card_previous_signature}};

/// `text` is six digits and one of the endings.
std::optional<LogPath> numbered(std::string_view text, std::span<const Ending> endings) {
  const std::optional<std::uint64_t> number = six_digits(text.substr(0, k_seq_digits));
  const auto ending = std::ranges::find(endings, text.substr(std::min(text.size(), k_seq_digits)), &Ending::text);
  if (!number || ending == endings.end()) {
    return std::nullopt;
  }
  return LogPath{ending->kind, *number};
}

std::string_view ending_of(FileKind kind) {
  for (const std::span<const Ending> endings : {std::span<const Ending>(k_entry_endings), {k_card_endings}}) {
    for (const Ending& ending : endings) {
      if (ending.kind == kind) {
        return ending.text;
      }
    }
  }
  return "";
}

}  // namespace

Result<CaseId> CaseId::parse(std::string_view text) {
  CaseId id;
  const Result<Bytes> bytes = base::from_hex(text);
  if (!bytes || bytes->size() != id.m_bytes.size()) {
    return fail(ErrorCode::malformed, "not the id of a case: 32 hexadecimal digits");
  }
  std::ranges::copy(*bytes, id.m_bytes.begin());
  return id;
}

std::string CaseId::text() const { return base::to_hex(m_bytes); }

CaseId case_id_of(std::string_view opener, const crypto::Sha256& root, const crypto::Sha256& nonce) {
  const crypto::Sha256 digest = crypto::sha256("rogatory-case/1\n" + std::string(opener) + "\n" +
                                               crypto::fingerprint_text(root) + "\n" + nonce.hex() + "\n");
  CaseId id;
  std::copy_n(digest.bytes.begin(), id.m_bytes.size(), id.m_bytes.begin());
  return id;
}

std::string LogName::text() const { return number == 1 ? authority : authority + "." + std::to_string(number); }

Result<LogName> LogName::parse(std::string_view text) {
  const std::size_t dot = text.find('.');
  LogName log{std::string(text.substr(0, dot)), 1};
  if (dot != std::string_view::npos) {
    log.number = small_number(text.substr(dot + 1));
  }
  if (!base::is_id(log.authority) || (dot != std::string_view::npos && log.number < 2)) {
    return fail(ErrorCode::malformed, "not the name of a log: " + std::string(text));
  }
  return log;
}

std::string origin_of(const CaseId& case_id, const LogName& log) {
  return "rogatory/" + case_id.text() + "/" + log.text();
}

std::string ref_of(const LogName& log) { return "refs/heads/" + log.text(); }

bool is_compartment(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot != std::string_view::npos && small_number(text.substr(dot + 1)) < 2) {
    return false;
  }
  const std::string_view name = text.substr(0, dot);
  return name == "main" || name == "identities" ||
         (name.starts_with("c-") && name.size() == 10 && base::from_hex(name.substr(2)).has_value());
}

std::string LogPath::text() const {
  switch (kind) {
    case FileKind::entry:
    case FileKind::entry_signature:
    case FileKind::body: {
      const std::string digits = padded(number);
      return "entries/" + digits.substr(0, 2) + "/" + digits.substr(2, 2) + "/" + digits + std::string(ending_of(kind));
    }
    case FileKind::card:
    case FileKind::card_signature:
    case FileKind::card_previous_signature:
      return "cards/" + padded(number) + std::string(ending_of(kind));
    case FileKind::checkpoint:
      return "checkpoint";
  }
  return "";
}

std::optional<LogPath> LogPath::parse(std::string_view path) {
  if (path == "checkpoint") {
    return LogPath{FileKind::checkpoint, 0};
  }
  std::optional<LogPath> parsed;
  if (path.starts_with("cards/")) {
    parsed = numbered(path.substr(6), k_card_endings);
  } else if (path.starts_with("entries/") && path.size() > 14) {
    parsed = numbered(path.substr(14), k_entry_endings);
  }
  // One spelling: what the name writes, so that folders agree with their files and no card is number 0.
  const bool is_card_zero = parsed && path.starts_with("cards/") && parsed->number == 0;
  return parsed && !is_card_zero && parsed->text() == path ? parsed : std::nullopt;
}

}  // namespace rogatory::ledger
