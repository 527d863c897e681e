// Which country codes there are: the 249 of ISO 3166-1 that are officially assigned, and XK, by which the European
// Union and others call Kosovo. What else has their form is nobody (ZZ), set aside for other uses (UK, EU) or anybody's
// (XX).
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace rogatory::registry {

bool is_country_in_use(std::string_view code);
/// usage: it is none; with the code that is meant by UK and EL.
Result<void> check_country(std::string_view code);

}  // namespace rogatory::registry
