#include "ledger/reopen.hpp"

#include <algorithm>

#include "ledger/fork_restart.hpp"
#include "ledger/other_logs.hpp"
#include "ledger/own_branch.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::string_view k_branches = "refs/heads/";
constexpr std::string_view k_state_suffix = ".json";
constexpr std::uint32_t k_most_logs = 999;

/// The names of our logs that have a state.
Result<std::vector<LogName>> states_in(const CasePlace& place) {
  const auto directory =
      base::uninterrupted([&] { return place.fs->open(AT_FDCWD, place.states, O_RDONLY | O_DIRECTORY); });
  if (!directory && directory.error() == ENOENT) {
    return std::vector<LogName>();
  }
  if (!directory) {
    return fail(base::errno_error(directory.error(), "opening " + place.states));
  }
  const auto names = base::uninterrupted([&] { return place.fs->list(directory->get()); });
  if (!names) {
    return fail(base::errno_error(names.error(), "listing " + place.states));
  }
  std::vector<LogName> logs;
  for (const std::string& name : *names) {
    if (name.ends_with(k_state_suffix)) {
      if (Result<LogName> log = LogName::parse(name.substr(0, name.size() - k_state_suffix.size()))) {
        logs.push_back(*std::move(log));
      }
    }
  }
  return logs;
}

/// What we hold of the log that was lost, and what stood in it for all of the case.
struct Lost {
  std::uint64_t held = 0;
  std::uint64_t counted = 0;       ///< of those
  std::vector<std::string> notes;  ///< for the restart
  std::optional<crypto::Note> note;
  std::optional<crypto::Sha256> card;  ///< that its last entry names
  std::optional<std::vector<Party>> parties;
  std::optional<std::map<std::string, crypto::age::Recipient>> recipients;
};

Result<std::optional<StoredLog>> log_in(const CasePlace& place, Repository& repository, const LogName& log,
                                        std::uint64_t& size) {
  ROG_TRY_ASSIGN(const std::optional<Oid> branch, read_ref(*place.fs, place.repository, ref_of(log)));
  if (!branch) {
    return std::optional<StoredLog>();
  }
  ROG_TRY_ASSIGN(const Commit commit, repository.commit(*branch));
  ROG_TRY_ASSIGN(StoredLog stored, StoredLog::open(repository, commit.tree));
  size = commit.last + 1;
  return std::optional(std::move(stored));
}

/// The newest full lists, from the end; those of a later log count before those of an earlier one.
Result<void> find_lists(StoredLog& log, std::uint64_t size, Lost& lost) {
  for (std::uint64_t seq = size; seq > 0 && !(lost.parties && lost.recipients); --seq) {
    ROG_TRY_ASSIGN(const EntryFiles files, log.entry(seq - 1));
    ROG_TRY_ASSIGN(const Entry entry, Entry::parse(files.entry));
    lost.parties = lost.parties ? lost.parties : entry.parties;
    lost.recipients = lost.recipients ? lost.recipients : entry.recipients;
  }
  return {};
}

crypto::Note note_of(const Head& head, const std::string& origin) {
  const crypto::Checkpoint checkpoint{.origin = origin, .size = head.size, .root = head.root, .extensions = {}};
  return {checkpoint.serialize(), {*crypto::NoteSignature::from_fields(origin, head.sig)}};
}

Result<Lost> lost_of(const CasePlace& place, const LogName& newest, const crypto::CardChain& cards) {
  ROG_TRY_ASSIGN(Repository repository, Repository::open(place.repository));
  Lost lost;
  std::uint64_t known = 0;
  for (std::uint32_t number = newest.number; number > 0; --number) {
    std::uint64_t size = 0;
    ROG_TRY_ASSIGN(std::optional<StoredLog> log, log_in(place, repository, {newest.authority, number}, size));
    if (log) {
      ROG_TRY(find_lists(*log, size, lost));
    }
    if (log && number == newest.number) {
      ROG_TRY_ASSIGN(StoredLog::Signed checkpoint, log->checkpoint());
      ROG_TRY_ASSIGN(const EntryFiles files, log->entry(size - 1));
      ROG_TRY_ASSIGN(const Entry last, Entry::parse(files.entry));
      lost.card = last.card;
      lost.held = lost.counted = known = size;
      lost.note = std::move(checkpoint.note);
    }
  }
  ROG_TRY_ASSIGN(const std::vector<SeenHead> seen, heads_of_ours(repository, place.case_id, cards));
  for (const SeenHead& one : seen) {
    if (one.log == newest && one.head.size > known) {
      known = one.head.size;
      lost.note = note_of(one.head, origin_of(place.case_id, newest));
    }
  }
  if (lost.note) {
    lost.notes = {lost.note->serialize()};
  }
  return lost;
}

/// How many of the first `limit` entries that we hold of a log nobody's head contradicts.
Result<std::uint64_t> accepted(const CasePlace& place, const LogName& name, const crypto::CardChain& cards,
                               std::uint64_t limit) {
  ROG_TRY_ASSIGN(Repository repository, Repository::open(place.repository));
  std::uint64_t size = 0;
  ROG_TRY_ASSIGN(std::optional<StoredLog> log, log_in(place, repository, name, size));
  if (!log) {
    return 0;
  }
  ROG_TRY_ASSIGN(const std::vector<SeenHead> seen, heads_of_ours(repository, place.case_id, cards));
  std::vector<Head> heads;
  for (const SeenHead& one : seen) {
    if (one.log == name) {
      heads.push_back(one.head);
    }
  }
  return accepted_by_all(*log, limit, std::move(heads));
}

/// Leaves of what we hold only what stands in both histories, for all who saw either.
Result<void> give_up_fork(const CasePlace& place, const LogName& forked, const ForkProof& fork,
                          const crypto::CardChain& cards, Lost& lost) {
  const crypto::Card* last = lost.card ? cards.find(*lost.card) : nullptr;
  ROG_TRY(check_new_log_key(origin_of(place.case_id, forked), fork, last, cards.newest()));
  ROG_TRY_ASSIGN(lost.counted, accepted(place, forked, cards, std::min(lost.held, fork.common)));
  lost.notes = {fork.here, fork.offered};
  return {};
}

/// A log that came back from a copy is behind what others saw. Where they saw something else, our key signed it twice.
Result<void> check_is_no_fork(const CasePlace& place, const LogName& name, const crypto::CardChain& cards,
                              std::uint64_t held) {
  ROG_TRY_ASSIGN(const std::uint64_t size, accepted(place, name, cards, held));
  if (size == held) {
    return {};
  }
  return fail(
      Error(ErrorCode::fork, "another party saw another history of our log " + name.text() + ", signed by our log key")
          .because("What both have in common is not known, since the other one is not here.")
          .next("rogatory ledger take FILE with the ledger that this party holds; then this again"));
}

/// Fails unless the log is one that open() refuses because it came back from a copy, or cannot be completed.
Result<void> check_is_lost(const LogPlace& place, const crypto::CardChain& cards, const Signatories& who) {
  const Result<OwnLog> log = OwnLog::open(place, cards, who);
  if (log) {
    return fail(Error(ErrorCode::not_allowed, "the log " + place.log.text() + " can be written into as it is")
                    .because("Another log is started only where ours came back from a copy."));
  }
  const ErrorCode code = log.error().code();
  return code == ErrorCode::retry || code == ErrorCode::wrong_key ? Result<void>() : fail(log.error());
}

}  // namespace

LogPlace CasePlace::log(const LogName& name) const {
  return {.fs = fs,
          .repository = repository,
          .state = states + "/" + name.text() + std::string(k_state_suffix),
          .lock = lock,
          .case_id = case_id,
          .log = name};
}

Result<LogName> newest_log(const CasePlace& place, const crypto::CardChain& cards) {
  LogName newest{.authority = cards.newest().id, .number = 1};
  const auto see = [&](const LogName& log) {
    newest.number = log.authority == newest.authority ? std::max(newest.number, log.number) : newest.number;
  };
  ROG_TRY_ASSIGN(Repository repository, Repository::open(place.repository));
  ROG_TRY_ASSIGN(const auto refs, repository.refs());
  for (const auto& [ref, id] : refs) {
    if (const Result<LogName> log =
            LogName::parse(std::string_view(ref).substr(std::min(ref.size(), k_branches.size())));
        log && ref.starts_with(k_branches)) {
      see(*log);
    }
  }
  ROG_TRY_ASSIGN(const std::vector<LogName> states, states_in(place));
  std::ranges::for_each(states, see);
  ROG_TRY_ASSIGN(const std::vector<SeenHead> seen, heads_of_ours(repository, place.case_id, cards));
  std::ranges::for_each(seen, see, &SeenHead::log);
  return newest;
}

Result<Reopened> reopen_log(const CasePlace& place, const crypto::CardChain& cards, const Signatories& who,
                            EntryDraft::BodyDraft body, const Clock& clock, const ReopenCause& cause) {
  ROG_TRY_ASSIGN(const LogName lost_name, newest_log(place, cards));
  if (!cause.is_lost && !cause.fork) {
    ROG_TRY(check_is_lost(place.log(lost_name), cards, who));
  }
  if (lost_name.number >= k_most_logs) {
    return fail(ErrorCode::refused, "an authority has at most " + std::to_string(k_most_logs) + " logs in a case");
  }
  const LogName name{.authority = lost_name.authority, .number = lost_name.number + 1};
  ROG_TRY_ASSIGN(OwnLog log, OwnLog::open(place.log(name), cards, who));
  if (log.size() > 0) {
    return fail(ErrorCode::not_allowed, "another program has just started the log " + name.text());
  }
  ROG_TRY_ASSIGN(Lost lost, lost_of(place, lost_name, cards));
  if (cause.fork) {
    ROG_TRY(give_up_fork(place, lost_name, *cause.fork, cards, lost));
  } else {
    ROG_TRY(check_is_no_fork(place, lost_name, cards, lost.held));
  }
  EntryDraft draft;
  draft.body = std::move(body);
  draft.parties = std::move(lost.parties);
  draft.recipients = std::move(lost.recipients);
  draft.restart = Restart{.log = lost_name,
                          .notes = std::move(lost.notes),
                          .reason = cause.fork ? RestartReason::fork : RestartReason::restored,
                          .size = lost.counted};
  ROG_TRY_ASSIGN(const Appended appended, log.append(std::span(&draft, 1), clock));
  return Reopened{.log = name, .lost = lost_name, .held = lost.held, .counted = lost.counted, .appended = appended};
}

}  // namespace rogatory::ledger
