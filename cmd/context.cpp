#include "cmd/context.hpp"

namespace rogatory::cmd {

Result<std::string> Context::home() const {
  if (options.home.empty()) {
    return fail(Error(ErrorCode::usage, "no home is named")
                    .because("neither --home, ROGATORY_HOME, XDG_DATA_HOME nor HOME says where it is")
                    .next("give --home DIR"));
  }
  return options.home;
}

}  // namespace rogatory::cmd
