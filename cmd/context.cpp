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

Result<std::string> Context::records() const {
  if (options.records.empty()) {
    return fail(Error(ErrorCode::usage, "there is no place to record what a killed program would leave")
                    .because("neither XDG_STATE_HOME nor HOME says where; without a record nobody would find it again")
                    .next("set HOME to a directory that may be written"));
  }
  return options.records;
}

}  // namespace rogatory::cmd
