// The options of every reading command: --identity and --trust, with which no home is needed.
#pragma once

#include "cmd/command.hpp"
#include "registry/case_reading.hpp"

namespace rogatory::cmd {

class ReadingOptions {
 public:
  void setup(Options& options);
  /// Opens what the command reads with; leftovers of killed programs are removed and said.
  /// With the keys of the cases into which the bundles `files` were sealed.
  Result<registry::ReadingAccess> access(Context& context, registry::KeyUse keys,
                                         const std::vector<std::string>& files) const;
  /// The same for the ledger of CASE or DIR.
  Result<registry::CaseAccess> case_access(Context& context, const std::string& which, registry::KeyUse keys) const;

 private:
  [[nodiscard]] registry::ReadingRequest request(const Context& context, registry::KeyUse keys) const;

  std::vector<std::string> m_identities;
  std::optional<std::string> m_trust;
};

}  // namespace rogatory::cmd
