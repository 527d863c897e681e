#include "ledger/other_logs.hpp"

#include "ledger/git.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::string_view k_branches = "refs/heads/";

using Visit = std::function<void(const LogName&, StoredLog&, const StoredLog::Signed&)>;

/// Nothing where it cannot be read.
Result<StoredLog> log_at(Repository& repository, const Oid& id) {
  ROG_TRY_ASSIGN(const Commit commit, repository.commit(id));
  return StoredLog::open(repository, commit.tree);
}

Result<void> visit_logs(Repository& repository, const Visit& visit) {
  ROG_TRY_ASSIGN(const auto refs, repository.refs());
  for (const auto& [ref, id] : refs) {
    const Result<LogName> name = ref.starts_with(k_branches) ? LogName::parse(ref.substr(k_branches.size()))
                                                             : fail(ErrorCode::malformed, "not a branch");
    Result<StoredLog> log = name && id ? log_at(repository, *id) : fail(ErrorCode::malformed, "not a log");
    const Result<StoredLog::Signed> checkpoint = log ? log->checkpoint() : fail(log.error());
    if (checkpoint) {
      visit(*name, *log, *checkpoint);
    }
  }
  return {};
}

}  // namespace

Result<Heads> heads_of_others(Repository& repository, const CaseId& case_id, const LogName& own) {
  Heads heads;
  ROG_TRY(visit_logs(repository, [&](const LogName& name, StoredLog&, const StoredLog::Signed& checkpoint) {
    const std::optional<Head> head = head_from(checkpoint, origin_of(case_id, name));
    if (head && name != own) {
      heads.emplace(name, *head);
    }
  }));
  return heads;
}

Result<std::vector<SeenHead>> heads_of_ours(Repository& repository, const CaseId& case_id,
                                            const crypto::CardChain& cards) {
  std::vector<SeenHead> seen;
  ROG_TRY(visit_logs(repository, [&](const LogName& by, StoredLog& log, const StoredLog::Signed& checkpoint) {
    const Result<EntryFiles> files = checkpoint.checkpoint.size > 0 ? log.entry(checkpoint.checkpoint.size - 1)
                                                                    : fail(ErrorCode::incomplete, "no entry");
    const Result<Entry> last = files ? Entry::parse(files->entry) : fail(files.error());
    if (!last) {
      return;
    }
    for (const auto& [name, head] : last->heads) {
      if (name.authority == cards.newest().id && is_signed_by(head, origin_of(case_id, name), cards)) {
        seen.push_back({name, by, head});
      }
    }
  }));
  return seen;
}

}  // namespace rogatory::ledger
