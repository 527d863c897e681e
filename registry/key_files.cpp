// The files of keys/: their names, their public halves, and new ones.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "registry/keys.hpp"

namespace rogatory::registry {
namespace {

constexpr std::size_t k_public_limit = 1024;
constexpr std::array<std::string_view, 7> k_kinds{"root", "officer", "log", "tls", "transport", "evidence", "home"};

/// 1 and more, as std::to_string writes it.
std::optional<std::int64_t> parse_count(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && number >= 1 && std::to_string(number) == text ? std::optional(number) : std::nullopt;
}

/// Whether keys of this kind have a number: all but officers, who have an id.
bool is_numbered(const KeyName& name) { return name.kind != KeyKind::officer && name.number != 0; }

/// `AGE-SECRET-KEY-1…` LF, as age-keygen writes it.
crypto::SecretBytes identity_line(const crypto::age::Identity& identity) {
  const crypto::SecretBytes text = identity.text();
  crypto::SecretBytes line = crypto::SecretBytes::make(text.size() + 1);
  std::ranges::copy(text.expose(), line.expose_mutable().begin());
  line.expose_mutable().back() = '\n';
  return line;
}

Result<void> save_new(NewKeyFiles& made, FileSystem& fs, const std::string& path, std::string_view text) {
  ROG_TRY(base::save_file(fs, path, base::as_bytes(text), {.mode = 0600, .replace = false}));
  made.add(path);
  return {};
}

}  // namespace

std::string_view text_of(KeyKind kind) { return k_kinds.at(static_cast<std::size_t>(kind)); }

std::optional<KeyKind> key_kind_of(std::string_view text) {
  const auto* const found = std::find(k_kinds.begin(), k_kinds.end(), text);
  return found == k_kinds.end() ? std::nullopt : std::optional(static_cast<KeyKind>(found - k_kinds.begin()));
}

std::string KeyName::text() const {
  std::string text(text_of(kind));
  if (kind == KeyKind::officer) {
    text += "." + officer;
  } else if (is_numbered(*this)) {
    text += "." + std::to_string(number);
  }
  return text;
}

std::optional<KeyName> KeyName::parse(std::string_view text) {
  const std::size_t dot = text.find('.');
  const std::optional<KeyKind> kind = key_kind_of(text.substr(0, dot));
  if (!kind) {
    return std::nullopt;
  }
  if (dot == std::string_view::npos) {
    return *kind == KeyKind::root ? std::optional(KeyName{}) : std::nullopt;
  }
  const std::string_view rest = text.substr(dot + 1);
  if (*kind == KeyKind::officer) {
    return base::is_id(rest) ? std::optional(KeyName{.kind = *kind, .officer = std::string(rest), .number = 0})
                             : std::nullopt;
  }
  const std::optional<std::int64_t> number = parse_count(rest);
  if (!number || (*kind == KeyKind::root && *number == 1)) {
    return std::nullopt;
  }
  return KeyName{.kind = *kind, .officer = {}, .number = *number};
}

Result<std::vector<KeyName>> KeyRing::list() const {
  ROG_TRY_ASSIGN(const std::vector<std::string> files, names_in(m_home.fs(), m_home.file("keys")));
  std::vector<KeyName> names;
  for (const std::string& file : files) {
    if (file.ends_with(".key")) {
      if (std::optional<KeyName> name = KeyName::parse(std::string_view(file).substr(0, file.size() - 4))) {
        names.push_back(*std::move(name));
      }
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::string> load_public_text(const Home& home, const KeyName& name) {
  const std::string path = home.file("keys/" + name.text() + ".pub");
  ROG_TRY_ASSIGN(const Bytes bytes, base::load_file(home.fs(), path, k_public_limit));
  std::string text(base::as_text(bytes));
  if (!text.ends_with('\n') || text.find('\n') != text.size() - 1) {
    return fail(ErrorCode::malformed, path + " is not one line");
  }
  text.pop_back();
  return text;
}

Result<crypto::age::Recipient> home_recipient(const Home& home) {
  ROG_TRY_ASSIGN(const std::string text, load_public_text(home, {.kind = KeyKind::home, .officer = {}, .number = 1}));
  return crypto::age::Recipient::parse(text);
}

Result<KeyName> next_key_name(const Home& home, KeyKind kind) {
  ROG_TRY_ASSIGN(const std::vector<std::string> files, names_in(home.fs(), home.file("keys")));
  std::int64_t most = kind == KeyKind::root ? 1 : 0;
  for (const std::string& file : files) {
    const std::optional<KeyName> name = KeyName::parse(std::string_view(file).substr(0, file.rfind('.')));
    if (name && name->kind == kind) {
      most = std::max(most, name->number);
    }
  }
  return KeyName{.kind = kind, .officer = {}, .number = most + 1};
}

NewKeyFiles::~NewKeyFiles() {
  for (const std::string& path : m_paths) {
    // Best effort: one that stays is named by no card, and doctor says so.
    static_cast<void>(m_fs->unlink(AT_FDCWD, path, 0));
  }
}

Result<void> save_public_text(NewKeyFiles& made, FileSystem& fs, const std::string& keys_directory, const KeyName& name,
                              std::string_view text) {
  return save_new(made, fs, keys_directory + "/" + name.text() + ".pub", std::string(text) + "\n");
}

Result<crypto::SigningKey> make_signing_key(NewKeyFiles& made, FileSystem& fs, const std::string& keys_directory,
                                            const KeyName& name, std::string_view comment,
                                            crypto::KeyProtection protection, const std::optional<std::string>& file) {
  crypto::SigningKey key = crypto::SigningKey::generate();
  const std::string path = file.value_or(keys_directory + "/" + name.text() + ".key");
  ROG_TRY(save_public_text(made, fs, keys_directory, name, key.public_key().openssh()));
  ROG_TRY(crypto::save_key_file(fs, path, crypto::write_openssh_private(key, comment), protection));
  made.add(path);
  return key;
}

Result<crypto::age::Recipient> make_age_key(NewKeyFiles& made, FileSystem& fs, const std::string& keys_directory,
                                            const KeyName& name, crypto::KeyProtection protection) {
  const crypto::age::Identity identity = crypto::age::Identity::generate();
  const std::string path = keys_directory + "/" + name.text() + ".key";
  const crypto::age::Recipient recipient = identity.recipient();
  ROG_TRY(save_public_text(made, fs, keys_directory, name, recipient.text()));
  ROG_TRY(crypto::save_key_file(fs, path, identity_line(identity), protection));
  made.add(path);
  return recipient;
}

}  // namespace rogatory::registry
