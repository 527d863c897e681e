#include "cmd/home_access.hpp"

#include "base/text.hpp"
#include "registry/orphans.hpp"

namespace rogatory::cmd {

void warn_of_leftovers(Ui& ui, const std::vector<registry::Leftover>& leftovers) {
  for (const registry::Leftover& leftover : leftovers) {
    if (leftover.removed) {
      ui.warn("removed what a program that was killed had left: " + leftover.path);
    } else {
      ui.warn(leftover.path + " was left by a program that was killed and could not be removed: " + leftover.why);
    }
  }
}

namespace {

/// Bundles that were sealed into a case by a program that was killed before their entry was written.
Result<void> warn_of_orphans(Ui& ui, const registry::Home& home) {
  // Which of them an entry names only the case's keys can show: the next command that writes into the case looks.
  const auto not_known = [](const registry::Orphan&) -> Result<bool> { return false; };
  ROG_TRY_ASSIGN(const std::vector<registry::Orphan> orphans, registry::find_orphans(home, not_known));
  for (const registry::Orphan& orphan : orphans) {
    ui.warn(orphan.path + " was being sealed into the case " + orphan.case_id.text().substr(0, 12) +
            " by a program that was killed: perhaps no entry names it. Look for bundle " + orphan.bundle.substr(0, 12) +
            " in rogatory ledger log " + orphan.case_id.text().substr(0, 12) +
            "; if it is not there, remove the file and seal again");
  }
  return {};
}

}  // namespace

void clean_up(Context& context) {
  const std::string& records = context.options.records;
  if (records.empty()) {
    return;
  }
  const Result<std::vector<registry::Leftover>> leftovers = registry::clean_records(context.fs, records);
  if (!leftovers) {
    // No reason to stop: a court still has to read its bundle.
    context.ui.warn("what killed programs may have left could not be looked for: " + leftovers.error().sentence());
    return;
  }
  warn_of_leftovers(context.ui, *leftovers);
}

Result<registry::Home> open_home(Context& context) {
  clean_up(context);
  ROG_TRY_ASSIGN(const std::string path, context.home());
  ROG_TRY_ASSIGN(registry::Home home, registry::Home::open(context.fs, path));
  ROG_TRY_ASSIGN(const std::vector<registry::Leftover> leftovers, registry::clean_unfinished(home));
  warn_of_leftovers(context.ui, leftovers);
  ROG_TRY(warn_of_orphans(context.ui, home));
  return home;
}

Result<std::optional<registry::Home>> home_if_any(Context& context) {
  if (context.options.home.empty()) {
    return std::optional<registry::Home>();
  }
  Result<registry::Home> home = registry::Home::open(context.fs, context.options.home);
  if (!home && home.error().code() == ErrorCode::not_found) {
    return std::optional<registry::Home>();
  }
  ROG_TRY(home);
  return std::optional<registry::Home>(*std::move(home));
}

Error about_handed_file(Error error) {
  const ErrorCode code = error.code();
  if (!error.next_step().empty()) {
    return error;
  }
  if (code == ErrorCode::not_found) {
    return std::move(error).next("check its name: ls -l");
  }
  if (code == ErrorCode::wrong_key) {
    return std::move(error).next(
        "it was made for somebody else, or for a key that is not here any more: ask for it anew");
  }
  if (code == ErrorCode::malformed || code == ErrorCode::altered) {
    return std::move(error).next(
        "compare its sha256sum with who handed it over, and ask for another copy; here nothing "
        "was changed");
  }
  return error;
}

registry::Writing writing_of(const Context& context) {
  const GlobalOptions& options = context.options;
  return {.state_root = options.states,
          .officer = options.officer.empty() ? std::nullopt : std::optional(options.officer),
          .clock_ok = options.clock_ok};
}

std::optional<std::string> root_key_file(const std::string& option) {
  return option.empty() ? std::nullopt : std::optional(option);
}

std::vector<std::string> comma_list(std::string_view text) {
  std::vector<std::string> words;
  if (!text.empty()) {
    for (const std::string_view word : base::split(text, ',')) {
      words.emplace_back(word);
    }
  }
  return words;
}

std::string speaker(const registry::Home& home, const std::string& officer) {
  return officer.empty() ? home.authority() : officer + "@" + home.authority();
}

}  // namespace rogatory::cmd
