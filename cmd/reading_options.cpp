#include "cmd/reading_options.hpp"

#include "cmd/home_access.hpp"

namespace rogatory::cmd {

void ReadingOptions::setup(Options& options) {
  options.list("--identity", m_identities, "FILE", "open with this age identity instead of the home's keys");
  options.text("--trust", m_trust, "DIR|FILE", "trust these roots instead of the home's peers");
}

registry::ReadingRequest ReadingOptions::request(const Context& context, registry::KeyUse keys) const {
  registry::ReadingRequest request;
  request.home = context.options.home;
  request.home_is_named = context.options.home_is_named;
  request.trust = m_trust;
  request.identity_files = m_identities;
  request.keys = keys;
  // A passphrase that was handed over is there to be used; without one, verify asks nobody.
  request.may_ask = !context.options.passphrase_file.empty() || context.options.passphrase_fd.has_value();
  return request;
}

Result<registry::ReadingAccess> ReadingOptions::access(Context& context, registry::KeyUse keys,
                                                       const std::vector<std::string>& files) const {
  clean_up(context);
  registry::ReadingRequest wanted = request(context, keys);
  if (m_identities.empty()) {
    wanted.cases = registry::cases_of_bundles(context.fs, files);
  }
  ROG_TRY_ASSIGN(registry::ReadingAccess access, registry::reading_access(context.fs, wanted, context.passphrases));
  warn_of_leftovers(context.ui, access.leftovers);
  return access;
}

Result<registry::CaseAccess> ReadingOptions::case_access(Context& context, const std::string& which,
                                                         registry::KeyUse keys) const {
  clean_up(context);
  ROG_TRY_ASSIGN(registry::CaseAccess access,
                 registry::case_access(context.fs, which, request(context, keys), context.passphrases));
  warn_of_leftovers(context.ui, access.leftovers);
  return access;
}

}  // namespace rogatory::cmd
