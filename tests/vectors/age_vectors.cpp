// age_vectors DIR: runs the age test kit of C2SP/CCTV against crypto/age.
//
// A verdict must be the kit's, not just some failure: `no match` is wrong_key, `header failure` malformed up to the
// nonce, `HMAC failure` altered up to there, `payload failure` malformed or altered behind it, and the plaintext that
// was released until then must have the hash `payload`. Vectors for what this program refuses (armour, post-quantum
// keys) are reported as unsupported, and it is a failure where the refusal does not come.
#include <algorithm>
#include <filesystem>

#include "base/file.hpp"
#include "crypto/age_stanza.hpp"
#include "crypto/hash.hpp"
#include "tests/vectors/age_kit.hpp"
#include "tests/vectors/tally.hpp"

namespace rogatory::vectors {
namespace {

namespace age = crypto::age;
using crypto::SecretBytes;

struct Opened {
  std::string verdict;  // in the words of the kit
  std::string released = crypto::sha256("").hex();
  std::string why;
};

// A fault before the first chunk, in the words of the kit.
Opened header_fault(const Error& error) {
  const ErrorCode code = error.code();
  std::string verdict = "the error " + std::string(base::word(code));
  if (code == ErrorCode::wrong_key) {
    verdict = "no match";
  } else if (code == ErrorCode::altered) {
    verdict = "HMAC failure";
  } else if (code == ErrorCode::malformed) {
    verdict = "header failure";
  }
  return {.verdict = std::move(verdict), .why = error.sentence()};
}

Result<SecretBytes> find_file_key(const AgeVector& vector, const age::Header& header,
                                  std::span<const age::Identity> identities) {
  for (const std::string& passphrase : vector.passphrases) {
    const SecretBytes secret = SecretBytes::copy_of(base::as_bytes(passphrase));
    Result<SecretBytes> key = age::unwrap_passphrase(header, vector.file, secret);
    if (key || key.error().code() != ErrorCode::wrong_key) {
      return key;
    }
  }
  return age::unwrap(header, vector.file, identities);
}

Opened read_payload(age::PayloadReader& reader) {
  crypto::Hasher released;
  Bytes buffer(10000);  // no divisor of a chunk
  while (true) {
    const Result<std::size_t> got = reader.read(buffer);
    if (!got) {
      const ErrorCode code = got.error().code();
      const bool is_expected_kind = code == ErrorCode::malformed || code == ErrorCode::altered;
      return {.verdict = is_expected_kind ? "payload failure" : "the error " + std::string(base::word(code)),
              .released = released.finish().hex(),
              .why = got.error().sentence()};
    }
    if (*got == 0) {
      return {.verdict = "success", .released = released.finish().hex(), .why = ""};
    }
    released.update(ByteView(buffer).first(*got));
  }
}

Opened open_vector(const AgeVector& vector, std::span<const age::Identity> identities) {
  const Result<age::Header> header = age::parse_header(vector.file);
  if (!header) {
    return header_fault(header.error());
  }
  const Result<SecretBytes> file_key = find_file_key(vector, *header, identities);
  if (!file_key) {
    return header_fault(file_key.error());
  }
  base::SpanSource source(ByteView(vector.file).subspan(header->size));
  age::PayloadReader reader(*file_key, source);
  if (const Result<void> begun = reader.begin(); !begun) {
    return header_fault(begun.error());
  }
  return read_payload(reader);
}

// A header that was read is written back as the same bytes: nothing was accepted in two spellings.
bool header_round_trips(const AgeVector& vector) {
  const Result<age::Header> header = age::parse_header(vector.file);
  if (!header) {
    return true;
  }
  std::string text(age::k_version_line);
  for (const age::Stanza& stanza : header->stanzas) {
    text += age::serialize_stanza(stanza);
  }
  text += std::string(age::k_mac_mark) + " " + base::to_base64_unpadded(header->mac) + "\n";
  return text == base::as_text(ByteView(vector.file).first(header->size));
}

// The plaintext of a success, sealed again under the same file key and nonce, is the same payload.
bool payload_round_trips(const AgeVector& vector, std::span<const age::Identity> identities) {
  const Result<age::Header> header = age::parse_header(vector.file);
  const Result<SecretBytes> key = find_file_key(vector, *header, identities);
  const ByteView payload = ByteView(vector.file).subspan(header->size);
  const age::ChunkCipher cipher(*key, payload.first(age::k_nonce));
  Bytes plain(age::k_chunk);
  Bytes sealed(age::k_chunk + age::k_tag);
  ByteView left = payload.subspan(age::k_nonce);
  for (std::uint64_t index = 0; !left.empty(); ++index) {
    const ByteView chunk = left.first(std::min(left.size(), sealed.size()));
    left = left.subspan(chunk.size());
    const MutableByteView into = MutableByteView(plain).first(chunk.size() - age::k_tag);
    const MutableByteView again = MutableByteView(sealed).first(chunk.size());
    if (!cipher.open(index, left.empty(), chunk, into)) {
      return false;
    }
    cipher.seal(index, left.empty(), into, again);
    if (!std::ranges::equal(again, chunk)) {
      return false;
    }
  }
  return true;
}

Outcome run_armored(const AgeVector& vector) {
  const Result<age::Header> header = age::parse_header(vector.file);
  if (header || header.error().code() != ErrorCode::malformed) {
    return failed("an armoured file was not refused as malformed");
  }
  return unsupported("armour is refused (" + header.error().sentence() + ")");
}

bool is_post_quantum(const std::string& identity) { return identity.starts_with("AGE-SECRET-KEY-PQ-1"); }

// What an identity of another kind would open must stay closed: the identity does not parse, and the file opens for
// nobody else either.
Outcome run_post_quantum(const AgeVector& vector) {
  std::vector<age::Identity> others;
  others.push_back(age::Identity::generate());
  std::string why;
  for (const std::string& text : vector.identities) {
    Result<age::Identity> identity = age::Identity::parse(text);
    if (!identity) {
      why = identity.error().sentence();
    } else if (is_post_quantum(text)) {
      return failed("a post-quantum identity was taken for an X25519 one");
    } else {
      others.push_back(*std::move(identity));
    }
  }
  const Opened opened = open_vector(vector, others);
  if (opened.verdict != "no match" && opened.verdict != "header failure") {
    return failed("opened without its key: " + opened.verdict);
  }
  if (!header_round_trips(vector)) {
    return failed("its header is written back as other bytes");
  }
  return unsupported(why);
}

Outcome run_plain(const AgeVector& vector) {
  std::vector<age::Identity> identities;
  for (const std::string& text : vector.identities) {
    Result<age::Identity> identity = age::Identity::parse(text);
    if (!identity) {
      return failed("its identity does not parse: " + identity.error().sentence());
    }
    identities.push_back(*std::move(identity));
  }
  const Opened opened = open_vector(vector, identities);
  if (opened.verdict != vector.expect) {
    return failed("expected " + vector.expect + ", got " + opened.verdict + " (" + opened.why + ")");
  }
  if (!vector.payload.empty() && opened.released != vector.payload) {
    return failed("released plaintext with the hash " + opened.released + ", not " + vector.payload);
  }
  if (!header_round_trips(vector)) {
    return failed("its header is written back as other bytes");
  }
  if (vector.expect == "success" && !payload_round_trips(vector, identities)) {
    return failed("its payload is sealed again as other bytes");
  }
  return passed();
}

Outcome run_vector(ByteView bytes) {
  const Result<AgeVector> vector = parse_age_vector(bytes);
  if (!vector) {
    return failed(vector.error().sentence());
  }
  if (!vector->unknown_line.empty()) {
    return unsupported("a vector of a newer kit (" + vector->unknown_line + ")");
  }
  if (vector->is_armored) {
    return run_armored(*vector);
  }
  return std::ranges::any_of(vector->identities, is_post_quantum) ? run_post_quantum(*vector) : run_plain(*vector);
}

std::vector<std::string> names_in(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

int run(const std::string& directory) {
  const std::vector<std::string> names = names_in(directory);
  if (names.empty()) {
    std::fprintf(stderr, "age_vectors: no vectors in %s\n", directory.c_str());
    return 2;
  }
  Tally tally;
  for (const std::string& name : names) {
    const Result<Bytes> bytes = base::load_file(FileSystem::real(), directory + "/" + name, k_age_vector_limit);
    if (!bytes) {
      std::fprintf(stderr, "age_vectors: %s\n", base::safe_text(bytes.error().sentence()).c_str());
      return 2;
    }
    tally.add(name, run_vector(*bytes));
  }
  return tally.finish();
}

}  // namespace
}  // namespace rogatory::vectors

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: age_vectors DIR\n", stderr);
    return 2;
  }
  return rogatory::vectors::run(argv[1]);
}
