// The signature of the seal: altered, by others, in other forms.
#include "tests/matrix/forge.hpp"
#include "tests/support/ssh.hpp"

namespace rogatory::test {
namespace {

using base::to_bytes;

Cell resealed_by(const std::string& id, crypto::SigningKey& (Authority::*key)(), Authority Workshop::* authority) {
  return outside(id, [key, authority](RawBundle& bundle, Workshop& workshop) {
    bundle.reseal(((workshop.*authority).*key)(), [](bundle::Seal&) {});
  });
}

/// The honest signature in other clothes.
Cell reformed(const std::string& id, const std::function<std::string(const SigParts&, const std::string&)>& change) {
  return outside(id, [change](RawBundle& bundle, Workshop&) {
    Bytes& signature = bundle.at("seal.json.sig").content;
    const std::string armour(base::as_text(signature));
    signature = to_bytes(change(parts_of(armour), armour));
  });
}

/// The honest signature as it is, with another text for one of its own.
std::string with(std::string armour, const std::string& from, const std::string& to) {
  return armour.replace(armour.find(from), from.size(), to);
}

/// Signed over SHA-256 instead of SHA-512, as ssh-keygen -Ohashalg=sha256 does.
Cell signed_over_sha256() {
  return outside("signed over sha256", [](RawBundle& bundle, Workshop& workshop) {
    Bytes& signature = bundle.at("seal.json.sig").content;
    SigParts parts = parts_of(std::string(base::as_text(signature)));
    parts.hash = "sha256";
    const crypto::Sha256 hash = crypto::sha256(bundle.at("seal.json").content);
    const Bytes message = crypto::WireWriter()
                              .raw(parts.magic)
                              .string(parts.name)
                              .string(parts.reserved)
                              .string(parts.hash)
                              .string(ByteView(hash.bytes))
                              .take();
    const crypto::RawSignature raw = must(workshop.ours.officer().sign_raw(message));
    parts.raw.assign(raw.begin(), raw.end());
    signature = to_bytes(armour_of(blob_of(parts)));
  });
}

/// S and S + L, the order of the group, verify alike where nobody compares S with L.
Bytes with_second_spelling_of_s(Bytes raw) {
  const Bytes order = must(base::from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"));
  unsigned carry = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    carry += unsigned{raw[32 + i]} + order[i];
    raw[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8U;
  }
  return raw;
}

/// The honest signature with one field changed.
Cell with_parts(const std::string& id, const std::function<void(SigParts&)>& change) {
  return reformed(id, [change](SigParts parts, auto&) {
    change(parts);
    return armour_of(blob_of(parts));
  });
}

std::vector<Cell> accepted_forms() {
  return {
      signed_over_sha256(),
      with_parts("a second spelling of S", [](SigParts& parts) { parts.raw = with_second_spelling_of_s(parts.raw); }),
      reformed("armour of 64 columns", [](const SigParts& parts, auto&) { return armour_of(blob_of(parts), 64); }),
      reformed("armour in one line", [](const SigParts& parts, auto&) { return armour_of(blob_of(parts), 9999); }),
      with_parts("a reserved field", [](SigParts& parts) { parts.reserved = "x"; }),
      reformed("an empty line in the armour",
               [](auto&, const std::string& armour) { return with(armour, "\n", "\n\n"); }),
      reformed("text after the armour", [](auto&, const std::string& armour) { return armour + "a comment\n"; }),
      reformed("a signature after the armour", [](auto&, const std::string& armour) { return armour + armour; }),
      reformed("no line feed after the armour",
               [](auto&, const std::string& armour) { return armour.substr(0, armour.size() - 1); }),
  };
}

std::vector<Cell> refused_forms() {
  return {
      reformed("an empty signature", [](auto&, auto&) { return std::string(); }),
      reformed("text before the armour", [](auto&, const std::string& armour) { return "a comment\n" + armour; }),
      reformed("half an armour", [](auto&, const std::string& armour) { return armour.substr(0, armour.size() / 2); }),
      reformed("armour with CRLF", [](auto&, const std::string& armour) { return with(armour, "\n", "\r\n"); }),
      with_parts("another version", [](SigParts& parts) { parts.version = 2; }),
      with_parts("another kind of signature", [](SigParts& parts) { parts.kind = "ssh-rsa"; }),
      with_parts("bytes behind the signature", [](SigParts& parts) { parts.tail = "x"; }),
  };
}

}  // namespace

std::vector<Row> signature_rows() {
  const auto bit = [](const std::string& id, std::size_t at) {
    return reformed(id, [at](SigParts parts, auto&) {
      parts.raw[at] ^= 1;
      return armour_of(blob_of(parts));
    });
  };
  const auto moved = [](const std::string& id, const std::function<Bytes(Workshop&, ByteView)>& sign) {
    return outside(id, [sign](RawBundle& bundle, Workshop& workshop) {
      bundle.at("seal.json.sig").content = sign(workshop, bundle.at("seal.json").content);
    });
  };
  return {
      {"ABitOfTheSignature",
       "a bit of the signature, that of another bundle, or one in another namespace",
       {bit("a bit of R", 3), bit("a bit of S", 40),
        moved("exchanged seal.json.sig",
              [](Workshop& workshop, ByteView) { return workshop.twin.at("seal.json.sig").content; }),
        moved("signed as an entry",
              [](Workshop& workshop, ByteView seal) {
                return signature_over(seal, workshop.ours.officer(), crypto::Namespace::entry);
              })},
       {{"seal.signature"}, 20, stops_at(4)}},
      {"AnotherSigner",
       "another officer, another State's, or the root signs as this one",
       {resealed_by("signed by a colleague", &Authority::colleague, &Workshop::ours),
        resealed_by("signed by a clerk", &Authority::clerk, &Workshop::ours),
        resealed_by("signed by another State", &Authority::officer, &Workshop::theirs),
        resealed_by("signed by the root", &Authority::root, &Workshop::ours)},
       {{"seal.signature"}, 20, stops_at(4)}},
      {"AFormOfSignatureThatSshKeygenAccepts",
       "the signature in another form that ssh-keygen accepts",
       accepted_forms(),
       {{"signature.form"}, 24, passes(Reason::signature)}},
      {"AFormOfSignatureThatNobodyAccepts",
       "the signature in a form that nobody accepts",
       refused_forms(),
       {{"signature.form"}, 24, stops_at(4)}},
  };
}

}  // namespace rogatory::test
