// Files of the time zone database: what is accepted has ascending changes, offsets below a day, and a rule that gives a
// change in every year.
#include <algorithm>

#include "request/tzif.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

bool is_below_a_day(std::int32_t offset) { return offset > -86400 && offset < 86400; }

}  // namespace

bool accepts(ByteView input) {
  const Result<request::TzifData> data = request::parse_tzif(input);
  if (!data) {
    ROG_ASSERT(data.error().code() == ErrorCode::malformed);
    return false;
  }
  ROG_ASSERT(input.size() <= request::k_tzif_limit && data->changes.size() == data->offsets.size());
  ROG_ASSERT(std::ranges::is_sorted(data->changes, std::ranges::less_equal{}) || data->changes.size() < 2);
  ROG_ASSERT(std::ranges::all_of(data->offsets, is_below_a_day) && is_below_a_day(data->first_offset));
  if (data->rule && data->rule->summer) {
    for (int year = 1; year < 9999; year += 7) {
      const std::int64_t begins = request::change_in_year(data->rule->summer->begins, year);
      ROG_ASSERT(begins < request::change_in_year(data->rule->summer->begins, year + 1));
    }
  }
  return true;
}

}  // namespace rogatory::fuzz
