#include "bundle/content.hpp"

#include <algorithm>

#include "base/checked.hpp"
#include "bundle/format.hpp"
#include "bundle/inner_reader.hpp"
#include "bundle/manifest.hpp"
#include "bundle/seen_files.hpp"
#include "crypto/merkle.hpp"

namespace rogatory::bundle {
namespace {

using crypto::Sha256;

constexpr std::string_view k_bag = "bag/";
/// How many items are named where hashes are wrong; the rest is counted.
constexpr std::size_t k_most_named = 100;

Fault disorder(std::string detail) { return fault(finding("inner.order", std::move(detail))); }

/// One pass over the content. Wrong bindings and hashes are noted and the reading goes on; wrong form ends it.
class ContentReader {
 public:
  ContentReader(base::ByteSource& plaintext, const Seal& seal, ContentVisitor& visitor, const AlsoHash& also)
      : m_tar(plaintext), m_seal(seal), m_visitor(&visitor), m_also(also) {}
  Checked<void> run();
  /// Digests beside the SHA-256 that records name.
  [[nodiscard]] const AlsoHash& named() const { return m_named; }

 private:
  Checked<void> read_all();
  Checked<void> expect(std::string_view name);
  Checked<void> read_context();
  Checked<void> read_bagit();
  Checked<void> read_files();
  Checked<void> read_file(SeenFile file);
  Checked<void> read_items();
  Checked<void> read_line(ByteView line);
  Checked<void> read_item(ByteView line);
  void judge_items();
  Checked<void> read_manifest();

  void found(std::string_view check, std::string detail) {
    m_findings.push_back(finding(check, std::move(detail)));
    m_visitor = &m_nobody;
  }
  void wrong_item(std::string detail);

  InnerReader m_tar;
  const Seal& m_seal;
  ContentVisitor m_nobody;
  ContentVisitor* m_visitor;
  std::vector<Finding> m_findings;
  std::size_t m_wrong_items = 0;
  const AlsoHash m_also;
  AlsoHash m_named;
  SeenFiles m_files;
  std::uint64_t m_lines = 0;
  crypto::TreeHasher m_tree;
  crypto::Hasher m_manifest;  // of the lines that bag/manifest-sha256.txt must have
  std::uint64_t m_manifest_size = 0;
};

Checked<void> ContentReader::run() {
  Checked<void> done = read_all();
  if (m_wrong_items > k_most_named) {
    found("item.hash", std::to_string(m_wrong_items - k_most_named) + " more items");
  }
  if (!done && done.error().error) {
    return done;
  }
  if (!done) {
    std::ranges::move(done.error().findings, std::back_inserter(m_findings));
  }
  if (!m_findings.empty()) {
    return std::unexpected(Fault{std::move(m_findings), std::nullopt});
  }
  return {};
}

Checked<void> ContentReader::read_all() {
  ROG_CHECK(m_tar.next());
  ROG_CHECK(read_context());
  ROG_CHECK(read_bagit());
  ROG_CHECK(read_files());
  ROG_CHECK(read_items());
  judge_items();
  ROG_CHECK(read_manifest());
  if (m_tar.member() != nullptr) {
    return std::unexpected(disorder(m_tar.member()->name + " does not belong here"));
  }
  return m_tar.finish();
}

Checked<void> ContentReader::expect(std::string_view name) {
  if (m_tar.member() == nullptr || m_tar.member()->name != name) {
    const std::string there = m_tar.member() == nullptr ? "the end" : m_tar.member()->name;
    return std::unexpected(disorder(there + " stands where " + std::string(name) + " is expected"));
  }
  return {};
}

Checked<void> ContentReader::read_context() {
  ROG_CHECK(expect("bag/context.json"));
  ROG_CHECK_ASSIGN(const Bytes bytes, m_tar.read_small(k_context_limit));
  const Result<Context> context = Context::parse(bytes);
  if (!context) {
    return std::unexpected(disorder(context.error().sentence()));
  }
  if (!context->matches(m_seal)) {
    found("context.binding", "the content was made by " + context->officer + "@" + context->authority + " as " +
                                 context->name + ", the seal is of " + m_seal.principal() + " and " + m_seal.name +
                                 (context->case_id == m_seal.case_id ? "" : ", of another case"));
  }
  ROG_CHECK(m_visitor->on_context(*context));
  return m_tar.next();
}

Checked<void> ContentReader::read_bagit() {
  ROG_CHECK(expect("bag/bagit.txt"));
  ROG_CHECK_ASSIGN(const Bytes bytes, m_tar.read_small(k_bagit_txt.size()));
  if (base::as_text(bytes) != k_bagit_txt) {
    return std::unexpected(disorder("bag/bagit.txt is not the constant text"));
  }
  return m_tar.next();
}

Checked<void> ContentReader::read_files() {
  while (m_tar.member() != nullptr && m_tar.member()->name.starts_with(k_bag)) {
    const std::optional<SeenFile> file = SeenFile::at(std::string_view(m_tar.member()->name).substr(k_bag.size()));
    if (!file) {
      break;
    }
    if (m_files.last() != nullptr && m_files.last()->number >= file->number) {
      return std::unexpected(disorder(file->path() + " stands after " + m_files.last()->path()));
    }
    ROG_CHECK(read_file(*file));
  }
  return {};
}

Checked<void> ContentReader::read_file(SeenFile file) {
  file.size = m_tar.member()->size;
  const std::string path = file.path();
  ROG_CHECK(m_visitor->begin_file(file.number, path, file.size));
  ROG_CHECK_ASSIGN(ItemDigester digester, ItemDigester::create(m_also));
  while (true) {
    ROG_CHECK_ASSIGN(const ByteView bytes, m_tar.data());
    if (bytes.empty()) {
      break;
    }
    digester.update(bytes);
    ROG_CHECK(m_visitor->data(bytes));
  }
  ROG_CHECK(m_visitor->end_file());
  const ItemDigests digests = digester.finish();
  file.sha256 = digests.sha256;
  const std::string line = manifest_line(file.sha256, path);
  m_manifest.update(base::as_bytes(line));
  m_manifest_size += line.size();
  m_files.add(file, digests.also);
  return m_tar.next();
}

/// items.jsonl can be as long as all the records together: it is cut into lines as it comes.
Checked<void> ContentReader::read_items() {
  ROG_CHECK(expect("bag/items.jsonl"));
  Bytes line;
  while (true) {
    ROG_CHECK_ASSIGN(ByteView bytes, m_tar.data());
    if (bytes.empty()) {
      break;
    }
    while (!bytes.empty()) {
      const auto end = std::find(bytes.begin(), bytes.end(), '\n');
      const auto length = static_cast<std::size_t>(end - bytes.begin());
      if (line.size() + length > k_item_limit) {
        return std::unexpected(disorder("line " + std::to_string(m_lines) + " of items.jsonl is too long"));
      }
      line.insert(line.end(), bytes.begin(), end);
      if (end == bytes.end()) {
        break;
      }
      ROG_CHECK(read_line(line));
      line.clear();
      bytes = bytes.subspan(length + 1);
    }
  }
  if (!line.empty() || m_lines == 0) {
    return std::unexpected(disorder("items.jsonl does not end in a line feed"));
  }
  return m_tar.next();
}

Checked<void> ContentReader::read_line(ByteView line) {
  ROG_CHECK(base::check_interrupt());
  m_tree.append(crypto::leaf_hash(line));
  if (m_lines++ > 0) {
    return read_item(line);
  }
  const Result<ObligationsRecord> record = ObligationsRecord::parse(line);
  if (!record) {
    return std::unexpected(disorder("line 0 of items.jsonl: " + record.error().sentence()));
  }
  ROG_CHECK(m_visitor->on_obligations(*record));
  return {};
}

Checked<void> ContentReader::read_item(ByteView line) {
  const std::uint64_t number = m_lines - 1;
  const Result<ItemRecord> record = ItemRecord::parse(line);
  if (!record) {
    return std::unexpected(
        disorder("line " + std::to_string(number) + " of items.jsonl: " + record.error().sentence()));
  }
  if (record->item != number) {
    return std::unexpected(
        disorder("line " + std::to_string(number) + " of items.jsonl is of item " + std::to_string(record->item)));
  }
  for (const auto& [name, hex] : record->hashes) {
    ROG_CHECK_ASSIGN(const crypto::LegacyHash algorithm, crypto::parse_legacy_hash(name));  // parse() took no other
    m_named.insert(algorithm);
  }
  if (std::string complaint = m_files.match(*record); !complaint.empty()) {
    wrong_item(std::move(complaint));
  }
  ROG_CHECK(m_visitor->on_item(*record));
  return {};
}

void ContentReader::wrong_item(std::string detail) {
  if (++m_wrong_items <= k_most_named) {
    found("item.hash", std::move(detail));
  }
}

void ContentReader::judge_items() {
  if (std::optional<std::string> complaint = m_files.left_over()) {
    wrong_item(*std::move(complaint));
  }
  const std::uint64_t count = m_lines == 0 ? 0 : m_lines - 1;
  if (count != m_seal.item_count) {
    found("items.root",
          "there are " + std::to_string(count) + " records, the seal counts " + std::to_string(m_seal.item_count));
  } else if (m_tree.root() != m_seal.items_root) {
    found("items.root", "the records have not the root that the seal names");
  }
}

Checked<void> ContentReader::read_manifest() {
  ROG_CHECK(expect("bag/manifest-sha256.txt"));
  const std::uint64_t size = m_tar.member()->size;
  crypto::Hasher hasher;
  while (true) {
    ROG_CHECK_ASSIGN(const ByteView bytes, m_tar.data());
    if (bytes.empty()) {
      break;
    }
    hasher.update(bytes);
  }
  if (size != m_manifest_size || hasher.finish() != m_manifest.finish()) {
    found("item.hash", "bag/manifest-sha256.txt does not list the files with their hashes");
  }
  return m_tar.next();
}

}  // namespace

Checked<void> read_content(base::ByteSource& plaintext, const Seal& seal, ContentVisitor& visitor, AlsoHash* also) {
  ContentReader reader(plaintext, seal, visitor, also == nullptr ? AlsoHash() : *also);
  Checked<void> done = reader.run();
  if (also != nullptr) {
    *also = reader.named();
  }
  return done;
}

}  // namespace rogatory::bundle
