// How commands come to the home, and the keys that the root is needed for.
#pragma once

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "registry/case_writing.hpp"
#include "registry/keys.hpp"
#include "registry/unfinished.hpp"

namespace rogatory::cmd {

/// Removes what killed programs without a home left, and says so.
void clean_up(Context& context);
/// Opens the home, removes what killed programs left elsewhere and says so, also of those without a home.
Result<registry::Home> open_home(Context& context);
/// For commands that work without a home too: nothing where none is named, or none is there.
Result<std::optional<registry::Home>> home_if_any(Context& context);
/// Warns of each thing that a killed program left.
void warn_of_leftovers(Ui& ui, const std::vector<registry::Leftover>& leftovers);

/// What went wrong with a file that somebody handed over, with a next step where nothing nearer to the fault named one.
Error about_handed_file(Error error);

/// Who writes into a case, and with which word about the clock: the options that every command takes.
registry::Writing writing_of(const Context& context);

/// `--root-key FILE`, as an option that was given or not.
std::optional<std::string> root_key_file(const std::string& option);

/// The words of `ISS,CA-R`, in their order; none for an empty text.
std::vector<std::string> comma_list(std::string_view text);

/// "fr-ca" or "registry-2@fr-ca": for whom a result speaks.
std::string speaker(const registry::Home& home, const std::string& officer = {});

}  // namespace rogatory::cmd
