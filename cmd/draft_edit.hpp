// What can be done to a draft: a field filled, a document named. request set, request attach and request new share it.
#pragma once

#include <string>

#include "cmd/context.hpp"
#include "cmd/text_option.hpp"
#include "request/draft.hpp"

namespace rogatory::cmd {

/// REF and TEXT of `REF=TEXT`; the text as it was given: TEXT, @FILE or -. usage: it is not of that form.
struct Assignment {
  std::string ref;
  std::string given;
};
Result<Assignment> parse_assignment(const std::string& text, std::string_view example);

/// Fills a field; an empty text empties it. One that no rule asks for can still be mended, so that nothing is stuck in
/// a draft. not_found, with the fields that there are; as read_optional_text.
Result<void> set_field(Context& context, request::Draft& draft, const request::RuleSet& rules, const std::string& ref,
                       const FreeText& text);

struct Enclosure {
  std::string ref{};
  std::string file{};
  std::string type{};  ///< empty: what the sub-paragraph asks for
  std::string form = "copy";
  std::string language{};  ///< empty: not said
};
/// Names a document, with the hash of the file; one of the same name and ref is replaced. not_found: no such file, or
/// no rule asks for a document there and no type is given; usage: its name is of no form for a draft; as hash_file.
Result<request::DraftDocument> enclose(Context& context, request::Draft& draft, const request::RuleSet& rules,
                                       const Enclosure& enclosure);

/// The fields that the rules ask for and that are empty.
std::size_t empty_fields(const request::Draft& draft);

}  // namespace rogatory::cmd
