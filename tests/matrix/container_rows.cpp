// The tar around the members: other kinds of members, other spellings of headers, bits of them, and the end.
#include "tests/matrix/forge.hpp"

namespace rogatory::test {
namespace {

namespace tar = base::tar;
using base::to_bytes;
using namespace std::string_view_literals;

/// A field of the header of bagit.txt in a spelling that GNU tar reads too.
struct Spelling {
  const char* id;
  std::size_t offset;
  std::string_view bytes;
};
constexpr std::array k_spellings{
    Spelling{"mode", 100, "0000644\0"sv},
    Spelling{"uid", 108, "0001750\0"sv},
    Spelling{"gid", 116, "0001750\0"sv},
    Spelling{"size with spaces", 124, "         66 "sv},
    Spelling{"mtime", 136, "14710000000\0"sv},
    Spelling{"old type", 156, "\0"sv},
    Spelling{"contiguous type", 156, "7"sv},
    Spelling{"link name", 157, "x"sv},
    Spelling{"GNU magic", 257, "ustar  \0"sv},
    Spelling{"no magic", 257, "\0\0\0\0\0\0\0\0"sv},
    Spelling{"user", 265, "root"sv},
    Spelling{"group", 297, "root"sv},
    Spelling{"devmajor", 329, "0000001\0"sv},
    Spelling{"devminor", 337, "0000001\0"sv},
    Spelling{"bytes after the prefix", 500, "x"sv},
};

tar::Block header_of(const RawBundle& bundle, const RawMember& member) {
  return tar::file_header(bundle.name + "/" + member.path, member.content.size());
}

std::vector<Cell> spelt_otherwise() {
  std::vector<Cell> cells;
  for (const Spelling& spelling : k_spellings) {
    cells.push_back(outside("header " + std::string(spelling.id), [spelling](RawBundle& bundle, Workshop&) {
      RawMember& member = bundle.at("bagit.txt");
      member.header = respelt(header_of(bundle, member), spelling.offset, spelling.bytes);
    }));
  }
  cells.push_back(outside("header prefix", [](RawBundle& bundle, Workshop&) {
    RawMember& member = bundle.at("bagit.txt");
    member.header = respelt(any_header(member.path, member.content.size(), '0'), k_prefix_field, bundle.name);
  }));
  return cells;
}

std::vector<Cell> other_kinds() {
  std::vector<Cell> cells;
  const auto add = [&](const std::string& kind, const std::string& path, char type, const std::string& link) {
    cells.push_back(outside(kind + " " + path, [=](RawBundle& bundle, Workshop&) {
      bundle.members.push_back({path, {}, any_header(bundle.name + "/" + path, 0, type, link)});
    }));
  };
  for (const char* path : {"allowed_signers", "bag", "content.tar"}) {
    add("link", path, '2', "/etc/passwd");
  }
  add("hard link", "content.tar", '1', "b-1/seal.json");
  add("directory", "bag", '5', "");
  add("FIFO", "content.tar", '6', "");
  cells.push_back(outside("absolute name", [](RawBundle& bundle, Workshop&) {
    bundle.members.push_back({"", {}, any_header("/" + bundle.name + "/up", 0, '0')});
  }));
  return cells;
}

Cell climbing(const std::string& id, const std::string& name) {
  return outside(
      id, [name](RawBundle& bundle, Workshop&) { bundle.members.push_back({"", {}, any_header(name, 0, '0')}); });
}

/// Where the member's header stands in the file.
std::size_t header_at(const RawBundle& bundle, const std::string& path) {
  const std::size_t before = bundle.index_of(path);
  return tar_members({bundle.members.begin(), bundle.members.begin() + static_cast<std::ptrdiff_t>(before)},
                     bundle.name + "/")
      .size();
}

Cell header_bit(const std::string& id, const std::string& path) {
  return in_file(
      id, [path](Bytes& file, Workshop& workshop) { file[header_at(workshop.bundle, path) + k_mtime_field] ^= 1; });
}

Cell fill_bit(const std::string& id, const std::string& path) {
  return in_file(id, [path](Bytes& file, Workshop& workshop) {
    RawBundle& bundle = workshop.bundle;
    const std::size_t end = header_at(bundle, path) + tar::k_block + bundle.at(path).content.size();
    ROG_ASSERT(tar::fill_after(end) > 0);
    file[end + tar::fill_after(end) - 1] ^= 1;
  });
}

/// Not the part, whose size nobody planned: it may end with a block.
std::vector<std::string> members_with_fill() {
  std::vector<std::string> members = outer_members();
  std::erase(members, k_part);
  return members;
}

Cell shorter_by(const std::string& id, std::size_t bytes) {
  return in_file(id, [bytes](Bytes& file, Workshop&) { file.resize(file.size() - bytes); });
}

Cell cut_in(const std::string& id, const std::string& path) {
  return in_file(id, [path](Bytes& file, Workshop& workshop) {
    file.resize(header_at(workshop.bundle, path) + tar::k_block + 10);
  });
}

std::vector<Cell> longer() {
  std::vector<Cell> cells;
  for (const std::size_t zeros : {1U, 511U, 512U, 1024U, 8192U}) {
    cells.push_back(in_file(std::to_string(zeros) + " zeros after the end",
                            [zeros](Bytes& file, Workshop&) { file.resize(file.size() + zeros); }));
  }
  cells.push_back(in_file("a byte after the end", [](Bytes& file, Workshop&) { file.push_back('x'); }));
  cells.push_back(in_file("a bundle after the end", [](Bytes& file, Workshop& workshop) {
    const Bytes more = workshop.twin.bytes();
    file.insert(file.end(), more.begin(), more.end());
  }));
  return cells;
}

}  // namespace

std::vector<Row> container_rows() {
  return {
      {"MembersOfAnotherKind",
       "links allowed_signers, bag, content.tar; a directory, a FIFO, an absolute name",
       other_kinds(),
       {{"container.header"}, 24, passes(Reason::tar)}},
      {"AHeaderSpeltOtherwise",
       "a header spelt otherwise: mode, uid, mtime, user, magic, type, prefix, ...",
       spelt_otherwise(),
       {{"container.header"}, 24, passes(Reason::tar)}},
      {"ABitOfAFill",
       "a bit of the zeros after any member",
       each(members_with_fill(), "fill bit", fill_bit),
       {{"container.header"}, 24, passes(Reason::tar)}},
      {"ABitOfAHeader",
       "a bit of any header, or a member that climbs out: ../up, NAME/../../up",
       each(outer_members(), "header bit", header_bit) +
           std::vector<Cell>{climbing("climbing", "../up"), climbing("climbing from the top", "b-1/../../up")},
       {{"container.header"}, 24, stops_at(1)}},
      {"TheEndCutShort",
       "the last byte or block missing, or the two zero blocks",
       {shorter_by("without the last byte", 1), shorter_by("without the last block", 512),
        shorter_by("without the end", 1024)},
       {{"container.end"}, 24, passes(Reason::tar)}},
      {"CutInAMember",
       "cut short in any member, or empty",
       each(outer_members(), "cut in", cut_in) +
           std::vector<Cell>{in_file("empty", [](Bytes& file, Workshop&) { file.clear(); })},
       {{"container.end"}, 24, stops_at(1)}},
      {"BytesAfterTheEnd",
       "a byte, zeros or another bundle after the end",
       longer(),
       {{"container.end"}, 24, passes(Reason::tar)}},
  };
}

}  // namespace rogatory::test
