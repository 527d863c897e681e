// Everything about a bundle that is judged without reading a part.
#include <algorithm>

#include "base/text.hpp"
#include "bundle/format.hpp"
#include "bundle/manifest.hpp"
#include "bundle/signatory.hpp"
#include "bundle/verify.hpp"

namespace rogatory::bundle {
namespace {

/// The small members of one bundle, read when they are asked for.
class Members {
 public:
  Members(FileSystem& fs, int fd, const std::string& what) : m_fs(fs), m_fd(fd), m_what(what) {}
  [[nodiscard]] Result<Bytes> read(const Member& member) const { return read_member(m_fs, m_fd, member, m_what); }

 private:
  FileSystem& m_fs;
  int m_fd;
  const std::string& m_what;
};

void judge_seal(ByteView bytes, Outline& outline) {
  outline.id = id_of(bytes);
  outline.checks.made("seal.form");
  Result<Seal> seal = Seal::parse(bytes);
  if (!seal) {
    outline.checks.found("seal.form", seal.error().sentence());
    return;
  }
  outline.seal = *std::move(seal);
  if (outline.seal->name != outline.layout.name) {
    outline.checks.found("container.order",
                         "the top directory is " + outline.layout.name + ", the seal names " + outline.seal->name);
  }
}

Result<void> judge_signatory(const Members& members, ByteView seal_bytes, const crypto::Trust& trust,
                             Outline& outline) {
  std::vector<std::uint64_t> versions;
  std::vector<crypto::SignedCard> cards;
  for (const CardMembers& card : outline.layout.cards) {
    crypto::SignedCard read;
    ROG_TRY_ASSIGN(read.card, members.read(card.card));
    ROG_TRY_ASSIGN(read.sig, members.read(card.sig));
    if (card.prev_sig) {
      ROG_TRY_ASSIGN(read.prev_sig, members.read(*card.prev_sig));
    }
    versions.push_back(card.version);
    cards.push_back(std::move(read));
  }
  const Seal* seal = outline.seal ? &*outline.seal : nullptr;
  outline.cards = check_cards(versions, std::move(cards), seal, outline.checks);
  const crypto::CardChain* chain = outline.cards ? &*outline.cards : nullptr;
  ROG_TRY_ASSIGN(const Bytes armoured, members.read(outline.layout.sig));
  check_signature(seal_bytes, armoured, seal, chain, outline.checks);
  if (chain != nullptr) {
    outline.root_fingerprint = chain->newest().root.fingerprint();
    const crypto::CardChain* known = crypto::check_trust(*chain, trust, outline.checks);
    if (seal != nullptr) {
      check_officer(*seal, *chain, known, outline.checks);
    }
  }
  return {};
}

void judge_verify_txt(ByteView text, Outline& outline) {
  if (!outline.seal) {
    return;
  }
  outline.checks.made("verify_txt.binding");
  if (crypto::sha256(text) != outline.seal->verify_txt) {
    outline.checks.found("verify_txt.binding", "VERIFY.txt has not the SHA-256 that the seal names");
  }
}

std::uint64_t sealed_size(const Seal& seal, std::uint64_t part) {
  return part + 1 < seal.parts ? k_part_size : seal.content_size - (seal.parts - 1) * k_part_size;
}

/// Compares the parts that stand in the file with the list of those that should.
void judge_parts(std::uint64_t listed, Outline& outline) {
  const Layout& layout = outline.layout;
  outline.checks.made("part.missing");
  std::size_t at = 0;
  for (std::uint64_t number = 0; number < listed; ++number) {
    if (at == layout.parts.size() || layout.part_numbers[at] != number) {
      outline.checks.found("part.missing", part_path(number) + " is not there");
      continue;
    }
    const std::uint64_t size = layout.parts[at].size;
    if (outline.seal && number < outline.seal->parts && size != sealed_size(*outline.seal, number)) {
      outline.checks.found("manifest.binding", part_path(number) + " has " + std::to_string(size) +
                                                   " bytes, the seal speaks of " +
                                                   std::to_string(sealed_size(*outline.seal, number)));
    }
    ++at;
  }
  for (; at < layout.parts.size(); ++at) {
    outline.checks.found("manifest.binding", layout.parts[at].path + " is not in the manifest");
  }
}

void judge_manifest(ByteView bytes, Outline& outline) {
  if (outline.seal) {
    outline.checks.made("manifest.binding");
    if (crypto::sha256(bytes) != outline.seal->manifest) {
      outline.checks.found("manifest.binding", "manifest-sha256.txt has not the SHA-256 that the seal names");
    }
  }
  Result<std::vector<crypto::Sha256>> hashes = parse_part_manifest(bytes);
  if (!hashes) {
    outline.checks.found("manifest.binding", hashes.error().sentence());
    return;
  }
  outline.part_hashes = *std::move(hashes);
  const std::uint64_t listed = outline.part_hashes.size();
  if (outline.seal && listed != outline.seal->parts) {
    outline.checks.found("manifest.binding", "the manifest lists " + std::to_string(listed) +
                                                 " parts, the seal counts " + std::to_string(outline.seal->parts));
  }
  judge_parts(listed, outline);
}

}  // namespace

Result<Outline> read_outline(FileSystem& fs, int fd, const std::string& what, const crypto::Trust& trust) {
  Outline outline;
  Checked<Layout> layout = read_layout(fs, fd, what);
  if (!layout) {
    Fault& refusal = layout.error();
    if (refusal.error) {
      return fail(*std::move(refusal.error));
    }
    for (Finding& found : refusal.findings) {
      outline.checks.found(std::move(found));
    }
    return outline;
  }
  for (const std::string_view name : {"container.header", "container.order", "container.end"}) {
    outline.checks.made(name);
  }
  outline.layout = *std::move(layout);
  const Members members(fs, fd, what);
  ROG_TRY_ASSIGN(const Bytes seal_bytes, members.read(outline.layout.seal));
  judge_seal(seal_bytes, outline);
  ROG_TRY(judge_signatory(members, seal_bytes, trust, outline));
  ROG_TRY_ASSIGN(const Bytes verify_txt, members.read(outline.layout.verify_txt));
  judge_verify_txt(verify_txt, outline);
  ROG_TRY_ASSIGN(const Bytes manifest, members.read(outline.layout.manifest));
  judge_manifest(manifest, outline);
  return outline;
}

}  // namespace rogatory::bundle
