// How the commands about drafts come to instruments, authorities and a draft's file. All of it works without a home:
// then there are the program's own instruments and no authority is known.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cmd/context.hpp"
#include "registry/request_filing.hpp"
#include "request/draft.hpp"

namespace rogatory::cmd {

/// The instruments of the home, or the program's own where there is no home.
Result<request::InstrumentSet> open_instruments(Context& context);

/// An authority that is named in a draft, as filing knows it. Nothing where there is no home, or it knows no such
/// authority.
Result<std::optional<registry::KnownAuthority>> find_authority(Context& context, const std::string& id);

/// The ids of all authorities of a State that the home knows, peers and others, sorted; none where there is no home.
Result<std::vector<std::string>> authorities_of_state(Context& context, const std::string& state);

/// "ets24 with ets86 and cets212": what a draft is written under.
std::string under(const request::Draft& draft);

/// A draft from a file: not_found, with the command that writes one; malformed, with the path of the key.
Result<request::Draft> load_draft(Context& context, const std::string& path);
/// What came from options is held against the form of a draft. usage: a language, a day or a name is none.
Result<void> check_draft_form(const request::Draft& draft);
/// Writes it with help on what is empty; replaces the file only where `replace`, else refused.
Result<void> save_draft(Context& context, const std::string& path, const request::Draft& draft,
                        const request::RuleSet& rules, bool replace);

/// A name of the law's data as people may type it: they join words by -, as in every option, the files by _.
std::string name_typed(std::string word);

/// What stands below every answer that rests on rules which were not all read.
constexpr std::string_view k_not_advice = "not legal advice; check with counsel";

}  // namespace rogatory::cmd
