#include "registry/forks.hpp"

#include "base/text.hpp"

namespace rogatory::registry {
namespace {

using ledger::ForkProof;
using ledger::LogName;

constexpr std::string_view k_fork_type = "rogatory-fork/1";
constexpr std::string_view k_fork_suffix = ".json";
constexpr std::size_t k_fork_limit = std::size_t{1024} * 1024;  // two notes

std::string forks_of(const Home& home, const ledger::CaseId& case_id) {
  return case_paths(home, case_id).directory + "/forks";
}

std::string serialize_fork(const LogName& log, const ForkProof& fork) {
  return Json(Json::Object{{"common", fork.common},
                           {"log", log.text()},
                           {"notes", Json::Array{fork.here, fork.offered}},
                           {"type", k_fork_type}})
      .canonical();
}

Result<ForkProof> parse_fork(ByteView bytes, const LogName& log) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_fork_limit));
  base::JsonReader reader(value, "fork");
  ForkProof fork;
  fork.common = static_cast<std::uint64_t>(reader.integer("common", 0, ledger::k_most_entries));
  const std::vector<std::string> notes = reader.texts("notes");
  if (notes.size() == 2) {
    fork.here = notes[0];
    fork.offered = notes[1];
  } else {
    reader.reject("notes", "are not two");
  }
  if (reader.text("log") != log.text()) {
    reader.reject("log", "is not " + log.text());
  }
  if (reader.text("type") != k_fork_type) {
    reader.reject("type", "is not " + std::string(k_fork_type));
  }
  ROG_TRY(reader.finish());
  return fork;
}

}  // namespace

Result<Forks> load_forks(const Home& home, const ledger::CaseId& case_id) {
  Forks forks;
  const std::string directory = forks_of(home, case_id);
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(home.fs(), directory));
  for (const std::string& name : names) {
    const bool is_record = name.ends_with(k_fork_suffix);
    const Result<LogName> log =
        LogName::parse(is_record ? std::string_view(name).substr(0, name.size() - k_fork_suffix.size()) : "");
    if (!log) {
      continue;
    }
    const std::string path = directory + "/" + name;
    ROG_TRY_ASSIGN(const Bytes bytes, base::load_file(home.fs(), path, k_fork_limit));
    Result<ForkProof> fork = parse_fork(bytes, *log);
    if (!fork) {
      return fail(std::move(fork).error().while_(path));
    }
    forks.emplace(*log, *std::move(fork));
  }
  return forks;
}

Result<void> save_fork(const Home& home, const ledger::CaseId& case_id, const LogName& log, const ForkProof& fork) {
  const std::string directory = forks_of(home, case_id);
  ROG_TRY(base::make_directories(home.fs(), directory));
  const std::string path = directory + "/" + log.text() + std::string(k_fork_suffix);
  ROG_TRY_ASSIGN(const bool is_there, base::exists(home.fs(), path));
  return is_there ? Result<void>()
                  : base::save_file(home.fs(), path, base::as_bytes(serialize_fork(log, fork)), {.mode = 0600});
}

Result<void> check_not_forked(const Home& home, const ledger::CaseId& case_id, const LogName& ours) {
  ROG_TRY_ASSIGN(const Forks forks, load_forks(home, case_id));
  if (!forks.contains(ours)) {
    return {};
  }
  return fail(Error(ErrorCode::fork, "nothing is added to the log " + ours.text() + ": its key signed two histories")
                  .because("Whoever learnt of it takes nothing of that log any more; both checkpoints are in " +
                           forks_of(home, case_id))
                  .next("rogatory card rotate log, then rogatory ledger reopen " + case_id.text().substr(0, 12) +
                        " --reason TEXT"));
}

}  // namespace rogatory::registry
