#include "crypto/checkpoint.hpp"

#include <gtest/gtest.h>

#include "crypto/merkle.hpp"
#include "crypto/note.hpp"
#include "tests/support/ssh.hpp"

namespace rogatory::crypto {
namespace {

// A checkpoint of the log of Go's modules as it was served.
constexpr std::string_view k_go_checkpoint =
    "go.sum database tree\n63096908\n8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=\n\n"
    "\u2014 sum.golang.org "
    "Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpGXdS935jiIGiUUAXBVHzT/P6fYhqAmAk=\n";
constexpr std::string_view k_go_key = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

constexpr std::string_view k_root = "8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=";

std::string text_of(std::string_view size, std::string_view root = k_root, std::string_view tail = "") {
  return "origin\n" + std::string(size) + "\n" + std::string(root) + "\n" + std::string(tail);
}

std::string why_not(std::string_view text) {
  const Result<Checkpoint> parsed = Checkpoint::parse(text);
  if (parsed) {
    return "accepted";
  }
  EXPECT_EQ(parsed.error().code(), ErrorCode::malformed);
  return parsed.error().sentence();
}

TEST(Checkpoint, ReadsAPublishedOne) {
  const Note note = Note::parse(base::as_bytes(k_go_checkpoint)).value();
  ASSERT_TRUE(verify_note(note, NoteKey::parse(k_go_key).value()).has_value());
  const Checkpoint checkpoint = Checkpoint::parse(note.text).value();
  EXPECT_EQ(checkpoint.origin, "go.sum database tree");
  EXPECT_EQ(checkpoint.size, 63096908U);
  EXPECT_EQ(base::to_base64(checkpoint.root.bytes), k_root);
  EXPECT_TRUE(checkpoint.extensions.empty());
  EXPECT_EQ(checkpoint.serialize(), note.text);
}

TEST(Checkpoint, SignsTheRootOfATree) {
  TreeHasher tree;
  tree.append(leaf_hash(base::as_bytes("entry 0")));
  tree.append(leaf_hash(base::as_bytes("entry 1")));
  const std::string log = "rogatory/0123456789abcdef0123456789abcdef/fr-ca";
  const Checkpoint checkpoint{log, tree.size(), tree.root(), {}};
  SigningKey key = test::fixed_key(1);
  const Note note = sign_note(checkpoint.serialize(), log, key).value();
  EXPECT_EQ(Checkpoint::parse(note.text).value(), checkpoint);
}

TEST(Checkpoint, KeepsExtensionLines) {
  const std::string text = text_of("7", k_root, "one\n two \n");
  const Checkpoint checkpoint = Checkpoint::parse(text).value();
  EXPECT_EQ(checkpoint.extensions, (std::vector<std::string>{"one", " two "}));
  EXPECT_EQ(checkpoint.serialize(), text);
}

TEST(Checkpoint, HasThreeLinesAtLeastAndNoneEmpty) {
  EXPECT_EQ(why_not("origin\n1\n"), "checkpoint: fewer lines than origin, size and root");
  EXPECT_EQ(why_not("\n"), "checkpoint: fewer lines than origin, size and root");
  EXPECT_EQ(why_not("\n1\n" + std::string(k_root) + "\n"), "checkpoint: an empty line");
  EXPECT_EQ(why_not(text_of("")), "checkpoint: an empty line");
  EXPECT_EQ(why_not(text_of("1", "")), "checkpoint: an empty line");
  EXPECT_EQ(why_not(text_of("1", k_root, "\n")), "checkpoint: an empty line");
  EXPECT_EQ(why_not(text_of("1", k_root, "one\n\n")), "checkpoint: an empty line");
}

TEST(Checkpoint, HasASizeInOneSpelling) {
  for (const char* size : {"0", "1", "20852163", "18446744073709551615"}) {
    EXPECT_EQ(Checkpoint::parse(text_of(size)).value().serialize(), text_of(size));
  }
  for (const char* size : {"00", "01", "+1", "-1", " 1", "1 ", "0x1", "1e3", "1.0", "one", "18446744073709551616",
                           "99999999999999999999999999"}) {
    EXPECT_EQ(why_not(text_of(size)), "checkpoint: the size is not a decimal number of at most 64 bits") << size;
  }
}

TEST(Checkpoint, HasARootInOneSpelling) {
  EXPECT_EQ(why_not(text_of("1", base::to_base64(Bytes(31, 1)))), "checkpoint: not 32 bytes");
  EXPECT_EQ(why_not(text_of("1", base::to_base64(Bytes(33, 1)))), "checkpoint: not 32 bytes");
  EXPECT_EQ(why_not(text_of("1", k_root.substr(0, k_root.size() - 1))), "checkpoint: not padded base64");
  EXPECT_EQ(why_not(text_of("1", std::string(k_root) + " ")), "checkpoint: not padded base64");
  EXPECT_EQ(why_not(text_of("1", "8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y55=")),
            "checkpoint: not canonical base64: unused bits are set");
}

TEST(Checkpoint, IsTheTextOfANote) {
  EXPECT_EQ(why_not("origin\n1\n" + std::string(k_root)), "checkpoint: does not end in a line feed");
  EXPECT_EQ(why_not("ori\tgin\n1\n" + std::string(k_root) + "\n"), "checkpoint: holds a control character");
  EXPECT_EQ(why_not("\xff\n1\n" + std::string(k_root) + "\n"), "checkpoint: not UTF-8");
}

}  // namespace
}  // namespace rogatory::crypto
