#include "tests/matrix/forge.hpp"

#include <algorithm>

#include "bundle/manifest.hpp"

namespace rogatory::test {

using base::to_bytes;

const std::vector<std::string>& outer_members() {
  static const std::vector<std::string> members{"VERIFY.txt",
                                                "bagit.txt",
                                                k_part,
                                                k_manifest,
                                                "seal.json",
                                                "seal.json.sig",
                                                "cards/000001.json",
                                                "cards/000001.json.sig",
                                                "cards/000002.json",
                                                "cards/000002.json.sig",
                                                "cards/000002.json.prev.sig"};
  return members;
}

const std::vector<std::string>& inner_members() {
  static const std::vector<std::string> members{"context.json",    "bagit.txt",   "data/000002.txt",
                                                "data/000003.jpg", "items.jsonl", "manifest-sha256.txt"};
  return members;
}

Cell outside(std::string id, std::function<void(RawBundle&, Workshop&)> change) {
  return {std::move(id), [change = std::move(change)](Workshop& workshop) {
            RawBundle bundle = workshop.bundle;
            change(bundle, workshop);
            return bundle.bytes();
          }};
}

Cell in_file(std::string id, std::function<void(Bytes&, Workshop&)> change) {
  return {std::move(id), [change = std::move(change)](Workshop& workshop) {
            Bytes file = workshop.bundle.bytes();
            change(file, workshop);
            return file;
          }};
}

Cell edited(std::string id, const std::string& path, const std::string& from, const std::string& to) {
  return outside(std::move(id), [=](RawBundle& bundle, Workshop&) { exchange(bundle.at(path).content, from, to); });
}

Cell in_seal(std::string id, const std::string& from, const std::string& to) {
  return outside(std::move(id), [from, to](RawBundle& bundle, Workshop& workshop) {
    exchange(bundle.at("seal.json").content, from, to);
    bundle.at("seal.json.sig").content = signature_over(bundle.at("seal.json").content, workshop.ours.officer());
  });
}

Cell resealed(std::string id, std::function<void(bundle::Seal&)> change) {
  return outside(std::move(id), [change = std::move(change)](RawBundle& bundle, Workshop& workshop) {
    bundle.reseal(workshop.ours.officer(), change);
  });
}

Cell inside(std::string id, std::function<void(RawContent&, Workshop&)> change) {
  return {std::move(id), [change = std::move(change)](Workshop& workshop) {
            RawContent content = workshop.content;
            change(content, workshop);
            return workshop.seal(content.plaintext(), workshop.content).bytes();
          }};
}

Cell edited_inside(std::string id, const std::string& path, const std::string& from, const std::string& to) {
  return inside(std::move(id), [=](RawContent& content, Workshop&) { exchange(content.at(path).content, from, to); });
}

Cell inside_with_claim(std::string id, std::function<void(RawContent&, Workshop&)> change) {
  return {std::move(id), [change = std::move(change)](Workshop& workshop) {
            RawContent content = workshop.content;
            change(content, workshop);
            return workshop.seal(content.plaintext(), content).bytes();
          }};
}

Cell in_plaintext(std::string id, std::function<void(Bytes&)> change) {
  return {std::move(id), [change = std::move(change)](Workshop& workshop) {
            Bytes plaintext = workshop.content.plaintext();
            change(plaintext);
            return workshop.seal(plaintext, workshop.content).bytes();
          }};
}

Cell in_part(std::string id, std::function<void(Bytes&)> change) {
  return outside(std::move(id), [change = std::move(change)](RawBundle& bundle, Workshop& workshop) {
    change(bundle.at(k_part).content);
    list_part(bundle, workshop.ours.officer());
  });
}

std::vector<Cell> each(const std::vector<std::string>& paths, const std::string& id,
                       const std::function<Cell(std::string cell_id, std::string path)>& make) {
  std::vector<Cell> cells;
  for (const std::string& path : paths) {
    cells.push_back(make(id + " " + path, path));
  }
  return cells;
}

std::vector<Cell> operator+(std::vector<Cell> some, std::vector<Cell> more) {
  std::ranges::move(more, std::back_inserter(some));
  return some;
}

void remove(RawMembers& members, const std::string& path) { members.remove(path); }

void rename(RawMembers& members, const std::string& path) { members.at(path).path += ".1"; }

void repeat(RawMembers& members, const std::string& path) { members.insert_before(path, RawMember(members.at(path))); }

void move_before_its_predecessor(RawMembers& members, const std::string& path) {
  const std::size_t at = members.index_of(path);
  std::swap(members.members[at - 1], members.members[at]);
}

std::vector<Cell> each_outside(const std::vector<std::string>& paths, const std::string& id, MemberChange change) {
  return each(paths, id, [change](const std::string& cell_id, const std::string& path) {
    return outside(cell_id, [change, path](RawBundle& bundle, Workshop&) { change(bundle, path); });
  });
}

std::vector<Cell> each_inside(const std::vector<std::string>& paths, const std::string& id, MemberChange change) {
  return each(paths, "inside, " + id, [change](const std::string& cell_id, const std::string& path) {
    return inside(cell_id, [change, path](RawContent& content, Workshop&) { change(content, path); });
  });
}

void exchange(Bytes& text, const std::string& from, const std::string& to) {
  const auto found = std::ranges::search(text, from);
  ROG_ASSERT(!found.empty());
  const auto at = text.erase(found.begin(), found.end());
  text.insert(at, to.begin(), to.end());
}

Bytes signature_over(ByteView bytes, crypto::Signer& signer, crypto::Namespace name) {
  return to_bytes(must(crypto::sshsig_sign(signer, name, bytes)));
}

void list_part(RawBundle& bundle, crypto::Signer& signer) {
  const Bytes& part = bundle.at(k_part).content;
  bundle.at(k_manifest).content = to_bytes(bundle::manifest_line(crypto::sha256(part), k_part));
  bundle.reseal(signer, [&](bundle::Seal& seal) {
    seal.manifest = crypto::sha256(bundle.at(k_manifest).content);
    seal.content_size = part.size();
  });
}

void take_part(RawBundle& thief, RawBundle bundle, crypto::Signer& signer) {
  const bundle::Seal theirs = must(bundle::Seal::parse(bundle.at("seal.json").content));
  thief.at(k_part) = bundle.at(k_part);
  thief.reseal(signer, [&](bundle::Seal& seal) {
    seal.item_count = theirs.item_count;
    seal.items_root = theirs.items_root;
  });
  list_part(thief, signer);
}

}  // namespace rogatory::test
