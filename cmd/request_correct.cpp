// rogatory request correct ID SEQ --reason TEXT [--at TIME | --withdraw]
#include "cmd/request_remark.hpp"
#include "cmd/time_option.hpp"

namespace rogatory::cmd {
namespace {

class RequestCorrect : public RequestRemarkCommand {
 public:
  void setup_own(Options& options) override {
    options.text("--reason", m_reason, "what is wrong with it, and what is right");
    options.text("--at", m_at, "TIME", "when it happened, with Z or an offset");
    options.flag("--withdraw", m_withdraw, "it did not happen");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Says that an entry of ours was wrong. No entry is ever changed: both are shown, and deadlines are "
            "counted from the corrected time. A step on which others rest, or that the other side confirmed, "
            "cannot be withdrawn.",
        .examples = {{"rogatory request correct R-1f3a 12 --at 2026-11-27T20:40:00+01:00 --reason 'an hour earlier'",
                      "another time"},
                     {"rogatory request correct R-1f3a 12 --withdraw --reason 'of another request'", "not at all"}},
        .exits = request_exits({0, "entered"})};
  }

  Result<void> check() override {
    ROG_TRY(RequestRemarkCommand::check());
    if (m_at) {
      ROG_TRY(parse_moment_option("--at", *m_at));
    }
    if (m_at && m_withdraw) {
      return fail(Error(ErrorCode::usage, "what did not happen has no time").next("--at TIME or --withdraw"));
    }
    return {};
  }

 protected:
  [[nodiscard]] ledger::RemarkKind kind() const override { return ledger::RemarkKind::corrected; }
  Result<void> fill(Context& context, RequestDesk& desk, ledger::RequestRemark& remark) override {
    ROG_TRY_ASSIGN(remark.reason, read_text(context, m_reason, "What is wrong, and what is right?"));
    remark.withdraws = m_withdraw;
    if (m_at) {
      remark.happened_at = ledger::HappenedAt{.at = {}, .known = ledger::TimeKnown::observed, .zone = desk.card().zone};
      ROG_TRY_ASSIGN(remark.happened_at->at, parse_moment_option("--at", *m_at));
    }
    return {};
  }

 private:
  FreeText m_reason;
  std::optional<std::string> m_at;
  bool m_withdraw = false;
};

}  // namespace

std::unique_ptr<Command> make_request_correct() { return std::make_unique<RequestCorrect>(); }

}  // namespace rogatory::cmd
