#include "bundle/verify.hpp"

#include <algorithm>
#include <cerrno>

#include "base/read_ahead.hpp"
#include "base/checked.hpp"
#include "bundle/format.hpp"
#include "bundle/parts.hpp"

namespace rogatory::bundle {
namespace {

namespace age = crypto::age;

/// First some bytes, then a source.
class PrefixedSource : public base::ByteSource {
 public:
  PrefixedSource(ByteView prefix, base::ByteSource& rest) : m_prefix(prefix), m_rest(rest) {}
  Result<std::size_t> read(MutableByteView into) override {
    ROG_TRY_ASSIGN(const std::size_t count, m_prefix.read(into));
    if (count > 0) {
      return count;
    }
    return m_rest.read(into);
  }

 private:
  base::SpanSource m_prefix;
  base::ByteSource& m_rest;
};

/// Whether the parts in the file are the whole content, so that it makes sense to decrypt them.
bool is_whole(const Outline& outline) {
  const std::vector<std::uint64_t>& numbers = outline.layout.part_numbers;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] != i) {
      return false;
    }
  }
  return !numbers.empty() && outline.seal && numbers.size() == outline.seal->parts;
}

/// One verification on its way from an outline to a report.
class Verification {
 public:
  Verification(Outline outline, const Keys& keys, ContentVisitor& visitor) : m_keys(keys), m_visitor(visitor) {
    m_checks = outline.checks;
    m_report.outline = std::move(outline);
  }
  Result<Report> run(FileSystem& fs, int fd, const std::string& what, Progress& progress);

 private:
  Result<std::vector<crypto::Sha256>> read_parts(const PartsInput& input);
  Result<void> read_inside(base::ByteSource& content, ContentVisitor& visitor, AlsoHash& also);
  Result<std::optional<crypto::SecretBytes>> find_file_key(const age::Header& header, ByteView prefix);
  [[nodiscard]] Result<crypto::SecretBytes> file_key_of(const age::Header& header, ByteView prefix) const;
  Result<void> judge_content(Checked<void> content);
  void judge_parts(const std::vector<crypto::Sha256>& hashes);
  Report conclude();

  const Keys& m_keys;
  ContentVisitor& m_visitor;
  bool m_inside_holds = false;  // the content was read to its end, and nothing was found in it
  Checklist m_checks;
  Report m_report;
};

Result<Report> Verification::run(FileSystem& fs, int fd, const std::string& what, Progress& progress) {
  const Layout& layout = m_report.outline.layout;
  for (const Member& part : layout.parts) {
    m_report.bytes_read += part.size;
  }
  m_report.parts_read = layout.parts.size();
  progress.start("verifying", m_report.bytes_read);
  ROG_TRY_ASSIGN(const std::vector<crypto::Sha256> hashes, read_parts({fs, fd, what, layout, progress}));
  progress.finish();
  judge_parts(hashes);
  return conclude();
}

Result<std::vector<crypto::Sha256>> Verification::read_parts(const PartsInput& input) {
  if (m_keys.none() || !is_whole(m_report.outline)) {
    return hash_parts(input);
  }
  PartsSource parts(input);
  AlsoHash named;
  ROG_TRY(read_inside(parts, m_visitor, named));
  Result<std::vector<crypto::Sha256>> hashes = parts.finish();
  if (!hashes || named.empty() || !m_inside_holds) {
    return hashes;
  }
  // Records stand behind what they speak of. Most name the SHA-256 alone, and computing MD5 for all bundles would make
  // every check slower than the disk: those that name more are read twice.
  input.progress.start("comparing other hashes", m_report.bytes_read);
  PartsSource again(input);
  ContentVisitor nobody;
  ROG_TRY(read_inside(again, nobody, named));
  return again.finish();
}

Result<void> Verification::read_inside(base::ByteSource& content, ContentVisitor& visitor, AlsoHash& also) {
  const std::optional<Seal>& seal = m_report.outline.seal;
  ROG_ASSERT(seal.has_value());  // of an outline that is whole, which read_parts asks for
  Bytes prefix(age::k_header_limit);
  ROG_TRY_ASSIGN(const std::size_t size, base::read_full(content, prefix));
  prefix.resize(size);
  const Result<age::Header> header = age::parse_header(prefix);
  if (!header) {
    m_checks.found("content.age", header.error().sentence());
    return {};
  }
  ROG_TRY_ASSIGN(const std::optional<crypto::SecretBytes> file_key, find_file_key(*header, prefix));
  if (!file_key) {
    return {};
  }
  PrefixedSource payload(ByteView(prefix).subspan(header->size), content);
  age::PayloadReader decrypted(*file_key, payload);
  base::ReadAhead plaintext(decrypted);
  return judge_content(read_content(plaintext, *seal, visitor, &also));
}

/// Nothing where no key fits or the header is wrong, which is then on record.
Result<std::optional<crypto::SecretBytes>> Verification::find_file_key(const age::Header& header, ByteView prefix) {
  Result<crypto::SecretBytes> key = file_key_of(header, prefix);
  if (key) {
    return *std::move(key);
  }
  const ErrorCode code = key.error().code();
  if (code == ErrorCode::wrong_key) {
    m_report.wrong_key = true;
  } else if (code == ErrorCode::malformed || code == ErrorCode::altered) {
    m_checks.found("content.age", key.error().sentence());
  } else {
    return fail(std::move(key).error());
  }
  return std::optional<crypto::SecretBytes>();
}

/// Whoever has the file key already is told of an altered header all the same: those whom it names would be.
Result<crypto::SecretBytes> Verification::file_key_of(const age::Header& header, ByteView prefix) const {
  if (m_keys.file_key == nullptr) {
    return age::unwrap(header, prefix, m_keys.identities);
  }
  ROG_TRY(age::check_header(header, prefix, *m_keys.file_key));
  return m_keys.file_key->clone();
}

Result<void> Verification::judge_content(Checked<void> content) {
  std::vector<Finding> findings;
  if (!content) {
    Fault& refusal = content.error();
    if (refusal.error) {
      return fail(*std::move(refusal.error));
    }
    findings = std::move(refusal.findings);
  }
  m_inside_holds = findings.empty();
  // These two end the reading; after all others it goes on, and everything was looked at.
  m_report.opened = std::none_of(findings.begin(), findings.end(), [](const Finding& found) {
    return found.check->name == "content.age" || found.check->name == "inner.order";
  });
  if (m_report.opened) {
    for (const std::string_view name : {"content.age", "inner.order", "context.binding", "item.hash", "items.root"}) {
      m_checks.made(name);
    }
  }
  for (Finding& found : findings) {
    m_checks.found(std::move(found));
  }
  return {};
}

void Verification::judge_parts(const std::vector<crypto::Sha256>& hashes) {
  const Outline& outline = m_report.outline;
  if (!outline.part_hashes.empty()) {
    m_checks.made("part.hash");
  }
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const std::uint64_t number = outline.layout.part_numbers[i];
    if (number < outline.part_hashes.size() && hashes[i] != outline.part_hashes[number]) {
      m_checks.found("part.hash", outline.layout.parts[i].path + " has not the SHA-256 that the manifest lists");
    }
  }
}

Report Verification::conclude() {
  m_report.findings = m_checks.findings();
  m_report.passed = m_checks.passed();
  m_report.verdict = verdict_of(m_report.findings, m_report.opened);
  if (m_report.outline.seal && m_report.outline.seal->previous) {
    m_report.not_proven.emplace_back("earlier bundles");
  }
  if (m_report.wrong_key) {
    m_report.not_proven.emplace_back("what is inside (no key fits)");
  } else if (!m_report.opened) {
    m_report.not_proven.emplace_back(m_keys.none() ? "what is inside (no key)" : "what is inside");
  }
  return std::move(m_report);
}

}  // namespace

int Report::exit_status() const {
  if (!findings.empty()) {
    return base::exit_status(worst(findings));
  }
  return wrong_key ? base::exit_status(ErrorCode::wrong_key) : 0;
}

Result<Report> verify(FileSystem& fs, int fd, const std::string& what, const crypto::Trust& trust, const Keys& keys,
                      ContentVisitor& visitor, Progress& progress) {
  ROG_TRY_ASSIGN(Outline outline, read_outline(fs, fd, what, trust));
  return verify_outlined(fs, fd, what, std::move(outline), keys, visitor, progress);
}

Result<Report> verify_outlined(FileSystem& fs, int fd, const std::string& what, Outline outline, const Keys& keys,
                               ContentVisitor& visitor, Progress& progress) {
  return Verification(std::move(outline), keys, visitor).run(fs, fd, what, progress);
}

Result<base::Fd> open_bundle(FileSystem& fs, const std::string& path) {
  // O_NONBLOCK: a FIFO must not hang us before we can refuse it.
  base::SysResult<base::Fd> fd = fs.open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK);
  if (!fd) {
    Error error = base::errno_error(fd.error(), "opening " + path);
    return fail(fd.error() == ENOENT ? std::move(error).next("check the path of the bundle") : std::move(error));
  }
  const base::SysResult<struct stat> status = fs.stat(fd->get());
  if (!status) {
    return fail(base::errno_error(status.error(), "looking at " + path));
  }
  if (!S_ISREG(status->st_mode)) {
    const bool is_directory = S_ISDIR(status->st_mode);
    return fail(Error(ErrorCode::refused, path + (is_directory ? " is a directory" : " is not a regular file"))
                    .because("a bundle is one file; its members are checked where they stand in it")
                    .next(is_directory ? "name the .rog file itself; for all that are in it: rogatory bundle verify " +
                                             base::without_trailing_slashes(path) + "/*.rog"
                                       : "name the .rog file itself"));
  }
  return *std::move(fd);
}

}  // namespace rogatory::bundle
