// Passphrases from --passphrase-file, --passphrase-fd or the terminal.
//
// A file or descriptor holds one or two lines, at most 64 KiB: the home passphrase, and the officer's where it is
// another one. A line ends with LF, which is not part of it (a CR is); the last LF may be missing.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/file.hpp"
#include "cmd/global_options.hpp"
#include "cmd/prompt.hpp"
#include "cmd/ui.hpp"
#include "registry/passphrase.hpp"

namespace rogatory::cmd {

/// The passphrases of a file: malformed where a line is empty, or where there are more than two.
struct PassphraseLines {
  crypto::SecretBytes home;
  crypto::SecretBytes officer;
};
Result<PassphraseLines> parse_passphrases(ByteView text);

/// Asked once for each owner and run; what was said is kept in SecretBytes and wiped at the end. Not thread-safe.
class Passphrases : public registry::PassphraseSource {
 public:
  /// All of them outlive this object.
  Passphrases(const GlobalOptions& options, FileSystem& fs, Prompt& prompt, Ui& ui)
      : m_options(options), m_fs(fs), m_prompt(prompt), m_ui(ui) {}

  /// At the terminal a new passphrase is asked for twice. wrong_key: a file or descriptor cannot say it otherwise
  /// (attempt over 0); usage: an empty one, or nobody to ask; malformed, not_found, refused: the file.
  Result<crypto::SecretBytes> get(const registry::PassphraseRequest& request) override;

 private:
  Result<crypto::SecretBytes> given(const registry::PassphraseRequest& request);
  Result<crypto::SecretBytes> asked(const registry::PassphraseRequest& request);
  Result<crypto::SecretBytes> asked_twice(const registry::PassphraseRequest& request);
  void warn_if_short(const crypto::SecretBytes& passphrase);
  Result<void> read_once();
  Result<base::Fd> open_file();

  const GlobalOptions& m_options;
  FileSystem& m_fs;
  Prompt& m_prompt;
  Ui& m_ui;
  bool m_warned_short = false;
  std::optional<PassphraseLines> m_lines;
  std::map<std::string, crypto::SecretBytes> m_said;
};

}  // namespace rogatory::cmd
