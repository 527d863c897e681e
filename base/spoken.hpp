// Names of data as people read them.
#pragma once

#include <string>
#include <string_view>

namespace rogatory::base {

/// The words of a name, which joins them by _: "provisionally arrested". Any other text as it is.
std::string spoken(std::string_view name);

}  // namespace rogatory::base
