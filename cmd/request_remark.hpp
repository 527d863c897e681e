// What the commands accept, dispute and correct share: they say something of an entry of a request.
#pragma once

#include "cmd/request_act.hpp"

namespace rogatory::cmd {

class RequestRemarkCommand : public Command {
 public:
  void setup(Options& options) final;
  Result<void> check() override { return m_act.check(); }
  Result<int> run(Context& context) final;

 protected:
  [[nodiscard]] virtual ledger::RemarkKind kind() const = 0;
  /// Options of its own, before those that all have.
  virtual void setup_own(Options& options) = 0;
  /// Fills in what is its own.
  virtual Result<void> fill(Context& context, RequestDesk& desk, ledger::RequestRemark& remark) = 0;

 private:
  std::string m_request, m_entry;
  RequestActOptions m_act;
};

}  // namespace rogatory::cmd
