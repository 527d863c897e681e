#include "cmd/version.hpp"

namespace rogatory::cmd {

std::string_view version() { return ROGATORY_VERSION; }

}  // namespace rogatory::cmd
