// The options by which people say what happened to an exhibit. Their names and what each records are in
// rogatory-custody(1), beside what ISO/IEC 27037 and NIST want.
#pragma once

#include <string>
#include <vector>

#include "cmd/context.hpp"
#include "cmd/options.hpp"
#include "ledger/custody_event.hpp"

namespace rogatory::cmd {

class CustodyOptions {
 public:
  void setup(Options& options);
  /// usage: a value of another form.
  Result<void> check() const;
  /// The same of one value, before it becomes that of `option`: an answer to a question.
  static Result<void> check_value(std::string_view option, const std::string& value);

  /// For whom what is not said is filled in: the officer did it, now, in the authority's zone.
  struct Defaults {
    std::string officer;
    std::string zone;
    UtcTime now;
  };
  /// The event, without its counterpart. Reads free texts.
  Result<ledger::CustodyEvent> read(Context& context, ledger::CustodyAct act, ledger::ExhibitId exhibit,
                                    const Defaults& defaults);

 private:
  [[nodiscard]] Result<ledger::HappenedAt> time(const Defaults& defaults) const;
  Result<ledger::Person> actor(Context& context, const Defaults& defaults) const;
  Result<std::optional<ledger::Method>> method(Context& context) const;
  Result<std::optional<ledger::SealSeen>> seal(Context& context, ledger::CustodyAct act) const;
  [[nodiscard]] Result<std::vector<ledger::ScopedHash>> hashes() const;
  [[nodiscard]] Result<std::optional<std::string>> request() const;

  std::optional<std::string> m_at, m_zone, m_request;
  std::string m_known, m_on, m_seal_intact;
  FreeText m_by, m_role, m_organisation, m_for, m_place, m_purpose, m_reason, m_warrant, m_witness;
  FreeText m_condition, m_container, m_tool, m_version, m_settings, m_seal, m_new_seal;
  std::vector<std::string> m_hashes;
  std::optional<std::uint64_t> m_size, m_copies;
};

}  // namespace rogatory::cmd
