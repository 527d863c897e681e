#include "tests/kit/raw_bundle.hpp"

#include <sys/mman.h>

#include <algorithm>

#include "bundle/format.hpp"
#include "bundle/manifest.hpp"
#include "bundle/recipe.hpp"
#include "bundle/writer.hpp"
#include "crypto/merkle.hpp"

namespace rogatory::test {
namespace {

namespace tar = base::tar;
using base::to_bytes;

Bytes to_bytes(const tar::Block& block) { return {block.begin(), block.end()}; }

void append(Bytes& to, ByteView more) { to.insert(to.end(), more.begin(), more.end()); }

std::string lines_of(const std::vector<bundle::ItemRecord>& records) {
  const bundle::ObligationsRecord line0{{}, Bytes(32, 7)};
  std::string lines = line0.serialize() + "\n";
  for (const bundle::ItemRecord& record : records) {
    lines += must(record.serialize()) + "\n";
  }
  return lines;
}

void add_cards(RawBundle& bundle, const crypto::CardChain& chain) {
  std::uint64_t version = 0;
  for (const crypto::SignedCard& card : chain.signed_cards()) {
    const std::string path = bundle::card_path(++version);
    bundle.members.push_back({path, card.card});
    bundle.members.push_back({path + ".sig", card.sig});
    if (card.prev_sig) {
      bundle.members.push_back({path + ".prev.sig", *card.prev_sig});
    }
  }
}

}  // namespace

Bytes tar_members(const std::vector<RawMember>& members, const std::string& prefix) {
  Bytes bytes;
  for (const RawMember& member : members) {
    append(bytes,
           member.header ? to_bytes(*member.header) : tar::member_prefix(prefix + member.path, member.content.size()));
    append(bytes, member.content);
    bytes.resize(bytes.size() + tar::fill_after(member.content.size()));
  }
  return bytes;
}

RawMember& RawMembers::at(const std::string& path) { return members[index_of(path)]; }

std::size_t RawMembers::index_of(const std::string& path) const {
  const auto found = std::ranges::find(members, path, &RawMember::path);
  ROG_ASSERT(found != members.end());
  return static_cast<std::size_t>(found - members.begin());
}

void RawMembers::remove(const std::string& path) {
  members.erase(members.begin() + static_cast<std::ptrdiff_t>(index_of(path)));
}

void RawMembers::insert_before(const std::string& path, RawMember member) {
  members.insert(members.begin() + static_cast<std::ptrdiff_t>(index_of(path)), std::move(member));
}

Bytes RawContent::plaintext() const {
  Bytes bytes = tar_members(members, "bag/");
  bytes.resize(bundle::padme(bytes.size() + tar::k_end_size));
  return bytes;
}

void RawContent::claim_in(bundle::Seal& seal) const {
  const RawMember& items = members[index_of("items.jsonl")];
  crypto::TreeHasher tree;
  for (ByteView left = items.content; !left.empty();) {
    const auto length = static_cast<std::size_t>(std::ranges::find(left, '\n') - left.begin());
    tree.append(crypto::leaf_hash(left.first(length)));
    left = left.subspan(std::min(length + 1, left.size()));
  }
  seal.item_count = tree.size() == 0 ? 0 : tree.size() - 1;
  seal.items_root = tree.root();
}

void RawContent::set_records(const std::vector<bundle::ItemRecord>& records) {
  at("items.jsonl").content = to_bytes(lines_of(records));
}

std::vector<bundle::ItemRecord> make_records(const std::vector<RawItem>& items) {
  std::vector<bundle::ItemRecord> records;
  for (const RawItem& item : items) {
    bundle::ItemRecord record;
    record.item = records.size() + 1;
    record.name = item.name;
    record.modified = at("2025-03-04T05:06:07Z");
    record.modified_ns = 8;
    record.salt = Bytes(32, static_cast<std::uint8_t>(record.item));
    record.kind = item.bytes ? bundle::ItemKind::file : bundle::ItemKind::directory;
    if (item.bytes) {
      record.file = bundle::item_path(record.item, bundle::extension_of(item.name));
      record.media_type = "application/octet-stream";
      record.sha256 = crypto::sha256(*item.bytes);
      record.size = item.bytes->size();
    }
    records.push_back(std::move(record));
  }
  return records;
}

RawContent make_content(const Authority& authority, const std::string& name, const std::vector<RawItem>& items) {
  bundle::Context context;
  context.authority = authority.id();
  context.recipients = {authority.evidence().recipient().text()};
  context.name = name;
  context.officer = k_officer;
  RawContent content;
  content.members = {{"context.json", to_bytes(context.serialize())}, {"bagit.txt", to_bytes(bundle::k_bagit_txt)}};
  const std::vector<bundle::ItemRecord> records = make_records(items);
  std::string manifest;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].bytes) {
      content.members.push_back({records[i].file, *items[i].bytes});
      manifest += bundle::manifest_line(records[i].sha256, records[i].file);
    }
  }
  content.members.push_back({"items.jsonl", to_bytes(lines_of(records))});
  content.members.push_back({"manifest-sha256.txt", to_bytes(manifest)});
  return content;
}

Bytes RawBundle::bytes() const {
  Bytes file = tar_members(members, name + "/");
  file.resize(file.size() + tar::k_end_size);
  return file;
}

RawBundle RawBundle::take_apart(ByteView file) {
  RawBundle bundle;
  for (std::size_t at = 0; at + tar::k_block <= file.size() && file[at] != 0;) {
    const std::string path(reinterpret_cast<const char*>(&file[at]));
    const std::string digits(reinterpret_cast<const char*>(&file[at + 124]), 11);
    const std::size_t size = std::stoull(digits, nullptr, 8);
    const std::size_t slash = path.find('/');
    bundle.name = path.substr(0, slash);
    at += tar::k_block;
    const ByteView content = file.subspan(at, size);
    bundle.members.push_back({path.substr(slash + 1), Bytes(content.begin(), content.end())});
    at += size + tar::fill_after(size);
  }
  return bundle;
}

void RawBundle::reseal(crypto::Signer& signer, const std::function<void(bundle::Seal&)>& change) {
  bundle::Seal seal = must(bundle::Seal::parse(at("seal.json").content));
  change(seal);
  at("seal.json").content = to_bytes(seal.serialize());
  at("seal.json.sig").content =
      to_bytes(must(crypto::sshsig_sign(signer, crypto::Namespace::seal, at("seal.json").content)));
}

RawBundle seal_content(Authority& authority, const std::string& name, ByteView plaintext,
                       const std::function<void(bundle::Seal&)>& claim) {
  const crypto::age::Recipient recipient = authority.evidence().recipient();
  const Bytes encrypted = must(crypto::age::encrypt(plaintext, std::span(&recipient, 1)));
  const crypto::CardChain chain = authority.chain();
  bundle::Seal seal;
  seal.authority = authority.id();
  seal.officer = k_officer;
  seal.name = name;
  seal.card = chain.signed_cards().back().hash();
  seal.sealed_at = sealing_time();
  seal.content_size = encrypted.size();

  RawBundle bundle;
  bundle.name = name;
  bundle.members.push_back({"VERIFY.txt", to_bytes(bundle::verify_txt(name, seal.principal()))});
  seal.verify_txt = crypto::sha256(bundle.members.back().content);
  bundle.members.push_back({"bagit.txt", to_bytes(bundle::k_bagit_txt)});
  std::string manifest;
  for (std::size_t at = 0; at < encrypted.size(); at += bundle::k_part_size) {
    const std::size_t size = std::min<std::size_t>(bundle::k_part_size, encrypted.size() - at);
    const ByteView part = ByteView(encrypted).subspan(at, size);
    const std::string path = bundle::part_path(seal.parts++);
    bundle.members.push_back({path, Bytes(part.begin(), part.end())});
    manifest += bundle::manifest_line(crypto::sha256(part), path);
  }
  bundle.members.push_back({"manifest-sha256.txt", to_bytes(manifest)});
  seal.manifest = crypto::sha256(manifest);
  claim(seal);
  bundle.members.push_back({"seal.json", to_bytes(seal.serialize())});
  bundle.members.push_back({"seal.json.sig", {}});
  add_cards(bundle, chain);
  bundle.reseal(authority.officer(), [](bundle::Seal&) {});
  return bundle;
}

RawBundle make_bundle(Authority& authority, const std::string& name, const std::vector<RawItem>& items) {
  const RawContent content = make_content(authority, name, items);
  return seal_content(authority, name, content.plaintext(), [&](bundle::Seal& seal) { content.claim_in(seal); });
}

void write_bundle(Authority& authority, const std::string& name, const std::vector<std::string>& paths,
                  const std::string& file, FileSystem& fs, bundle::WalkOptions options) {
  bundle::WriterParameters parameters;
  parameters.context.authority = authority.id();
  parameters.context.officer = k_officer;
  parameters.context.name = name;
  parameters.context.recipients = {authority.evidence().recipient().text()};
  parameters.recipients = {authority.evidence().recipient()};
  bundle::Writer writer = must(bundle::Writer::create(fs, file, std::move(parameters), Progress::none()));
  must(bundle::walk(fs, paths, options, [&](const bundle::Found& found) {
    return found.is_directory() ? writer.add_directory(found) : writer.add_file(found, {});
  }));
  must(writer.finish_content());
  must(writer.seal(authority.officer(), sealing_time(), std::nullopt, authority.chain()));
  must(writer.commit());
}

base::Fd memory_file(ByteView bytes) {
  base::Fd fd(::memfd_create("bundle", MFD_CLOEXEC));
  ROG_ASSERT(fd);
  must(base::write_all(FileSystem::real(), fd.get(), bytes, "a file in memory"));
  return fd;
}

std::vector<std::string> failed_checks(const std::vector<bundle::Finding>& findings) {
  std::vector<std::string> names;
  for (const bundle::Finding& found : findings) {
    if (names.empty() || names.back() != found.check->name) {
      names.emplace_back(found.check->name);
    }
  }
  return names;
}

bundle::Report verify_bytes(ByteView file, const crypto::Trust& trust, const crypto::age::Identity* identity) {
  const base::Fd fd = memory_file(file);
  bundle::ContentVisitor visitor;
  const bundle::Keys keys{identity == nullptr ? std::span<const crypto::age::Identity>() : std::span(identity, 1)};
  return must(bundle::verify(FileSystem::real(), fd.get(), "a bundle", trust, keys, visitor, Progress::none()));
}

}  // namespace rogatory::test
