#include "cmd/passphrase.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::size_t k_longest_input = 64 * 1024;
constexpr std::size_t k_short_passphrase = 12;  // characters; below it a guess is cheap although scrypt is not
constexpr int k_tries_to_repeat = 3;

/// All bytes of a descriptor into guarded memory, so that no copy stays behind.
Result<crypto::SecretBytes> read_secret(FileSystem& fs, int fd, std::string_view what) {
  crypto::SecretBytes buffer = crypto::SecretBytes::make(k_longest_input + 1);
  std::size_t used = 0;
  while (used < buffer.size()) {
    ROG_TRY_ASSIGN(const std::size_t got, base::read_some(fs, fd, buffer.expose_mutable().subspan(used), what));
    if (got == 0) {
      return crypto::SecretBytes::copy_of(buffer.expose().first(used));
    }
    used += got;
  }
  return fail(ErrorCode::malformed, std::string(what) + " is longer than 64 KiB");
}

std::string key_of(const registry::PassphraseRequest& request) {
  return (request.owner == registry::PassphraseOwner::home ? "home " : "officer ") + request.what;
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace

Result<PassphraseLines> parse_passphrases(ByteView text) {
  if (!text.empty() && text.back() == '\n') {
    text = text.first(text.size() - 1);
  }
  const auto newline = std::ranges::find(text, std::uint8_t{'\n'});
  const auto first = text.first(static_cast<std::size_t>(newline - text.begin()));
  const bool has_second = newline != text.end();
  const auto second = has_second ? text.subspan(first.size() + 1) : first;
  if (first.empty() || second.empty()) {
    return fail(ErrorCode::malformed, std::string("line ") + (first.empty() ? "1" : "2") + " is empty");
  }
  if (std::ranges::find(second, std::uint8_t{'\n'}) != second.end()) {
    return fail(Error(ErrorCode::malformed, "there are more than two lines")
                    .because("line 1 is the home passphrase, line 2 the officer's"));
  }
  return PassphraseLines{crypto::SecretBytes::copy_of(first), crypto::SecretBytes::copy_of(second)};
}

Result<crypto::SecretBytes> Passphrases::get(const registry::PassphraseRequest& request) {
  if (m_options.passphrase_fd || !m_options.passphrase_file.empty()) {
    return given(request);
  }
  const std::string key = key_of(request);
  if (const auto said = m_said.find(key); said != m_said.end() && request.attempt == 0) {
    return said->second.clone();
  }
  ROG_TRY_ASSIGN(crypto::SecretBytes passphrase, request.is_new ? asked_twice(request) : asked(request));
  m_said.insert_or_assign(key, passphrase.clone());
  return passphrase;
}

Result<crypto::SecretBytes> Passphrases::given(const registry::PassphraseRequest& request) {
  if (request.attempt > 0) {
    return fail(Error(ErrorCode::wrong_key, "the passphrase given for " + request.what + " is wrong")
                    .because("line 1 is the home's passphrase, line 2 the officer's; a single line is both")
                    .next("correct " +
                          (m_options.passphrase_fd ? std::string("what is sent to the descriptor")
                                                   : m_options.passphrase_file) +
                          ", or leave the option out and type it"));
  }
  if (!m_lines) {
    ROG_TRY_DOING(read_once(), "reading the passphrases");
  }
  ROG_ASSERT(m_lines.has_value());  // read_once leaves them there, or fails
  const bool is_home = request.owner == registry::PassphraseOwner::home;
  crypto::SecretBytes passphrase = (is_home ? m_lines->home : m_lines->officer).clone();
  if (request.is_new) {
    warn_if_short(passphrase);
  }
  return passphrase;
}

void Passphrases::warn_if_short(const crypto::SecretBytes& passphrase) {
  if (characters(passphrase.expose_text()) < k_short_passphrase && !std::exchange(m_warned_short, true)) {
    m_ui.warn("this passphrase is shorter than " + std::to_string(k_short_passphrase) +
              " characters; five random words are hard to guess and easy to keep");
  }
}

Result<base::Fd> Passphrases::open_file() {
  const std::string& path = m_options.passphrase_file;
  // O_NONBLOCK: a FIFO without a writer is refused below instead of waited for.
  base::SysResult<base::Fd> file = m_fs.open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK);
  if (!file) {
    return fail(base::errno_error(file.error(), path));
  }
  const base::SysResult<struct stat> status = m_fs.stat(file->get());
  if (!status) {
    return fail(base::errno_error(status.error(), path));
  }
  if (!S_ISREG(status->st_mode)) {
    return fail(Error(ErrorCode::refused, path + " is not a regular file").next("for a pipe, give --passphrase-fd N"));
  }
  if ((status->st_mode & 077) != 0) {
    m_ui.warn("others may read " + path + " (chmod 600 shuts it)");
  }
  return *std::move(file);
}

Result<void> Passphrases::read_once() {
  base::Fd file;
  int fd = m_options.passphrase_fd.value_or(-1);
  std::string what = "descriptor " + std::to_string(fd);
  if (!m_options.passphrase_fd) {
    ROG_TRY_ASSIGN(file, open_file());
    fd = file.get();
    what = m_options.passphrase_file;
  }
  ROG_TRY_ASSIGN(const crypto::SecretBytes text, read_secret(m_fs, fd, what));
  Result<PassphraseLines> lines = parse_passphrases(text.expose());
  if (!lines) {
    return fail(std::move(lines).error().while_(what));
  }
  m_lines = *std::move(lines);
  return {};
}

Result<crypto::SecretBytes> Passphrases::asked(const registry::PassphraseRequest& request) {
  const std::string question = (request.is_new ? "New passphrase of " : "Passphrase of ") + request.what + ":";
  Result<crypto::SecretBytes> answer = m_prompt.secret(request.attempt > 0 ? "That was not it. " + question : question);
  if (!answer) {
    Error error = std::move(answer).error();
    return fail(error.code() == ErrorCode::usage
                    ? std::move(error).while_("the passphrase of " + request.what).next("give --passphrase-file FILE")
                    : std::move(error));
  }
  if (answer->empty()) {
    return fail(
        Error(ErrorCode::usage, "the passphrase of " + request.what + " is empty").next("run the command again"));
  }
  return answer;
}

Result<crypto::SecretBytes> Passphrases::asked_twice(const registry::PassphraseRequest& request) {
  for (int i = 0; i < k_tries_to_repeat; ++i) {
    ROG_TRY_ASSIGN(crypto::SecretBytes passphrase, asked(request));
    warn_if_short(passphrase);
    ROG_TRY_ASSIGN(const crypto::SecretBytes again, m_prompt.secret("The same again:"));
    if (crypto::equal_secret(passphrase.expose(), again.expose())) {
      return passphrase;
    }
    m_prompt.say("The two differ. Once more:");
  }
  return fail(ErrorCode::usage, "the passphrase of " + request.what + " was not typed twice alike");
}

}  // namespace rogatory::cmd
