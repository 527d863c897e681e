#include "ledger/git_store.hpp"

#include "base/remove_tree.hpp"
#include "ledger/git_layout.hpp"

namespace rogatory::ledger {

Result<void> make_repository(FileSystem& fs, const std::string& path,
                             const std::function<Result<void>(const std::string&)>& announce, const std::string& head) {
  ROG_TRY_ASSIGN(const bool is_there, base::exists(fs, path));
  if (is_there) {
    return fail(ErrorCode::refused, path + " exists already");
  }
  const std::string temporary = temporary_place(path);
  if (announce) {
    ROG_TRY(announce(temporary));
  }
  constexpr mode_t k_private = 0077;
  if (Result<void> filled = fill_repository(fs, temporary, head, k_private); !filled) {
    // Best effort: what cannot be removed was announced, and the next start removes it.
    static_cast<void>(base::remove_tree(fs, AT_FDCWD, temporary));
    return filled;
  }
  return publish_tree(fs, temporary, path);
}

}  // namespace rogatory::ledger
