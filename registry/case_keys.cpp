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
constexpr std::string_view k_new_suffix = ".age.new";

std::string path_of(const std::string& directory, const std::string& compartment, std::string_view suffix = k_suffix) {
  return directory + "/" + compartment + std::string(suffix);
}

/// `AGE-SECRET-KEY-1…` LF, as age-keygen writes it.
crypto::SecretBytes line_of(const Identity& identity) {
  const crypto::SecretBytes text = identity.text();
  crypto::SecretBytes line = crypto::SecretBytes::make(text.size() + 1);
  std::ranges::copy(text.expose(), line.expose_mutable().begin());
  line.expose_mutable().back() = '\n';
  return line;
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

Result<void> save_key(const Home& home, const std::string& path, const Identity& identity) {
  ROG_TRY_ASSIGN(const Recipient wrap, home_recipient(home));
  ROG_TRY_ASSIGN(const Bytes file, crypto::age::encrypt(line_of(identity).expose(), std::span(&wrap, 1)));
  return base::save_file(home.fs(), path, file, {});
}

Result<std::vector<std::string>> compartments_in(const Home& home, const std::string& directory,
                                                 std::string_view suffix) {
  ROG_TRY_ASSIGN(const std::vector<std::string> names, names_in(home.fs(), directory));
  std::vector<std::string> compartments;
  for (const std::string& name : names) {
    const std::string_view stem = std::string_view(name).substr(0, name.size() - std::min(name.size(), suffix.size()));
    if (name.ends_with(suffix) && ledger::is_compartment(stem)) {
      compartments.emplace_back(stem);
    }
  }
  std::ranges::sort(compartments);
  return compartments;
}

}  // namespace

std::string base_of_compartment(std::string_view compartment) {
  return std::string(compartment.substr(0, compartment.find('.')));
}

std::uint32_t generation_of(std::string_view compartment, std::string_view base) {
  if (compartment == base) {
    return 1;
  }
  std::uint32_t number = 0;
  const bool is_later = compartment.starts_with(base) && compartment.substr(base.size()).starts_with('.');
  if (is_later) {
    const std::string_view digits = compartment.substr(base.size() + 1);
    static_cast<void>(std::from_chars(digits.data(), digits.data() + digits.size(), number));
  }
  return number;
}

Result<std::pair<std::string, Recipient>> newest_generation(const CaseKeys& held, std::string_view name) {
  constexpr std::string_view k_first = ".1";
  if (name.ends_with(k_first)) {
    const auto first = std::ranges::find(held.compartments, name.substr(0, name.size() - k_first.size()));
    if (first != held.compartments.end()) {
      return std::pair(*first,
                       held.identities[static_cast<std::size_t>(first - held.compartments.begin())].recipient());
    }
  }
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
  return save_key(home, path_of(directory, compartment), identity);
}

Result<Recipient> make_new_case_key(const Home& home, const std::string& directory, const std::string& compartment) {
  ROG_ASSERT(ledger::is_compartment(compartment));
  const Identity identity = Identity::generate();
  ROG_TRY(save_key(home, path_of(directory, compartment, k_new_suffix), identity));
  return identity.recipient();
}

Result<void> keep_new_case_key(const Home& home, const std::string& directory, const std::string& compartment) {
  const std::string from = path_of(directory, compartment, k_new_suffix);
  const std::string to = path_of(directory, compartment);
  const base::SysResult<void> renamed =
      base::uninterrupted([&] { return home.fs().rename(AT_FDCWD, from, AT_FDCWD, to, false); });
  if (!renamed && base::exists(home.fs(), from).value_or(true)) {
    return fail(base::errno_error(renamed.error(), "renaming " + from));
  }
  return base::sync_directory(home.fs(), directory);
}

Result<void> drop_new_case_key(const Home& home, const std::string& directory, const std::string& compartment) {
  const std::string path = path_of(directory, compartment, k_new_suffix);
  const base::SysResult<void> removed = base::uninterrupted([&] { return home.fs().unlink(AT_FDCWD, path, 0); });
  if (!removed && removed.error() != ENOENT) {
    return fail(base::errno_error(removed.error(), "removing " + path));
  }
  return {};
}

Result<std::vector<std::string>> list_case_keys(const Home& home, const std::string& directory) {
  return compartments_in(home, directory, k_suffix);
}

Result<std::vector<std::string>> list_new_case_keys(const Home& home, const std::string& directory) {
  return compartments_in(home, directory, k_new_suffix);
}

Result<void> CaseKeyRing::open_home_keys() {
  if (m_home_keys.empty()) {
    ROG_TRY_ASSIGN(m_home_keys, m_keys.identities(KeyKind::home));
  }
  return {};
}

Result<void> CaseKeyRing::settle(const std::string& directory, const std::map<std::string, Recipient>& named) {
  ROG_TRY_ASSIGN(const std::vector<std::string> unnamed, list_new_case_keys(m_home, directory));
  for (const std::string& compartment : unnamed) {
    const auto recipient = named.find(compartment);
    bool is_named = false;
    if (recipient != named.end()) {
      ROG_TRY(open_home_keys());
      const std::string path = path_of(directory, compartment, k_new_suffix);
      const Result<Identity> identity = open_one(m_home.fs(), path, m_home_keys);
      if (!identity) {
        return fail(Error(identity.error()).while_("the case key " + path));
      }
      is_named = identity->recipient() == recipient->second;
    }
    ROG_TRY(is_named ? keep_new_case_key(m_home, directory, compartment)
                     : drop_new_case_key(m_home, directory, compartment));
  }
  return {};
}

Result<CaseKeys> CaseKeyRing::load(const std::string& directory) {
  CaseKeys held;
  ROG_TRY_ASSIGN(held.compartments, list_case_keys(m_home, directory));
  if (!held.compartments.empty()) {
    ROG_TRY(open_home_keys());
  }
  for (const std::string& compartment : held.compartments) {
    const std::string path = path_of(directory, compartment);
    Result<Identity> identity = open_one(m_home.fs(), path, m_home_keys);
    if (!identity) {
      return fail(std::move(identity).error().while_("the case key " + path));
    }
    held.identities.push_back(*std::move(identity));
  }
  return held;
}

}  // namespace rogatory::registry
