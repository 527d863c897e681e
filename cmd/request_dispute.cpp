// rogatory request dispute ID SEQ --reason TEXT
#include "cmd/request_remark.hpp"

namespace rogatory::cmd {
namespace {

class RequestDispute : public RequestRemarkCommand {
 public:
  void setup_own(Options& options) override { options.text("--reason", m_reason, "what is not so, and what is"); }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Says that an entry of the other side is not so. Both are shown from then on. What was not applied "
                "stays so; what the other side reported of us moves nothing any more; what it entered of itself "
                "stands, as disputed: no side takes back the other's word.",
            .examples = {{"rogatory request dispute R-1f3a de-ca:7 --reason 'the papers came on 4 December'",
                          "the entry as request show names it"}},
            .exits = request_exits({0, "entered"})};
  }

 protected:
  [[nodiscard]] ledger::RemarkKind kind() const override { return ledger::RemarkKind::disputed; }
  Result<void> fill(Context& context, RequestDesk& /*desk*/, ledger::RequestRemark& remark) override {
    ROG_TRY_ASSIGN(remark.reason, read_text(context, m_reason, "What is not so?"));
    return {};
  }

 private:
  FreeText m_reason;
};

}  // namespace

std::unique_ptr<Command> make_request_dispute() { return std::make_unique<RequestDispute>(); }

}  // namespace rogatory::cmd
