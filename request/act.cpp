#include "request/act.hpp"

namespace rogatory::request {

std::string_view text_of(Standing standing) {
  switch (standing) {
    case Standing::reported:
      return "reported";
    case Standing::claimed:
      return "claimed";
    case Standing::agreed:
      return "agreed";
  }
  return "";
}

}  // namespace rogatory::request
