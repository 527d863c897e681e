#include "cmd/request_remark.hpp"

#include "registry/request_reading.hpp"

namespace rogatory::cmd {

using ledger::RequestRemark;
using registry::CaseRequest;

void RequestRemarkCommand::setup(Options& options) {
  options.argument("ID", m_request, "the request: R-… or a beginning of its id");
  options.argument("SEQ", m_entry, "the entry: LOG:NUMBER, or its number where it is in our log");
  setup_own(options);
  m_act.setup(options);
}

Result<int> RequestRemarkCommand::run(Context& context) {
  ROG_TRY_ASSIGN(RequestDesk desk, m_act.open(context, m_request));
  RequestRemark remark;
  remark.kind = kind();
  remark.request = desk.request();
  ROG_TRY_ASSIGN(remark.about, entry_named(m_entry, desk.home().authority()));
  ROG_TRY(fill(context, desk, remark));
  ROG_TRY_ASSIGN(remark.entered_for, m_act.entered_for(context));
  const auto plan = [&](const std::vector<CaseRequest>& requests) -> Result<ledger::RequestEvent> {
    ROG_TRY_ASSIGN(const CaseRequest* const request, registry::find_request(requests, desk.request()));
    ROG_TRY_ASSIGN(const request::Side side, our_side(*request, desk.card()));
    ROG_TRY_ASSIGN(remark.role, m_act.role(desk.officer(), roles_of_side(side)));
    return ledger::RequestEvent(remark);
  };
  ROG_TRY_ASSIGN(const registry::WrittenRequest written, desk.write(plan));
  Json::Object document = desk.show(written);
  document["about"] = remark.about.text();
  context.ui.document(std::move(document));
  return 0;
}

}  // namespace rogatory::cmd
