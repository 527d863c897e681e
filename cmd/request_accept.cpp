// rogatory request accept ID SEQ
#include "cmd/request_remark.hpp"

namespace rogatory::cmd {
namespace {

class RequestAccept : public RequestRemarkCommand {
 public:
  void setup_own(Options& options) override { options.text("--note", m_note, "what is to be said with it"); }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Says that an entry of the other side is so: its step is agreed from then on. What was shown and not "
            "applied, because it came from the wrong side or role or out of order, is applied. Of what was reported "
            "of us it is as good as an entry of ours.",
        .examples = {{"rogatory request accept R-1f3a de-ca:7", "the entry as request show names it"}},
        .exits = request_exits({0, "entered"})};
  }

 protected:
  [[nodiscard]] ledger::RemarkKind kind() const override { return ledger::RemarkKind::confirmed; }
  Result<void> fill(Context& context, RequestDesk& /*desk*/, ledger::RequestRemark& remark) override {
    ROG_TRY_ASSIGN(remark.note, read_optional_text(context, m_note));
    return {};
  }

 private:
  FreeText m_note;
};

}  // namespace

std::unique_ptr<Command> make_request_accept() { return std::make_unique<RequestAccept>(); }

}  // namespace rogatory::cmd
