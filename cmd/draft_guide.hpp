// Questions by which a request is drafted at a terminal: of whom, what, under which instrument, then field by field
// what the instrument asks for, each with its sub-paragraph. What an option said is not asked; whatever may stay open
// may be passed over with an empty answer. Errors: usage, no answer could be taken; interrupted; and as what the answer
// is used for.
#pragma once

#include "cmd/draft_options.hpp"
#include "cmd/draft_place.hpp"

namespace rogatory::cmd {

/// Of whom it is asked, what and under which instrument. The sides are known behind it.
Result<DraftSides> ask_wishes(Context& context, const request::InstrumentSet& instruments, DraftWishes& wishes);

/// The kind of person, where a person is asked for, and the language.
Result<void> ask_circumstances(Context& context, DraftPlace& place, const request::RuleSet& rules);
/// Every field that is asked for and empty, and every document that is asked for and not named. The draft is kept after
/// each answer, so that whoever stops goes on where he was.
Result<void> ask_contents(Context& context, DraftPlace& place, const request::RuleSet& rules);
Result<void> ask_documents(Context& context, DraftPlace& place, const request::RuleSet& rules);

}  // namespace rogatory::cmd
