#include "tests/fuzz/seeding/seeds.hpp"

#include "base/text.hpp"
#include "bundle/format.hpp"
#include "bundle/manifest.hpp"
#include "crypto/keyfile.hpp"
#include "crypto/ssh_wire.hpp"
#include "tests/fuzz/fixed.hpp"
#include "tests/kit/authority.hpp"

namespace rogatory::fuzz {
namespace {

namespace age = crypto::age;
using base::as_bytes;
using test::must;

void make_headers(const Seeds& seeds) {
  const crypto::SecretBytes file_key = fixed_file_key();
  const age::Recipient own = fixed_identity().recipient();
  const std::vector<age::Recipient> two{own, age::Identity::generate().recipient()};
  seeds.put("age_header", "ok-x25519", must(age::make_header(file_key, std::span(&own, 1))));
  seeds.put("age_header", "ok-two", must(age::make_header(file_key, two)));
  const crypto::SecretBytes passphrase = crypto::SecretBytes::copy_of(as_bytes(k_passphrase));
  seeds.put("age_header", "ok-scrypt", must(age::make_passphrase_header(file_key, passphrase, k_log_n)));
}

void make_keys(const Seeds& seeds) {
  const crypto::SecretBytes passphrase = crypto::SecretBytes::copy_of(as_bytes(k_passphrase));
  const crypto::SecretBytes openssh = crypto::write_openssh_private(officer_key(), "officer");
  const std::string identity = std::string(fixed_identity().text().expose_text()) + "\n";
  seeds.put("keyfile", "ok-openssh", openssh.expose());
  seeds.put("keyfile", "ok-identity", identity);
  seeds.put("keyfile", "ok-symmetric", std::string(64, '5') + "\n");
  seeds.put("keyfile", "ok-locked", must(age::encrypt_with_passphrase(openssh.expose(), passphrase, k_log_n)));
  seeds.put("keyfile", "ok-locked-identity",
            must(age::encrypt_with_passphrase(as_bytes(identity), passphrase, k_log_n)));
  seeds.put("key_text", "ok-identity-file", "# a comment\n\n" + identity);
  seeds.put("key_text", "ok-recipient", fixed_identity().recipient().text());
  seeds.put("key_text", "ok-public-key", officer_key().public_key().openssh());
  const crypto::Sha256 fingerprint = crypto::fingerprint_of(root_key().public_key());
  seeds.put("key_text", "ok-fingerprint", crypto::fingerprint_text(fingerprint));
  seeds.put("key_text", "ok-words", base::join(crypto::fingerprint_words(fingerprint), " "));
  seeds.put("lists", "ok-roots",
            "# trusted\n\n" + crypto::write_roots({{"de-bw", fingerprint}, {"fr-ca", fingerprint}}));
  seeds.put("lists", "ok-manifest",
            bundle::manifest_line(fingerprint, bundle::part_path(0)) +
                bundle::manifest_line(fingerprint, bundle::part_path(1)));
}

void make_agent_answers(const Seeds& seeds) {
  using crypto::WireWriter;
  const Bytes wire = officer_key().public_key().wire();
  const Bytes list = WireWriter().byte(12).u32(2).string(wire).string("officer").string("another").string("").take();
  seeds.put("ssh_agent", "ok-list", list);
  seeds.put("ssh_agent", "bad-list-cut", ByteView(list).first(list.size() - 1));
  const crypto::RawSignature raw = must(officer_key().sign_raw(as_bytes("seal.json")));
  const Bytes signature = WireWriter().string("ssh-ed25519").string(ByteView(raw)).take();
  seeds.put("ssh_agent", "ok-signature", WireWriter().byte(14).string(signature).take());
  seeds.put("ssh_agent", "bad-refusal", WireWriter().byte(5).take());
}

void make_signatures(const Seeds& seeds) {
  crypto::SigningKey officer = officer_key();
  for (const auto name : {crypto::Namespace::seal, crypto::Namespace::card}) {
    const std::string sig = must(crypto::sshsig_sign(officer, name, as_bytes("seal.json")));
    seeds.put("sshsig", "ok-" + std::string(crypto::text_of(name)), sig);
  }
}

}  // namespace

void seed_keys(const Seeds& seeds) {
  make_headers(seeds);
  make_keys(seeds);
  make_agent_answers(seeds);
  make_signatures(seeds);
}

}  // namespace rogatory::fuzz
