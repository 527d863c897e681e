#include "ledger/references.hpp"

#include <charconv>

#include "base/text.hpp"

namespace rogatory::ledger {
namespace {

/// What stands on both sides of the colon; the number beyond every limit where it is none.
std::pair<std::string_view, std::uint64_t> halves(std::string_view text) {
  const std::size_t colon = text.find(':');
  std::uint64_t number = UINT64_MAX;
  if (colon != std::string_view::npos) {
    const std::string_view digits = text.substr(colon + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
  }
  return {text.substr(0, colon), number};
}

}  // namespace

std::string EntryRef::text() const { return log.text() + ":" + std::to_string(seq); }

Result<EntryRef> EntryRef::parse(std::string_view text) {
  const auto [name, seq] = halves(text);
  Result<LogName> log = LogName::parse(name);
  if (log && std::cmp_less(seq, k_most_entries)) {
    EntryRef entry{.log = *std::move(log), .seq = seq};
    if (entry.text() == text) {
      return entry;
    }
  }
  return fail(ErrorCode::malformed, "not an entry, LOG:SEQ: " + std::string(text));
}

std::string ExhibitId::text() const { return authority + ":" + std::to_string(number); }

Result<ExhibitId> ExhibitId::parse(std::string_view text) {
  const auto [authority, number] = halves(text);
  if (base::is_id(authority) && number >= 1 && number <= k_most_exhibits) {
    ExhibitId exhibit{.authority = std::string(authority), .number = number};
    if (exhibit.text() == text) {
      return exhibit;
    }
  }
  return fail(ErrorCode::malformed, "not an exhibit, AUTHORITY:NUMBER: " + std::string(text));
}

}  // namespace rogatory::ledger
