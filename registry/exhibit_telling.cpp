#include "registry/exhibit_telling.hpp"

#include <algorithm>

#include "base/spoken.hpp"

namespace rogatory::registry {

using ledger::CustodyTable;
using ledger::ExhibitId;
using ledger::ExhibitState;
using ledger::ExhibitStory;
using ledger::LinkedInto;

Result<void> check_may_link(const ExhibitId& exhibit, const ExhibitStory& story, const std::string& ourselves) {
  if (!story.registered) {
    return fail(Error(ErrorCode::refused, "nobody registered the exhibit " + exhibit.text())
                    .because("what it is would have to be told in the other case")
                    .next("its authority registers it: rogatory exhibit add"));
  }
  const ledger::Holder holder = story.now.custodian.value_or(ledger::Holder{});
  const bool is_held = story.now.state == ExhibitState::held && holder.authority == ourselves;
  const bool is_lent = story.now.state == ExhibitState::on_loan && story.lender && story.lender->authority == ourselves;
  if (is_held || is_lent) {
    return {};
  }
  return fail(
      Error(ErrorCode::refused, "the exhibit " + exhibit.text() + " is not in the custody of " + ourselves)
          .because("it is " + base::spoken(text_of(story.now.state)) +
                   (story.now.custodian ? " by " + holder.text() : ""))
          .next("who has it can link it; that it is here says rogatory custody receive CASE " + exhibit.text()));
}

ledger::LinkedCustody custody_told(const ExhibitStory& story, const LinkRequest& request) {
  ledger::LinkedCustody told;
  told.loan = story.now.state == ExhibitState::on_loan;
  told.place = request.place ? request.place : story.now.place;
  told.seal = story.now.seal;
  told.working_copy = story.has_working_copy;
  if (!request.without_hashes) {
    told.hashes = story.hashes;
  }
  ledger::Person custodian;
  if (request.custodian) {
    custodian.name = request.custodian;
  } else {
    const ledger::Holder holder = story.now.custodian.value_or(ledger::Holder{});
    custodian.name = holder.name.empty() ? std::nullopt : std::optional(holder.name);
    custodian.authority = told.loan && !holder.authority.empty() ? std::optional(holder.authority) : std::nullopt;
  }
  if (custodian != ledger::Person{}) {
    told.custodian = std::move(custodian);
  }
  return told;
}

ledger::ExhibitRegistered item_told(const CustodyTable& table, const ExhibitStory& story, const LinkRequest& request) {
  ROG_ASSERT(story.registered);
  ledger::ExhibitRegistered item = story.registered->event;
  if (request.title) {
    item.title = *request.title;
    item.description.reset();
    item.file.reset();
  }
  if (request.description) {
    item.description = request.description;
  }
  const auto parent = item.parent ? table.find(*item.parent) : table.end();
  item.parent.reset();
  if (parent != table.end()) {
    const auto there =
        find_half<LinkedInto>(parent->second, [&](const LinkedInto& half) { return half.case_id == request.into; });
    item.parent = there ? std::optional(there->second.exhibit) : std::nullopt;
  }
  return item;
}

}  // namespace rogatory::registry
