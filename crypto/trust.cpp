#include "crypto/trust.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>

#include "base/text.hpp"

namespace rogatory::crypto {
namespace {

constexpr std::size_t k_roots_limit = std::size_t{1024} * 1024;
constexpr std::size_t k_policy_limit = 4096;
constexpr std::int64_t k_most_quorum = 64;
constexpr std::string_view k_tar = ".tar";

struct RootLine {
  std::string authority;
  Sha256 fingerprint;
};

Result<RootLine> parse_root_line(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !base::is_id(line.substr(0, space))) {
    return fail(Error(ErrorCode::malformed, "is not `<authority> SHA256:<base64>`")
                    .because("a trust file has the authority's id and the fingerprint that rogatory card show prints; "
                             "an allowed_signers file is for ssh-keygen")
                    .next("write that line for each authority you trust"));
  }
  ROG_TRY_ASSIGN(const Sha256 fingerprint, parse_fingerprint(line.substr(space + 1)));
  return RootLine{std::string(line.substr(0, space)), fingerprint};
}

Result<void> add_root_line(std::map<std::string, Sha256>& roots, std::string_view line) {
  if (line.find('\r') != std::string_view::npos) {
    return fail(Error(ErrorCode::malformed, "has a carriage return").next("save the file with LF line ends"));
  }
  if (line.empty() || line.front() == '#') {
    return {};
  }
  ROG_TRY_ASSIGN(const RootLine root, parse_root_line(line));
  if (!roots.emplace(root.authority, root.fingerprint).second) {
    return fail(ErrorCode::malformed, root.authority + " is named twice");
  }
  return {};
}

Result<std::map<std::string, Sha256>> load_roots(FileSystem& fs, const std::string& path) {
  ROG_TRY_ASSIGN(const Bytes text, base::load_file(fs, path, k_roots_limit));
  auto roots = parse_roots(text);
  if (!roots) {
    return fail(std::move(roots).error().while_(path));
  }
  return roots;
}

Result<CardChain> load_chain(FileSystem& fs, const std::string& path) {
  ROG_TRY_ASSIGN(const Bytes tar, base::load_file(fs, path, k_chain_tar_limit));
  auto cards = chain_from_tar(tar);
  if (!cards) {
    return fail(std::move(cards).error().while_(path));
  }
  auto chain = CardChain::check(*std::move(cards));
  if (!chain) {
    return fail(std::move(chain.error().error).while_(path));
  }
  return *std::move(chain);
}

// A folder without cards/ is a folder of roots alone.
Result<std::vector<std::string>> card_files(FileSystem& fs, const std::string& folder) {
  const auto directory = fs.open(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY);
  if (!directory && directory.error() == ENOENT) {
    return std::vector<std::string>();
  }
  if (!directory) {
    return fail(base::errno_error(directory.error(), folder));
  }
  auto names = fs.list(directory->get());
  if (!names) {
    return fail(base::errno_error(names.error(), folder));
  }
  return *std::move(names);
}

Result<std::int64_t> parse_policy(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json json, base::parse_canonical_json(bytes, k_policy_limit));
  base::JsonReader reader(json, "policy");
  const std::int64_t quorum = reader.integer("quorum", 0, k_most_quorum);
  ROG_TRY(reader.finish());
  return quorum;
}

// A policy asks for more than roots and cards can give. Who wrote one must not get a PASS that leaves it out.
Result<void> check_policy(FileSystem& fs, const std::string& path) {
  const Result<Bytes> bytes = base::load_file(fs, path, k_policy_limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return {};
  }
  ROG_TRY(bytes);
  const Result<std::int64_t> quorum = parse_policy(*bytes);
  if (!quorum) {
    return fail(Error(quorum.error()).while_(path));
  }
  if (*quorum > 0) {
    return fail(Error(ErrorCode::refused, path + " asks for timestamps by " + std::to_string(*quorum) + " authorities")
                    .because("this program checks no timestamps, so it cannot keep to that policy")
                    .next("use a trust folder without a policy, or a rogatory that checks timestamps"));
  }
  return {};
}

Result<void> load_cards(FileSystem& fs, const std::string& folder, Trust& trust) {
  ROG_TRY_ASSIGN(const std::vector<std::string> names, card_files(fs, folder));
  const std::string inside = folder + "/";
  for (const std::string& name : names) {
    // Hidden: a card that another program is saving at this moment (base::DurableFile), or what a file manager leaves.
    // No id begins with a dot, so no cards are missed.
    if (name.starts_with('.')) {
      continue;
    }
    const std::string path = inside + name;
    const std::string authority = name.ends_with(k_tar) ? name.substr(0, name.size() - k_tar.size()) : "";
    if (!base::is_id(authority)) {
      return fail(ErrorCode::malformed, path + ": is not named <authority>.tar");
    }
    ROG_TRY_ASSIGN(CardChain chain, load_chain(fs, path));
    if (chain.newest().id != authority) {
      return fail(ErrorCode::malformed, path + ": holds the cards of " + chain.newest().id);
    }
    const Sha256* pinned = trust.root_of(authority);
    if (pinned != nullptr && !chain.has_root(fingerprint_text(*pinned))) {
      return fail(ErrorCode::untrusted,
                  path + ": the pinned root " + fingerprint_text(*pinned) + " is in none of these cards");
    }
    trust.add_chain(std::move(chain));
  }
  return {};
}

}  // namespace

Result<Trust> Trust::load(FileSystem& fs, const std::string& path) {
  const auto found = fs.stat_at(AT_FDCWD, path, 0);
  if (!found) {
    return fail(base::errno_error(found.error(), path));
  }
  const bool is_folder = S_ISDIR(found->st_mode);
  Trust trust;
  ROG_TRY_ASSIGN(trust.m_roots, load_roots(fs, is_folder ? path + "/roots" : path));
  if (is_folder) {
    ROG_TRY(check_policy(fs, path + "/policy.json"));
    ROG_TRY(load_cards(fs, path + "/cards", trust));
  }
  return trust;
}

void Trust::pin(const std::string& authority, const Sha256& fingerprint) {
  m_roots.insert_or_assign(authority, fingerprint);
}

void Trust::add_chain(CardChain chain) {
  std::string authority = chain.newest().id;
  m_chains.insert_or_assign(std::move(authority), std::move(chain));
}

const Sha256* Trust::root_of(const std::string& authority) const {
  const auto found = m_roots.find(authority);
  return found == m_roots.end() ? nullptr : &found->second;
}

const CardChain* Trust::chain_of(const std::string& authority) const {
  const auto found = m_chains.find(authority);
  return found == m_chains.end() ? nullptr : &found->second;
}

Result<std::map<std::string, Sha256>> parse_roots(ByteView text) {
  if (text.size() > k_roots_limit) {
    return fail(ErrorCode::malformed, "longer than " + std::to_string(k_roots_limit) + " bytes");
  }
  std::string_view rest = base::as_text(text);
  std::map<std::string, Sha256> roots;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::string where = "line " + std::to_string(number);
    if (end == std::string_view::npos) {
      return fail(ErrorCode::malformed, where + ": does not end with LF");
    }
    ROG_TRY_DOING(add_root_line(roots, rest.substr(0, end)), where);
    rest.remove_prefix(end + 1);
  }
  return roots;
}

std::string write_roots(const std::map<std::string, Sha256>& roots) {
  std::string text;
  for (const auto& [authority, fingerprint] : roots) {
    text += authority + " " + fingerprint_text(fingerprint) + "\n";
  }
  return text;
}

}  // namespace rogatory::crypto
