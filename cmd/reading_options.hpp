// The options of every reading command: --identity and --trust, with which no home is needed.
#pragma once

#include "cmd/command.hpp"
#include "registry/reading.hpp"

namespace rogatory::cmd {

class ReadingOptions {
 public:
  void setup(Options& options);
  /// Opens what the command reads with; leftovers of killed programs are removed and said.
  Result<registry::ReadingAccess> access(Context& context, registry::KeyUse keys) const;

 private:
  std::vector<std::string> m_identities;
  std::optional<std::string> m_trust;
};

}  // namespace rogatory::cmd
