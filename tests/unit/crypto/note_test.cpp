#include "crypto/note.hpp"

#include <gtest/gtest.h>

#include "tests/support/files.hpp"
#include "tests/support/run.hpp"
#include "tests/support/ssh.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::crypto {
namespace {

using test::fixed_key;
using test::run;
using test::TemporaryDirectory;
using test::write_file;

constexpr std::string_view k_name = "rogatory/0123456789abcdef0123456789abcdef/fr-ca";
constexpr std::string_view k_text = "first line\n\nthird l\u00edne\n";

// The example of Go's package sumdb/note, with both keys of its tests.
constexpr std::string_view k_go_note =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    "\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
constexpr std::string_view k_go_key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view k_go_other_key = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

NoteKey note_key(std::uint8_t seed, std::string_view name = k_name) {
  return NoteKey::make(std::string(name), fixed_key(seed).public_key()).value();
}

Note signed_note(std::uint8_t seed = 1, std::string_view text = k_text, std::string_view name = k_name) {
  SigningKey key = fixed_key(seed);
  return sign_note(std::string(text), std::string(name), key).value();
}

Result<Note> parse(std::string_view bytes) { return Note::parse(base::as_bytes(bytes)); }

std::string why_not(std::string_view bytes) {
  const Result<Note> parsed = parse(bytes);
  if (parsed) {
    return "accepted";
  }
  EXPECT_EQ(parsed.error().code(), ErrorCode::malformed);
  return parsed.error().sentence();
}

std::string why_not(const Note& note, const NoteKey& key, ErrorCode code) {
  const Result<void> verified = verify_note(note, key);
  if (verified) {
    return "verified";
  }
  EXPECT_EQ(verified.error().code(), code);
  return verified.error().sentence();
}

// A note of `text` with this line of a signature, which ends in LF or not.
std::string with_line(std::string_view line, std::string_view text = "text\n") {
  return std::string(text) + "\n" + std::string(line);
}

std::string field_of(std::size_t size) { return base::to_base64(Bytes(size, 7)); }

TEST(Note, ReadsAPublishedOneAndVerifiesBothSignatures) {
  const Note note = parse(k_go_note).value();
  EXPECT_EQ(note.text,
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n");
  ASSERT_EQ(note.signatures.size(), 2U);
  EXPECT_EQ(note.signatures[1].name, "EnochRoot");
  EXPECT_TRUE(verify_note(note, NoteKey::parse(k_go_key).value()).has_value());
  EXPECT_TRUE(verify_note(note, NoteKey::parse(k_go_other_key).value()).has_value());
  EXPECT_EQ(note.serialize(), k_go_note);
}

TEST(Note, ReadsWhatItSigns) {
  const Note note = signed_note();
  const Note again = parse(note.serialize()).value();
  EXPECT_EQ(again.text, k_text);
  EXPECT_EQ(again.signatures, note.signatures);
  EXPECT_TRUE(verify_note(again, note_key(1)).has_value());
}

TEST(Note, DividesTextAndSignaturesAtTheLastEmptyLine) {
  for (const std::string text : {"\n", "\n\n", "a\n\n\n", "\u2014 looks like a signature AAAAAAA=\n", "\na\n"}) {
    const Note note = signed_note(1, text);
    EXPECT_EQ(parse(note.serialize()).value().text, text);
    EXPECT_TRUE(verify_note(parse(note.serialize()).value(), note_key(1)).has_value());
  }
}

// What a stock tool checks: the lines of the recipe for a note with one signature.
TEST(Note, IsCheckedByOpenssl) {
  const TemporaryDirectory dir;
  const Bytes spki = base::from_hex("302a300506032b6570032100" + base::to_hex(fixed_key(1).public_key().bytes)).value();
  write_file(dir / "note", signed_note().serialize());
  write_file(dir / "key.der", base::as_text(spki));
  const std::string recipe = "cd " + dir.path() +
                             " && head -n -2 note >text && tail -n 1 note | cut -d ' ' -f 3 | base64 -d | tail -c +5 "
                             ">sig && openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text "
                             "-sigfile sig 2>&1";
  EXPECT_EQ(run(recipe).output, "Signature Verified Successfully\n");
  write_file(dir / "note", signed_note(2).serialize());
  EXPECT_NE(run(recipe).status, 0);
}

TEST(Note, TakesASignatureOfOpenssl) {
  const TemporaryDirectory dir;
  const Bytes pkcs8 =
      base::from_hex("302e020100300506032b657004220420" + base::to_hex(fixed_key(1).seed().expose())).value();
  write_file(dir / "key.der", base::as_text(pkcs8));
  write_file(dir / "text", k_text);
  const std::string raw =
      run("cd " + dir.path() + " && openssl pkeyutl -sign -keyform DER -inkey key.der -rawin -in text").output;
  const Note note{std::string(k_text), {{std::string(k_name), note_key(1).id(), base::to_bytes(raw)}}};
  EXPECT_TRUE(verify_note(note, note_key(1)).has_value());
  EXPECT_EQ(note.serialize(), signed_note().serialize());
}

TEST(Note, RefusesAnotherForm) {
  const std::string line = "\u2014 name " + field_of(5) + "\n";
  ASSERT_EQ(why_not(with_line(line)), "accepted");
  EXPECT_EQ(why_not(""), "signed note: does not end in a line feed");
  EXPECT_EQ(why_not("text\n" + line), "signed note: no empty line between text and signatures");
  EXPECT_EQ(why_not("\n" + line), "signed note: no empty line between text and signatures");
  EXPECT_EQ(why_not("text\n\n"), "signed note: no signature");
  EXPECT_EQ(why_not(with_line(line) + "\n"), "signed note: no signature");
  EXPECT_EQ(why_not(with_line(line.substr(0, line.size() - 1))), "signed note: does not end in a line feed");
  EXPECT_EQ(why_not(with_line(line) + "more"), "signed note: does not end in a line feed");
  EXPECT_EQ(why_not(with_line(line) + "more\n"),
            "signed note: signature line 2: does not start with an em dash and a space");
}

TEST(Note, RefusesControlCharactersAndWhatIsNotUtf8) {
  const std::string line = "\u2014 name " + field_of(5) + "\n";
  for (int c = 0; c < 0x20; ++c) {
    if (c != '\n') {
      const std::string text = std::string("te") + static_cast<char>(c) + "xt\n";
      EXPECT_EQ(why_not(with_line(line, text)), "signed note: holds a control character") << c;
    }
  }
  EXPECT_EQ(why_not(with_line("\u2014 name " + field_of(5) + "\r\n")), "signed note: holds a control character");
  for (const char* text : {"\xff\n", "\xc0\x80\n", "\xed\xa0\x80\n", "\xe2\x80\n"}) {
    EXPECT_EQ(why_not(with_line(line, text)), "signed note: not UTF-8");
  }
  EXPECT_EQ(why_not(with_line(line, "\x7f\u0085\n")), "accepted");  // the specification names only those below U+0020
}

TEST(Note, RefusesSignatureLinesOfAnotherForm) {
  const std::string good = field_of(68);
  const std::string at = "signed note: signature line 1: ";
  for (const std::string start : {"- name ", "-- name ", "\u2013 name ", "\u2014name ", "\u2014\u00a0name ", "name "}) {
    EXPECT_EQ(why_not(with_line(start + good + "\n")), at + "does not start with an em dash and a space") << start;
  }
  EXPECT_EQ(why_not(with_line("\u2014 name\n")), at + "a name without a signature");
  EXPECT_EQ(why_not(with_line("\u2014  " + good + "\n")), at + "not the name of a key");
  EXPECT_EQ(why_not(with_line("\u2014 na+me " + good + "\n")), at + "not the name of a key");
  EXPECT_EQ(why_not(with_line("\u2014 na\u3000me " + good + "\n")), at + "not the name of a key");
  EXPECT_EQ(why_not(with_line("\u2014 name  " + good + "\n")), at + "not padded base64");
  EXPECT_EQ(why_not(with_line("\u2014 name " + good + " \n")), at + "not padded base64");
  EXPECT_EQ(why_not(with_line("\u2014 name " + good + " AAA\n")), at + "not base64");
  EXPECT_EQ(why_not(with_line("\u2014 name AAAA_AA=\n")), at + "not base64");
  EXPECT_EQ(why_not(with_line("\u2014 name AAAAAAB=\n")), at + "not canonical base64: unused bits are set");
}

TEST(Note, NeedsAnIdAndAByteOfSignature) {
  const std::string too_short = "signed note: signature line 1: too short for a key's id and a signature";
  EXPECT_EQ(why_not(with_line("\u2014 name \n")), too_short);
  EXPECT_EQ(why_not(with_line("\u2014 name " + field_of(4) + "\n")), too_short);
  EXPECT_EQ(why_not(with_line("\u2014 name " + field_of(5) + "\n")), "accepted");
}

TEST(Note, MayHaveSixtyFourSignatures) {
  std::string bytes = "text\n\n";
  for (std::size_t i = 0; i < k_note_signatures; ++i) {
    bytes += "\u2014 witness-" + std::to_string(i) + " " + field_of(5000) + "\n";
  }
  ASSERT_EQ(why_not(bytes), "accepted");
  EXPECT_EQ(why_not(bytes + "\u2014 one-more " + field_of(5) + "\n"), "signed note: more than 64 signatures");
}

TEST(Note, IsAtMostHalfAMebibyte) {
  const std::string line = "\u2014 name " + field_of(5) + "\n";
  const std::string text = std::string(k_note_limit - line.size() - 2, 'x') + "\n";
  EXPECT_EQ(why_not(with_line(line, text)), "accepted");
  EXPECT_EQ(why_not(with_line(line, "x" + text)), "signed note: longer than 524288 bytes");
}

TEST(NoteVerification, IgnoresKeysThatItDoesNotKnow) {
  Note note = signed_note(1);
  const Note of_another = signed_note(2);
  note.signatures.push_back(of_another.signatures.front());            // same name, other id
  note.signatures.push_back({"elsewhere", note_key(1).id(), {1, 2}});  // same id, other name
  EXPECT_TRUE(verify_note(note, note_key(1)).has_value());
  EXPECT_TRUE(verify_note(note, note_key(2)).has_value());
}

TEST(NoteVerification, NamesTheKeyThatDidNotSign) {
  EXPECT_EQ(why_not(signed_note(1), note_key(2), ErrorCode::altered), "no signature by the key " + note_key(2).text());
  EXPECT_EQ(why_not(signed_note(1), note_key(1, "elsewhere"), ErrorCode::altered),
            "no signature by the key " + note_key(1, "elsewhere").text());
}

TEST(NoteVerification, RefusesAnotherText) {
  for (std::size_t i = 0; i + 1 < k_text.size(); ++i) {
    Note note = signed_note();
    note.text[i] = static_cast<char>(note.text[i] ^ 1);
    EXPECT_EQ(why_not(note, note_key(1), ErrorCode::altered),
              "the signature by " + std::string(k_name) + " is not one of this text");
  }
}

// c2sp.org/signed-note: a note is refused as a whole where a signature of a known key fails.
TEST(NoteVerification, RefusesAFailedSignatureBesideAGoodOne) {
  const NoteSignature good = signed_note().signatures.front();
  const NoteSignature bad = signed_note(1, "another text\n").signatures.front();
  const std::string why = "the signature by " + std::string(k_name) + " is not one of this text";
  EXPECT_EQ(why_not({std::string(k_text), {good, bad}}, note_key(1), ErrorCode::altered), why);
  EXPECT_EQ(why_not({std::string(k_text), {bad, good}}, note_key(1), ErrorCode::altered), why);
  EXPECT_TRUE(verify_note({std::string(k_text), {good, good}}, note_key(1)).has_value());
}

TEST(NoteVerification, CallsASecondSpellingOfASignatureMalformed) {
  const Note good = signed_note();
  Note longer = good;
  longer.signatures.front().raw.push_back(0);
  EXPECT_EQ(why_not(longer, note_key(1), ErrorCode::malformed), "an Ed25519 signature has 64 bytes");
  Note high = good;
  std::fill(high.signatures.front().raw.begin() + 32, high.signatures.front().raw.end(), std::uint8_t{0xff});
  EXPECT_EQ(why_not(high, note_key(1), ErrorCode::malformed), "S is not below the order of the group");
  Note neutral = good;
  std::fill_n(neutral.signatures.front().raw.begin(), 32, std::uint8_t{0});
  neutral.signatures.front().raw.front() = 1;
  EXPECT_EQ(why_not(neutral, note_key(1), ErrorCode::malformed), "R is of small order");
}

TEST(NoteSigning, RefusesWhatNobodyCouldRead) {
  SigningKey key = fixed_key(1);
  const auto refused = [&](const std::string& text, const std::string& name) {
    const Result<Note> note = sign_note(text, name, key);
    EXPECT_TRUE(!note && note.error().code() == ErrorCode::malformed);
    return note ? "signed" : note.error().sentence();
  };
  EXPECT_EQ(refused("", "name"), "text of a note: does not end in a line feed");
  EXPECT_EQ(refused("text", "name"), "text of a note: does not end in a line feed");
  EXPECT_EQ(refused("te\txt\n", "name"), "text of a note: holds a control character");
  EXPECT_EQ(refused("\xff\n", "name"), "text of a note: not UTF-8");
  EXPECT_EQ(refused("text\n", "na me"), "a name of a key must have no spaces, no + and no control characters");
  EXPECT_EQ(refused(std::string(k_note_limit - 1, 'x') + "\n", "name"), "a note of more than 524288 bytes");
}

TEST(NoteSigning, PassesOnWhyASignerDidNotSign) {
  test::RefusingSigner signer(fixed_key(1).public_key());
  EXPECT_EQ(sign_note("text\n", "name", signer).error().sentence(), "the signer refused");
}

}  // namespace
}  // namespace rogatory::crypto
