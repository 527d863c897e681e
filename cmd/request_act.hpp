// The options that all commands share which enter something about a request, and what they default to.
#pragma once

#include "cmd/request_desk.hpp"
#include "cmd/text_option.hpp"

namespace rogatory::cmd {

class RequestActOptions {
 public:
  void setup(Options& options);
  /// The same for a command that takes CASE as an argument.
  void setup_without_case(Options& options);
  /// usage: --role is none.
  Result<void> check() const;
  Result<RequestDesk> open(Context& context, const std::string& which) const;
  Result<std::vector<RequestDesk>> open_many(Context& context, const std::vector<std::string>& which) const;
  Result<RequestDesk> open_case(Context& context, const std::string& which_case) const;
  /// --role, else the one of `candidates` that the officer may enter, where it is the only one. usage with the
  /// candidates.
  [[nodiscard]] Result<std::string> role(const crypto::Officer& officer,
                                         const std::vector<request::Role>& candidates) const;
  /// The role that was answered to a question; usage: it is none.
  Result<void> take_role(const std::string& role);
  Result<std::optional<std::string>> entered_for(Context& context) const;

 private:
  std::optional<std::string> m_case, m_role;
  std::string m_compartment = "main";
  FreeText m_entered_for;
};

/// The roles in which somebody of this side may enter what is no step of his own.
std::vector<request::Role> roles_of_side(request::Side side);

/// The side of our authority in the request; not_allowed where it has none.
Result<request::Side> our_side(const registry::CaseRequest& request, const crypto::Card& card);

/// The entry that SEQ or LOG:SEQ means: a bare number is of our log. usage.
Result<ledger::EntryRef> entry_named(const std::string& which, const std::string& ourselves);

}  // namespace rogatory::cmd
