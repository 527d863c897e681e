// What a draft is made from on the command line: of whom it is asked, what, under which instrument. request draft and
// request new share it.
#pragma once

#include <string>
#include <vector>

#include "cmd/context.hpp"
#include "cmd/options.hpp"
#include "request/between.hpp"
#include "request/draft.hpp"

namespace rogatory::cmd {

/// As it was said; what is empty was not.
struct DraftWishes {
  std::string instrument{};
  std::vector<std::string> layers{};
  std::vector<std::string> measures{};
  std::string to{};  ///< an authority, or a State (two capital letters)
  std::string to_state{};
  std::string from{};
  std::string from_state{};
  std::string person{};
  std::string by{};
  FreeText because{};
  std::string language{};
  std::vector<std::string> translations{};
  bool urgent = false;
  bool oral = false;
  bool confidential = false;
};

void setup_wishes(Options& options, DraftWishes& wishes);
/// Those that can be said of a draft that is there: measures, person, day, languages and what is special about it.
void setup_circumstances(Options& options, DraftWishes& wishes);
/// Whether something was said that a draft has from its beginning: its sides and its instrument.
bool names_sides(const DraftWishes& wishes);
/// Whether one of the circumstances was said.
bool names_circumstances(const DraftWishes& wishes);
/// usage: a State is none.
Result<void> check_wishes(const DraftWishes& wishes);

/// Both sides: the requesting one by default that of the home; of a State the one authority of it that the home knows.
/// usage: the State is not known, or several authorities of it are, with their ids; as open_home.
struct DraftSides {
  request::DraftSide requesting{};
  request::DraftSide requested{};
};
Result<DraftSides> sides_of(Context& context, const DraftWishes& wishes);

/// What may govern it: as instruments_between, over all measures. They point into the set.
std::vector<request::Applicable> applicable_to(const request::InstrumentSet& instruments, const DraftSides& sides,
                                               const DraftWishes& wishes);
/// The wishes under an instrument: the one that was named, else the first that binds both States, with the protocols
/// that do. usage with what may govern it, where none is known to.
Result<void> choose_instrument(const std::vector<request::Applicable>& applicable, const DraftSides& sides,
                               DraftWishes& wishes);

/// Puts the circumstances that were said into a draft, with the fields that are asked for in them. usage: a language,
/// day or name is none.
Result<void> apply_circumstances(Context& context, const DraftWishes& wishes, const request::RuleSet& rules,
                                 request::Draft& draft);

/// The draft with its empty fields, held against the form of a draft. usage: a language, day or name is none;
/// not_found: no such instrument; refused: as resolve_rules.
Result<request::Draft> draft_of(Context& context, const request::InstrumentSet& instruments, const DraftSides& sides,
                                const DraftWishes& wishes);

}  // namespace rogatory::cmd
