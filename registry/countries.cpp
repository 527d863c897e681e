#include "registry/countries.hpp"

#include <string>

namespace rogatory::registry {
namespace {

constexpr std::size_t k_code_width = 3;  // two letters and a space
constexpr std::string_view k_assigned =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI "
    "BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN "
    "CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM "
    "HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP "
    "NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
    "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW ";
static_assert(k_assigned.size() == 249 * k_code_width);

}  // namespace

bool is_country_in_use(std::string_view code) {
  if (code == "XK") {
    return true;
  }
  if (code.size() + 1 != k_code_width) {
    return false;
  }
  for (std::size_t at = 0; at < k_assigned.size(); at += k_code_width) {
    if (k_assigned.substr(at, code.size()) == code) {
      return true;
    }
  }
  return false;
}

Result<void> check_country(std::string_view code) {
  if (is_country_in_use(code)) {
    return {};
  }
  Error error(ErrorCode::usage, "country: no State has the code " + std::string(code) + " (ISO 3166-1)");
  if (code == "UK") {
    return fail(std::move(error).next("write GB"));
  }
  if (code == "EL") {
    return fail(std::move(error).next("write GR"));
  }
  return fail(std::move(error).next("write the two letters as ISO 3166-1 assigns them, such as FR"));
}

}  // namespace rogatory::registry
