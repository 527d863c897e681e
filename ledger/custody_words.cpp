// The closed lists of words in custody events (ledger/custody_event.hpp).
#include "base/text.hpp"
#include "ledger/custody_fields.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::array k_known{TimeKnown::observed, TimeKnown::device, TimeKnown::document, TimeKnown::reported,
                             TimeKnown::estimated};
constexpr std::array k_worked_on{WorkedOn::original, WorkedOn::working_copy};
constexpr std::array k_scopes{HashScope::media, HashScope::file, HashScope::container, HashScope::chunk,
                              HashScope::set};
constexpr std::array k_algorithms{HashAlgorithm::md5,     HashAlgorithm::sha1,   HashAlgorithm::sha256,
                                  HashAlgorithm::sha384,  HashAlgorithm::sha512, HashAlgorithm::sha3_256,
                                  HashAlgorithm::sha3_512};

}  // namespace

std::string_view text_of(TimeKnown known) {
  switch (known) {
    case TimeKnown::observed:
      return "observed";
    case TimeKnown::device:
      return "device";
    case TimeKnown::document:
      return "document";
    case TimeKnown::reported:
      return "reported";
    case TimeKnown::estimated:
      return "estimated";
  }
  return "";
}

std::string_view text_of(HashScope scope) {
  switch (scope) {
    case HashScope::media:
      return "media";
    case HashScope::file:
      return "file";
    case HashScope::container:
      return "container";
    case HashScope::chunk:
      return "chunk";
    case HashScope::set:
      return "set";
  }
  return "";
}

std::string_view text_of(HashAlgorithm algorithm) {
  switch (algorithm) {
    case HashAlgorithm::md5:
      return "md5";
    case HashAlgorithm::sha1:
      return "sha1";
    case HashAlgorithm::sha256:
      return "sha256";
    case HashAlgorithm::sha384:
      return "sha384";
    case HashAlgorithm::sha512:
      return "sha512";
    case HashAlgorithm::sha3_256:
      return "sha3-256";
    case HashAlgorithm::sha3_512:
      return "sha3-512";
  }
  return "";
}

std::string_view text_of(WorkedOn on) {
  switch (on) {
    case WorkedOn::original:
      return "original";
    case WorkedOn::working_copy:
      return "working_copy";
  }
  return "";
}

std::size_t digits_of(HashAlgorithm algorithm) {
  switch (algorithm) {
    case HashAlgorithm::md5:
      return 32;
    case HashAlgorithm::sha1:
      return 40;
    case HashAlgorithm::sha256:
    case HashAlgorithm::sha3_256:
      return 64;
    case HashAlgorithm::sha384:
      return 96;
    case HashAlgorithm::sha512:
    case HashAlgorithm::sha3_512:
      return 128;
  }
  return 0;
}

Result<TimeKnown> parse_time_known(std::string_view text) { return parse_word<TimeKnown>(k_known, text); }
Result<WorkedOn> parse_worked_on(std::string_view text) { return parse_word<WorkedOn>(k_worked_on, text); }
Result<HashScope> parse_hash_scope(std::string_view text) { return parse_word<HashScope>(k_scopes, text); }
Result<HashAlgorithm> parse_hash_algorithm(std::string_view text) {
  return parse_word<HashAlgorithm>(k_algorithms, text);
}

bool is_value_of(HashAlgorithm algorithm, std::string_view value) {
  return value.size() == digits_of(algorithm) && value.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<ScopedHash> parse_scoped_hash(std::string_view text) {
  const std::vector<std::string_view> parts = base::split(text, ':');
  if (parts.size() != 3) {
    return fail(ErrorCode::malformed, "not scope:alg:hex: " + std::string(text));
  }
  ScopedHash hash;
  ROG_TRY_ASSIGN(hash.scope, parse_hash_scope(parts[0]));
  ROG_TRY_ASSIGN(hash.algorithm, parse_hash_algorithm(parts[1]));
  hash.value = parts[2];
  if (!is_value_of(hash.algorithm, hash.value)) {
    return fail(ErrorCode::malformed, "not " + std::to_string(digits_of(hash.algorithm)) +
                                          " lower-case hexadecimal digits, as " + std::string(parts[1]) + " gives");
  }
  return hash;
}

}  // namespace rogatory::ledger
