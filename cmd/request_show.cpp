// rogatory request show ID
#include "cmd/draft_access.hpp"
#include "cmd/request_reader.hpp"
#include "cmd/request_steps_view.hpp"
#include "cmd/request_view.hpp"

namespace rogatory::cmd {
namespace {

class RequestShow : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ID", m_request, "the request: R-… or a beginning of its id");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Shows a request: what was asked, every step of both sides with its standing (claimed, agreed, "
            "reported, pending, superseded, disputed, not applied and why), where it is, whose turn it is and the "
            "next legal steps with their articles. It is told by the rules that were frozen when it was filed; where "
            "they are not those that this home has of the same instruments, the rows that differ are named. The "
            "ledger is verified on the way.",
        .examples = {{"rogatory request show R-1f3a", "by the beginning of its id"}},
        .exits = {{0, "shown; the ledger verifies"},
                  {10, "no such case, directory or request"},
                  {12, "wrong passphrase"},
                  {20, "shown, but the ledger does not verify: 20 to 25 as ledger verify"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const std::vector<registry::CaseRequests> cases, m_reading.read(context));
    ROG_TRY_ASSIGN(const PlacedRequest found, placed_request(cases, m_request));
    const registry::CaseRequest& request = *found.request;
    show_filed(context.ui, request);
    const std::optional<request::RulesComparison> compared = compare(context, request);
    if (compared) {
      show_rules(context.ui, *compared);
    }
    show_state(context.ui, request);
    show_steps(context.ui, request);
    const std::vector<registry::CaseRequests> alone{*found.in};
    RequestReading::show_verifications(context.ui, alone);
    Json::Object document = filed_document(request);
    document["case"] = found.in->name;
    document["content"] = content_document(request);
    if (compared) {
      document["rules"] = rules_document(*compared);
    }
    document["steps"] = steps_document(request);
    document["verification"] = RequestReading::verifications_document(alone);
    context.ui.document(std::move(document));
    return RequestReading::status_of_all(alone);
  }

 private:
  /// Nothing of a request that is told without its rules.
  static std::optional<request::RulesComparison> compare(Context& context, const registry::CaseRequest& request) {
    if (!request.rules) {
      return std::nullopt;
    }
    return registry::RulesCheck(open_instruments(context)).of(request);
  }

  std::string m_request;
  RequestReading m_reading;
};

}  // namespace

std::unique_ptr<Command> make_request_show() { return std::make_unique<RequestShow>(); }

}  // namespace rogatory::cmd
