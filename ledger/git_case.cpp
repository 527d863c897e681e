// The logs of a case as the branches of its repository.
#include <algorithm>

#include "ledger/git.hpp"

namespace rogatory::ledger {
namespace {

/// The logs of a repository at what its refs are when each is opened.
class RepositorySource : public CaseSource {
 public:
  RepositorySource(Repository repository, std::string path)
      : m_repository(std::move(repository)), m_path(std::move(path)) {}

  Result<std::vector<LogName>> logs(std::vector<std::string>& strange) override {
    ROG_TRY_ASSIGN(const auto refs, m_repository.refs());
    constexpr std::string_view k_heads = "refs/heads/";
    std::vector<LogName> found;
    for (const auto& [name, id] : refs) {
      const Result<LogName> log = LogName::parse(name.starts_with(k_heads) ? name.substr(k_heads.size()) : "");
      if (log && id) {
        found.push_back(*log);
      } else {
        strange.push_back(name);
      }
    }
    std::ranges::sort(found);
    return found;
  }

  Result<std::unique_ptr<LogSource>> open(const LogName& log) override {
    ROG_TRY_ASSIGN(const std::optional<Oid> commit, m_repository.ref(ref_of(log)));
    if (!commit) {
      return fail(ErrorCode::not_found, m_path + " has no log " + log.text());
    }
    return open_branch(m_path, log, *commit);
  }

 private:
  Repository m_repository;
  std::string m_path;
};

}  // namespace

Result<std::unique_ptr<CaseSource>> open_repository(const std::string& path) {
  ROG_TRY_ASSIGN(Repository repository, Repository::open(path));
  return std::make_unique<RepositorySource>(std::move(repository), path);
}

}  // namespace rogatory::ledger
