#include "registry/case_keys.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace rogatory::registry {
namespace {

using crypto::age::Identity;
using crypto::age::Recipient;

constexpr std::size_t k_case_key_limit = 4096;
constexpr std::string_view k_suffix = ".age";

/// `AGE-SECRET-KEY-1…` LF, as age-keygen writes it.
crypto::SecretBytes line_of(const Identity& identity) {
  const crypto::SecretBytes text = identity.text();
  crypto::SecretBytes line = crypto::SecretBytes::make(text.size() + 1);
  std::ranges::copy(text.expose(), line.expose_mutable().begin());
  line.expose_mutable().back() = '\n';
  return line;
}

Result<Recipient> home_recipient(const Home& home) {
  ROG_TRY_ASSIGN(const std::string text, load_public_text(home, {.kind = KeyKind::home, .officer = {}, .number = 1}));
  return Recipient::parse(text);
}

Result<Identity> open_one(FileSystem& fs, const std::string& path, const std::vector<Identity>& home_keys) {
  ROG_TRY_ASSIGN(const Bytes file, base::load_file(fs, path, k_case_key_limit));
  ROG_TRY_ASSIGN(const crypto::SecretBytes text, crypto::age::decrypt(file, home_keys));
  ROG_TRY_ASSIGN(std::vector<Identity> found, crypto::age::parse_identity_file(text.expose()));
  if (found.size() != 1) {
    return fail(ErrorCode::malformed, "it does not hold one age identity");
  }
  return std::move(found.front());
}

/// "main.2" is generation 2 of main; 1 without a number. 0: another compartment.
std::uint32_t generation_of(std::string_view compartment, std::string_view name) {
  if (compartment == name) {
    return 1;
  }
  std::uint32_t number = 0;
  const bool is_later = compartment.starts_with(name) && compartment.substr(name.size()).starts_with('.');
  if (is_later) {
    const std::string_view digits = compartment.substr(name.size() + 1);
    static_cast<void>(std::from_chars(digits.data(), digits.data() + digits.size(), number));
  }
  return number;
}

}  // namespace

Result<std::pair<std::string, Recipient>> newest_generation(const CaseKeys& held, std::string_view name) {
  std::optional<std::size_t> best;
  std::uint32_t newest = 0;
  for (std::size_t i = 0; i < held.compartments.size(); ++i) {
    if (const std::uint32_t generation = generation_of(held.compartments[i], name); generation > newest) {
      best = i;
      newest = generation;
    }
  }
  if (!best) {
    return fail(Error(ErrorCode::not_found, "no key of the compartment " + std::string(name) + " is held here")
                    .because("what is written into a compartment is encrypted to its key")
                    .next("rogatory case show CASE names the compartments whose keys are here"));
  }
  return std::pair(held.compartments[*best], held.identities[*best].recipient());
}

Result<Recipient> make_case_key(const Home& home, const std::string& directory, const std::string& compartment) {
  const Identity identity = Identity::generate();
  ROG_TRY(save_case_key(home, directory, compartment, identity));
  return identity.recipient();
}

Result<void> save_case_key(const Home& home, const std::string& directory, const std::string& compartment,
                           const Identity& identity) {
  ROG_ASSERT(ledger::is_compartment(compartment));
  ROG_TRY_ASSIGN(const Recipient wrap, home_recipient(home));
  ROG_TRY_ASSIGN(const Bytes file, crypto::age::encrypt(line_of(identity).expose(), std::span(&wrap, 1)));
  return base::save_file(home.fs(), directory + "/" + compartment + std::string(k_suffix), file, {});
}

Result<std::vector<std::string>> list_case_keys(const Home& home, const std::string& directory) {
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(home.fs(), directory));
  std::vector<std::string> compartments;
  for (const std::string& name : names) {
    const std::string_view stem =
        std::string_view(name).substr(0, name.size() - std::min(name.size(), k_suffix.size()));
    if (name.ends_with(k_suffix) && ledger::is_compartment(stem)) {
      compartments.emplace_back(stem);
    }
  }
  std::ranges::sort(compartments);
  return compartments;
}

Result<CaseKeys> CaseKeyRing::load(const std::string& directory) {
  CaseKeys held;
  ROG_TRY_ASSIGN(held.compartments, list_case_keys(m_home, directory));
  if (m_home_keys.empty() && !held.compartments.empty()) {
    ROG_TRY_ASSIGN(m_home_keys, m_keys.identities(KeyKind::home));
  }
  for (const std::string& compartment : held.compartments) {
    const std::string path = directory + "/" + compartment + std::string(k_suffix);
    Result<Identity> identity = open_one(m_home.fs(), path, m_home_keys);
    if (!identity) {
      return fail(std::move(identity).error().while_("the case key " + path));
    }
    held.identities.push_back(*std::move(identity));
  }
  return held;
}

}  // namespace rogatory::registry
