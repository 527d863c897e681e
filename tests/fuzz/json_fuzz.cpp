// The signed profile and plain syntax must never disagree: what the profile takes is JSON, and both of its written
// forms are read back as the same value.
#include "base/json.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

constexpr std::size_t k_limit = 65536;

std::size_t depth_of(const Json& value) {
  std::size_t deepest = 0;
  if (const Json::Array* array = value.as_array()) {
    for (const Json& element : *array) {
      deepest = std::max(deepest, depth_of(element));
    }
    return deepest + 1;
  }
  if (const Json::Object* object = value.as_object()) {
    for (const auto& [key, member] : *object) {
      deepest = std::max(deepest, depth_of(member));
    }
    return deepest + 1;
  }
  return 0;
}

}  // namespace

bool accepts(ByteView input) {
  const bool is_json = base::check_json_syntax(input, k_limit).has_value();
  const Result<Json> value = base::parse_json(input, k_limit);
  const bool is_canonical = base::parse_canonical_json(input, k_limit).has_value();
  if (!value) {
    ROG_ASSERT(!is_canonical);
    return false;
  }
  ROG_ASSERT(is_json && input.size() <= k_limit && depth_of(*value) <= base::k_json_depth);

  const std::string canonical = value->canonical();
  const Result<Json> again = base::parse_canonical_json(base::as_bytes(canonical), canonical.size());
  ROG_ASSERT(again.has_value() && *again == *value);
  ROG_ASSERT(is_canonical == (canonical == base::as_text(input)));

  const std::string pretty = value->pretty();
  const Result<Json> indented = base::parse_json(base::as_bytes(pretty), pretty.size());
  ROG_ASSERT(indented.has_value() && *indented == *value);
  return true;
}

}  // namespace rogatory::fuzz
