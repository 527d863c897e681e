// Whether officers stood where they signed, by the card that each entry names and by what a newer one takes back
// (design: ledger.md "Revocation"; the rule stands at verify_case).
#pragma once

#include <map>

#include "ledger/log_facts.hpp"

namespace rogatory::ledger {

/// Of one log, while it is walked.
class Standing {
 public:
  /// `newest` may be null: then nothing is known to be taken back.
  explicit Standing(const crypto::CardChain* newest) : m_newest(newest) {}

  /// Why the officer could not sign this under that card; empty where he could.
  [[nodiscard]] static std::string objection(const crypto::Card& card, const crypto::Officer& officer, UtcTime made_at);
  /// What a newer card takes back of it, if anything.
  std::optional<Suspect> suspect(const crypto::Card& card, const crypto::Officer& officer, const Entry& entry);

 private:
  /// What one newer card says of an officer, against the card in force.
  struct Step {
    std::int64_t version = 0;
    std::optional<UtcTime> from_then_on;  ///< everything he signed at this time or later
    std::optional<UtcTime> before;        ///< everything he signed before it
  };
  std::vector<Step> steps_of(const crypto::Card& card, const crypto::Officer& officer) const;

  const crypto::CardChain* m_newest;
  std::map<std::pair<std::int64_t, std::string>, std::vector<Step>> m_steps;
  const crypto::Officer* m_last_officer = nullptr;  // the one of most entries
  const std::vector<Step>* m_last_steps = nullptr;
};

/// entry.officer and entry.disputed of all that a newer card may take back, with what witnesses saw. After judge_heads.
void judge_suspects(AllLogs& logs);

/// Why a service officer could not sign this; empty where he could, or where `body` is null because nobody read it.
std::string service_objection(const Entry& entry, const OpenedBody* body);

}  // namespace rogatory::ledger
