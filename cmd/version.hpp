// The version of the programs, from CMakeLists.txt.
#pragma once

#include <string_view>

namespace rogatory::cmd {

std::string_view version();

}  // namespace rogatory::cmd
