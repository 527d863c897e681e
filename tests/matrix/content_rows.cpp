// The parts, and the tar inside them. It takes an officer who seals what he forged; that he did is all the recipe asks.
#include <algorithm>

#include "base/tar.hpp"
#include "tests/matrix/forge.hpp"

namespace rogatory::test {
namespace {

namespace tar = base::tar;
using base::to_bytes;

const std::vector<std::string> k_unread{"bagit.txt", "items.jsonl", "manifest-sha256.txt"};

Cell flipped(const std::string& id, std::size_t from_end) {
  return outside(id, [from_end](RawBundle& bundle, Workshop&) {
    Bytes& part = bundle.at(k_part).content;
    part[part.size() - from_end] ^= 1;
  });
}

/// The part as age -a writes it: recipients read it, and it is no longer the one accepted form.
void armour(Bytes& part) {
  const std::string base64 = base::to_base64(part);
  std::string text = "-----BEGIN AGE ENCRYPTED FILE-----\n";
  for (std::size_t at = 0; at < base64.size(); at += 64) {
    text += base64.substr(at, 64) + "\n";
  }
  part = to_bytes(text + "-----END AGE ENCRYPTED FILE-----\n");
}

std::vector<Row> part_rows() {
  const Cell shorter =
      outside("a shorter part", [](RawBundle& bundle, Workshop&) { bundle.at(k_part).content.pop_back(); });
  return {
      {"ABitOfAPart",
       "a bit of a part",
       {flipped("a bit of the part", 1), flipped("another bit of the part", 2000)},
       {{"part.hash", "content.age"}, 20, stops_at(6)}},
      {"APartCutShort",
       "a part cut short",
       {shorter},
       {{"manifest.binding", "part.hash", "content.age"}, 20, stops_at(6)}},
      {"ASealedPartThatDoesNotDecrypt",
       "a bit of a part, or bytes less or more, listed and sealed by the officer",
       {in_part("a bit, sealed", [](Bytes& part) { part.back() ^= 1; }),
        in_part("a byte less, sealed", [](Bytes& part) { part.pop_back(); }),
        in_part("a byte more, sealed", [](Bytes& part) { part.push_back(0); }),
        in_part("no age file, sealed", [](Bytes& part) { part = to_bytes("no age file\n"); })},
       {{"content.age"}, 20, stops_at(7)}},
      {"AnArmouredPart",
       "an armoured age file, sealed by the officer",
       {in_part("armoured", armour)},
       {{"content.age"}, 20, passes(Reason::form)}},
  };
}

std::vector<Cell> extras() {
  std::vector<Cell> cells;
  for (const char* path : {"allowed_signers", "disclosure.json", "data/extra", "data/000009"}) {
    cells.push_back(inside("inside, last " + std::string(path), [path](RawContent& content, Workshop&) {
      content.members.push_back({path, to_bytes("x")});
    }));
  }
  cells.push_back(inside("inside, a link", [](RawContent& content, Workshop&) {
    content.members.push_back({"link", {}, any_header("bag/link", 0, '2', "/etc/passwd")});
  }));
  cells.push_back(inside("inside, an absolute name", [](RawContent& content, Workshop&) {
    content.members.push_back({"up", {}, any_header("/bag/up", 0, '0')});
  }));
  return cells;
}

Cell header_bit(const std::string& id, const std::string& path) {
  return in_plaintext(id, [path](Bytes& plaintext) {
    const std::string name = "bag/" + path;
    const auto at = std::ranges::search(plaintext, name + std::string(100 - name.size(), '\0')).begin();
    at[k_mtime_field] ^= 1;
  });
}

Cell padded(const std::string& id, const std::function<void(Bytes&)>& change) {
  return in_plaintext("padding " + id, change);
}

/// A header of another owner.
Cell another_owner() {
  return inside("inside, another owner", [](RawContent& content, Workshop&) {
    RawMember& member = content.at("context.json");
    member.header = respelt(tar::file_header("bag/context.json", member.content.size()), k_user_field, "root");
  });
}

Cell climbing() {
  return inside("inside, climbing", [](RawContent& content, Workshop&) {
    content.members.push_back({"up", {}, any_header("bag/../../up", 0, '0')});
  });
}

std::vector<Row> inner_member_rows() {
  const std::vector<std::string> files{k_inner_file, "data/000003.jpg"};
  // The records before a file are another matter: see the row of its own.
  const std::vector<std::string> movable{"bagit.txt", k_inner_file, "data/000003.jpg", "manifest-sha256.txt"};
  return {
      {"InsideWithoutWhatTheRecipeDoesNotRead",
       "inside, without bagit.txt, items.jsonl or the manifest, or that renamed",
       each_inside(k_unread, "without", remove) + each_inside(k_unread, "renamed", rename),
       {{"inner.order"}, 24, passes(Reason::form)}},
      {"InsideWithoutTheContext",
       "inside, without context.json, or that renamed",
       each_inside({"context.json"}, "without", remove) + each_inside({"context.json"}, "renamed", rename),
       {{"inner.order"}, 24, stops_at(9)}},
      {"InsideWithoutAFile",
       "inside, without a file",
       each_inside(files, "without", remove),
       {{"item.hash"}, 20, stops_at(10)}},
      {"InsideAFileRenamed",
       "inside, a file renamed",
       each_inside(files, "renamed", rename),
       {{"inner.order"}, 24, stops_at(10)}},
      {"InsideAMemberTwiceOrDisplaced",
       "inside, any member twice, before the one that precedes it, or extra",
       each_inside(inner_members(), "twice", repeat) + each_inside(movable, "reordered", move_before_its_predecessor) +
           extras(),
       {{"inner.order"}, 24, passes(Reason::form)}},
      {"InsideTheRecordsBeforeAFile",
       "inside, the records before a file",
       each_inside({"items.jsonl"}, "reordered", move_before_its_predecessor),
       {{"inner.order", "item.hash"}, 20, passes(Reason::form)}},
  };
}

std::vector<Row> inner_tar_rows() {
  return {
      {"InsideABitOfAHeader",
       "inside, a bit of any header, a member that climbs out, or cut short in a member",
       each(inner_members(), "inside, header bit", header_bit) +
           std::vector<Cell>{climbing(), in_plaintext("inside, cut short",
                                                      [](Bytes& plaintext) { plaintext.resize(tar::k_block + 10); })},
       {{"inner.order"}, 24, stops_at(8)}},
      {"InsideAHeaderOrPaddingOfAnotherForm",
       "inside, a header spelt otherwise, or padding that is not zero, too short or too long",
       {another_owner(), padded("not zero", [](Bytes& plaintext) { plaintext.back() = 1; }),
        padded("too short", [](Bytes& plaintext) { plaintext.pop_back(); }),
        padded("too long", [](Bytes& plaintext) { plaintext.push_back(0); })},
       {{"inner.order"}, 24, passes(Reason::form)}},
  };
}

}  // namespace

std::vector<Row> content_rows() {
  std::vector<Row> rows = part_rows();
  for (const auto& more : {inner_member_rows, inner_tar_rows}) {
    std::ranges::move(more(), std::back_inserter(rows));
  }
  return rows;
}

}  // namespace rogatory::test
