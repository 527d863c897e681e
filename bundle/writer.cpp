#include "bundle/writer.hpp"

#include <algorithm>

#include "base/tar.hpp"
#include "base/text.hpp"
#include "base/write_behind.hpp"
#include "bundle/format.hpp"
#include "bundle/item_reader.hpp"
#include "bundle/media_type.hpp"
#include "bundle/part_writer.hpp"
#include "bundle/recipe.hpp"
#include "bundle/record_keeper.hpp"

namespace rogatory::bundle {
namespace {

namespace tar = base::tar;
using base::as_bytes;
using base::DurableFile;
using crypto::Sha256;

constexpr std::size_t k_salt_size = 32;
constexpr std::array<std::uint8_t, 65536> k_zeros{};

/// Roughly what a bundle of that many item bytes takes on the disk, padding included.
std::uint64_t disk_space_for(std::uint64_t item_bytes) {
  if (item_bytes == 0) {
    return 0;
  }
  const std::uint64_t padded = padme(item_bytes + 64 * 1024);
  return crypto::age::payload_size(padded) + 64 * 1024;
}

/// Puts members of the inner tar into the stream of plaintext and counts them.
class InnerTar : public base::FillableSink {
 public:
  explicit InnerTar(base::FillableSink& plaintext) : m_plaintext(plaintext) {}

  Result<void> begin(const std::string& path, std::uint64_t size) {
    m_member = size;
    return write(tar::member_prefix("bag/" + path, size));
  }
  Result<MutableByteView> space() override { return m_plaintext.space(); }
  void added(std::size_t size) override {
    m_size += size;
    m_plaintext.added(size);
  }
  Result<void> end() { return zeros(tar::fill_after(m_member)); }

  Result<void> member(const std::string& path, ByteView content) {
    ROG_TRY(begin(path, content.size()));
    ROG_TRY(write(content));
    return end();
  }
  Result<void> spooled(const std::string& path, Spool& spool) {
    ROG_TRY(begin(path, spool.size()));
    ROG_TRY(spool.drain_into(*this));
    return end();
  }
  /// Two zero blocks, then zeros to the Padme size: an observer learns little from the length.
  Result<void> finish() {
    ROG_TRY(zeros(tar::k_end_size));
    return zeros(padme(m_size) - m_size);
  }

 private:
  Result<void> zeros(std::uint64_t count) {
    while (count > 0) {
      const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(count, k_zeros.size()));
      ROG_TRY(write(ByteView(k_zeros).first(piece)));
      count -= piece;
    }
    return {};
  }

  base::FillableSink& m_plaintext;
  std::uint64_t m_size = 0;
  std::uint64_t m_member = 0;
};

}  // namespace

struct Writer::Impl {
  Impl(FileSystem& file_system, Progress& shown, WriterParameters given, DurableFile target, crypto::SecretBytes key,
       ItemDigester item_digester, std::unique_ptr<RecordKeeper> keeper)
      : fs(file_system),
        progress(shown),
        parameters(std::move(given)),
        file(std::move(target)),
        file_key(std::move(key)),
        parts(file, parameters.context.name),
        ciphertext(parts),
        payload(file_key, ciphertext),
        plaintext(payload),
        content(plaintext),
        digester(std::move(item_digester)),
        records(std::move(keeper)) {}

  Result<void> begin();
  Result<void> outer_member(const std::string& path, ByteView bytes);
  Result<ItemRecord> new_record(const Found& found, ItemKind kind);
  /// All that stands behind manifest-sha256.txt.
  [[nodiscard]] Bytes end_of_file(const std::string& seal, const std::string& signature,
                                  const crypto::CardChain& cards) const;
  [[nodiscard]] std::string principal() const {
    return parameters.context.officer + "@" + parameters.context.authority;
  }

  FileSystem& fs;
  Progress& progress;
  WriterParameters parameters;
  DurableFile file;
  crypto::SecretBytes file_key;

  // The way of the content: what is read is hashed by the caller's thread, encrypted by the next, and hashed again as
  // parts by the third; the file has a fourth for the disk. Each waits where the one behind it is slower.
  PartWriter parts;
  base::WriteBehind ciphertext;
  crypto::age::PayloadWriter payload;
  base::WriteBehind plaintext;
  InnerTar content;

  ItemDigester digester;
  crypto::RandomBatches salts;
  std::unique_ptr<RecordKeeper> records;
  Sha256 verify_hash;
  Sha256 manifest_hash;
  std::uint64_t items = 0;
};

Writer::Writer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<Writer> Writer::create(FileSystem& fs, const std::string& path, WriterParameters parameters,
                              Progress& progress) {
  const DurableFile::Options options{.mode = parameters.mode,
                                     .replace = parameters.replace,
                                     .preallocate = disk_space_for(parameters.expected_bytes),
                                     .announce = parameters.announce};
  ROG_TRY_ASSIGN(ItemDigester digester, ItemDigester::create(parameters.also_hash));
  ROG_TRY_ASSIGN(DurableFile file, DurableFile::create(fs, path, options));
  ROG_TRY_ASSIGN(std::unique_ptr<RecordKeeper> records, RecordKeeper::create(fs, base::parent_of(path)));
  auto impl = std::make_unique<Impl>(fs, progress, std::move(parameters), std::move(file), crypto::age::new_file_key(),
                                     std::move(digester), std::move(records));
  ROG_TRY(impl->begin());
  return Writer(std::move(impl));
}

Result<void> Writer::Impl::outer_member(const std::string& path, ByteView bytes) {
  ROG_TRY(file.write(tar::file_header(parameters.context.name + "/" + path, bytes.size())));
  ROG_TRY(file.write(bytes));
  return file.write(ByteView(k_zeros).first(tar::fill_after(bytes.size())));
}

Bytes Writer::Impl::end_of_file(const std::string& seal, const std::string& signature,
                                const crypto::CardChain& cards) const {
  Bytes end;
  const auto put = [&end](ByteView bytes) { end.insert(end.end(), bytes.begin(), bytes.end()); };
  const auto member = [&](const std::string& path, ByteView bytes) {
    put(tar::file_header(parameters.context.name + "/" + path, bytes.size()));
    put(bytes);
    put(ByteView(k_zeros).first(tar::fill_after(bytes.size())));
  };
  member("seal.json", as_bytes(seal));
  member("seal.json.sig", as_bytes(signature));
  std::uint64_t version = 0;
  for (const crypto::SignedCard& card : cards.signed_cards()) {
    const std::string path = card_path(++version);
    member(path, card.card);
    member(path + ".sig", card.sig);
    if (card.prev_sig) {
      member(path + ".prev.sig", *card.prev_sig);
    }
  }
  put(ByteView(k_zeros).first(tar::k_end_size));
  return end;
}

Result<void> Writer::Impl::begin() {
  const std::string text = verify_txt(parameters.context.name, principal());
  verify_hash = crypto::sha256(text);
  ROG_TRY(outer_member("VERIFY.txt", as_bytes(text)));
  ROG_TRY(outer_member("bagit.txt", as_bytes(k_bagit_txt)));

  ROG_TRY_ASSIGN(const Bytes header, crypto::age::make_header(file_key, parameters.recipients));
  ROG_TRY(parts.write(header));
  ROG_TRY(content.member("context.json", as_bytes(parameters.context.serialize())));
  ROG_TRY(content.member("bagit.txt", as_bytes(k_bagit_txt)));

  return records->add(ObligationsRecord{parameters.obligations, salts.bytes(k_salt_size)});
}

Result<ItemRecord> Writer::Impl::new_record(const Found& found, ItemKind kind) {
  if (items == k_most_items) {
    return fail(Error(ErrorCode::refused, "a bundle holds at most 999,999 items")
                    .next("seal parts of the tree as bundles of their own"));
  }
  ItemRecord record;
  record.item = ++items;
  record.kind = kind;
  record.name = found.name;
  record.modified = base::clamp_to_text_range(found.status().st_mtim.tv_sec);
  record.modified_ns = static_cast<std::uint32_t>(found.status().st_mtim.tv_nsec);
  record.salt = salts.bytes(k_salt_size);
  return record;
}

Result<void> Writer::add_file(const Found& found, const ItemNotes& notes) {
  ROG_TRY_ASSIGN(ItemRecord record, m_impl->new_record(found, ItemKind::file));
  const std::string extension = S_ISBLK(found.status().st_mode) ? "" : extension_of(found.name);
  record.file = item_path(record.item, extension);
  record.media_type = media_type_of(extension);
  record.size = static_cast<std::uint64_t>(found.status().st_size);
  record.exhibit = notes.exhibit;
  record.note = notes.note;

  ROG_TRY(m_impl->content.begin(record.file, record.size));
  ROG_TRY_ASSIGN(ItemDigests digests,
                 read_item(m_impl->fs, found, m_impl->content, m_impl->digester, m_impl->progress));
  record.sha256 = digests.sha256;
  record.hashes = std::move(digests.also);
  ROG_TRY(m_impl->content.end());
  return m_impl->records->add(std::move(record));
}

Result<void> Writer::add_directory(const Found& found) {
  ROG_TRY_ASSIGN(ItemRecord record, m_impl->new_record(found, ItemKind::directory));
  return m_impl->records->add(std::move(record));
}

Result<void> Writer::finish_content() {
  ROG_TRY(m_impl->records->finish());
  ROG_TRY(m_impl->content.spooled("items.jsonl", m_impl->records->lines()));
  ROG_TRY(m_impl->content.spooled("manifest-sha256.txt", m_impl->records->manifest()));
  ROG_TRY(m_impl->content.finish());
  ROG_TRY(m_impl->plaintext.flush());
  ROG_TRY(m_impl->payload.finish());
  ROG_TRY(m_impl->ciphertext.flush());
  ROG_TRY(m_impl->parts.finish());
  const std::string manifest = m_impl->parts.manifest();
  m_impl->manifest_hash = crypto::sha256(manifest);
  return m_impl->outer_member("manifest-sha256.txt", as_bytes(manifest));
}

Result<Writer::Sealed> Writer::seal(crypto::Signer& officer, UtcTime sealed_at, std::optional<BundleId> previous,
                                    const crypto::CardChain& cards) {
  const Context& context = m_impl->parameters.context;
  Seal seal;
  seal.authority = context.authority;
  seal.card = cards.signed_cards().back().hash();
  seal.case_id = context.case_id;
  seal.manifest = m_impl->manifest_hash;
  seal.parts = m_impl->parts.parts();
  seal.content_size = m_impl->parts.size();
  seal.item_count = m_impl->items;
  seal.items_root = m_impl->records->root();
  seal.name = context.name;
  seal.officer = context.officer;
  seal.previous = previous;
  seal.sealed_at = sealed_at;
  seal.verify_txt = m_impl->verify_hash;

  const std::string bytes = seal.serialize();
  ROG_TRY_ASSIGN(const std::string signature, crypto::sshsig_sign(officer, crypto::Namespace::seal, as_bytes(bytes)));
  // Not by write(): a second seal goes over the first.
  ROG_TRY(m_impl->file.pwrite(m_impl->end_of_file(bytes, signature, cards), m_impl->file.size()));
  ROG_TRY(m_impl->file.flush());
  return Sealed{id_of(as_bytes(bytes)), std::move(seal)};
}

const std::string& Writer::temporary_path() const { return m_impl->file.temporary_path(); }

const crypto::SecretBytes& Writer::file_key() const { return m_impl->file_key; }

Result<void> Writer::commit() { return m_impl->file.commit(); }

}  // namespace rogatory::bundle
