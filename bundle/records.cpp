#include "bundle/records.hpp"

#include <algorithm>

#include "base/json_write.hpp"
#include "base/text.hpp"
#include "bundle/format.hpp"
#include "crypto/age.hpp"
#include "crypto/legacy_hash.hpp"

namespace rogatory::bundle {
namespace {

using base::JsonReader;
using crypto::LegacyHash;
using crypto::Sha256;

constexpr std::string_view k_seal_type = "rogatory-seal/1";
constexpr std::string_view k_context_type = "rogatory-context/1";
constexpr std::int64_t k_most_integer = (std::int64_t{1} << 53U) - 1;
constexpr std::size_t k_salt_size = 32;
constexpr std::size_t k_note_limit = 4096;

Json nullable(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

bool is_case_id(std::string_view text) { return text.size() == 32 && base::from_hex(text).has_value(); }

void check_type(JsonReader& reader, std::string_view type) {
  const std::string found = reader.text("type");
  if (reader.ok() && found != type) {
    reader.reject("type", "is " + found + ", not " + std::string(type));
  }
}

std::string read_id(JsonReader& reader, std::string_view key) {
  std::string id = reader.text(key);
  if (reader.ok() && !base::is_id(id)) {
    reader.reject(key, "is not an id");
  }
  return id;
}

std::string read_name(JsonReader& reader) {
  std::string name = reader.text("name");
  if (reader.ok() && !is_bundle_name(name)) {
    reader.reject("name", "is not the name of a bundle");
  }
  return name;
}

std::optional<std::string> read_case(JsonReader& reader) {
  std::optional<std::string> id = reader.nullable_text("case");
  if (id && !is_case_id(*id)) {
    reader.reject("case", "is not 32 hexadecimal digits");
  }
  return id;
}

Bytes read_salt(JsonReader& reader) {
  Bytes salt = reader.parsed<Bytes>("salt", base::from_base64);
  if (reader.ok() && salt.size() != k_salt_size) {
    reader.reject("salt", "is not 32 bytes");
  }
  return salt;
}

/// Reads "data/NNNNNN[.ext]" and checks that it is this item's.
std::string read_file(JsonReader& reader, std::uint64_t item) {
  std::string file = reader.text("file");
  if (!reader.ok()) {
    return file;
  }
  const std::size_t dot = file.find('.');
  const std::string extension = dot == std::string::npos ? "" : file.substr(dot + 1);
  const bool good_extension = dot == std::string::npos || is_extension(extension);
  if (!good_extension || file != item_path(item, extension)) {
    reader.reject("file", "is not the neutral name of item " + std::to_string(item));
  }
  return file;
}

std::map<std::string, std::string> read_hashes(JsonReader& reader) {
  std::map<std::string, std::string> hashes;
  const Json* value = reader.optional_value("hashes");
  if (value == nullptr) {
    return hashes;
  }
  JsonReader inner(*value, "hashes");
  for (const LegacyHash algorithm : {LegacyHash::md5, LegacyHash::sha1}) {
    const std::string name(name_of(algorithm));
    if (const std::optional<std::string> hex = inner.optional_text(name)) {
      if (hex->size() != digits_of(algorithm) || !base::from_hex(*hex)) {
        inner.reject(name, "is not lower-case hexadecimal of its length");
      }
      hashes[name] = *hex;
    }
  }
  if (const Result<void> done = inner.finish(); !done) {
    reader.reject("hashes", done.error().sentence());
  } else if (hashes.empty()) {
    reader.reject("hashes", "is empty");
  }
  return hashes;
}

/// The raw name: name_bytes where it is there (then the name must not be UTF-8, and `name` its lossy form), else name.
std::string read_item_name(JsonReader& reader) {
  std::string name = reader.text("name");
  if (const std::optional<std::string> encoded = reader.optional_text("name_bytes")) {
    const Result<Bytes> raw = base::from_base64(*encoded);
    if (!raw) {
      reader.reject("name_bytes", raw.error().sentence());
      return name;
    }
    std::string bytes(base::as_text(*raw));
    if (base::is_utf8(bytes) || base::to_utf8_lossy(bytes) != name) {
      reader.reject("name_bytes", "does not belong to the name");
    }
    name = std::move(bytes);
  }
  if (reader.ok() && !is_item_name(name)) {
    reader.reject("name", "is not a relative path");
  }
  return name;
}

std::optional<std::string> read_exhibit(JsonReader& reader) {
  std::optional<std::string> exhibit = reader.optional_text("exhibit");
  if (exhibit) {
    const std::size_t colon = exhibit->find(':');
    const std::string_view number = colon == std::string::npos ? "" : std::string_view(*exhibit).substr(colon + 1);
    const bool digits = !number.empty() && number.size() <= 9 && number.front() != '0' &&
                        number.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits || !base::is_id(std::string_view(*exhibit).substr(0, colon))) {
      reader.reject("exhibit", "is not <authority>:<number>");
    }
  }
  return exhibit;
}

bool is_media_type(std::string_view text) {
  return text.size() <= 100 && std::count(text.begin(), text.end(), '/') == 1 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789./+-_") == std::string_view::npos;
}

void read_file_fields(JsonReader& reader, ItemRecord& record) {
  record.file = read_file(reader, record.item);
  record.media_type = reader.text("media_type");
  if (reader.ok() && !is_media_type(record.media_type)) {
    reader.reject("media_type", "is not a media type");
  }
  record.sha256 = reader.parsed<Sha256>("sha256", Sha256::from_hex);
  record.size = static_cast<std::uint64_t>(reader.integer("size", 0, k_most_integer));
  record.exhibit = read_exhibit(reader);
  record.hashes = read_hashes(reader);
  record.note = reader.optional_text("note");
  if (record.note && record.note->size() > k_note_limit) {
    reader.reject("note", "is longer than 4096 bytes");
  }
}

void add_optional(base::JsonObjectWriter& object, std::string_view key, const std::optional<std::string>& text) {
  if (text) {
    object.add(key, *text);
  }
}

}  // namespace

BundleId id_of(ByteView seal_bytes) { return BundleId{crypto::sha256(seal_bytes).bytes}; }

std::string Seal::serialize() const {
  return Json(Json::Object{
                  {"authority", authority},
                  {"card", card.hex()},
                  {"case", nullable(case_id)},
                  {"content", Json::Object{{"manifest", manifest.hex()},
                                           {"part_size", k_part_size},
                                           {"parts", parts},
                                           {"size", content_size}}},
                  {"items", Json::Object{{"count", item_count}, {"root", items_root.hex()}}},
                  {"name", name},
                  {"officer", officer},
                  {"previous", previous ? Json(previous->hex()) : Json()},
                  {"sealed_at", sealed_at.text()},
                  {"type", k_seal_type},
                  {"verify", verify_txt.hex()},
              })
      .canonical();
}

Result<Seal> Seal::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_seal_limit));
  JsonReader reader(value, "seal");
  Seal seal;
  check_type(reader, k_seal_type);
  seal.authority = read_id(reader, "authority");
  seal.card = reader.parsed<Sha256>("card", Sha256::from_hex);
  seal.case_id = read_case(reader);
  seal.name = read_name(reader);
  seal.officer = read_id(reader, "officer");
  if (const std::optional<std::string> previous = reader.nullable_text("previous")) {
    seal.previous = reader.parsed<BundleId>("previous", BundleId::from_hex);
  }
  seal.sealed_at = reader.parsed<UtcTime>("sealed_at", UtcTime::parse);
  seal.verify_txt = reader.parsed<Sha256>("verify", Sha256::from_hex);

  JsonReader content(reader.value("content"), "seal.content");
  seal.manifest = content.parsed<Sha256>("manifest", Sha256::from_hex);
  constexpr auto part_size = static_cast<std::int64_t>(k_part_size);
  content.integer("part_size", part_size, part_size);
  seal.parts = static_cast<std::uint64_t>(content.integer("parts", 1, static_cast<std::int64_t>(k_most_parts)));
  seal.content_size = static_cast<std::uint64_t>(content.integer("size", 1, k_most_integer));
  if (content.ok() && (seal.content_size + k_part_size - 1) / k_part_size != seal.parts) {
    content.reject("parts", "does not fit the size");
  }
  JsonReader items(reader.value("items"), "seal.items");
  seal.item_count = static_cast<std::uint64_t>(items.integer("count", 0, static_cast<std::int64_t>(k_most_items)));
  seal.items_root = items.parsed<Sha256>("root", Sha256::from_hex);

  ROG_TRY(reader.finish());
  ROG_TRY(content.finish());
  ROG_TRY(items.finish());
  return seal;
}

std::string Context::serialize() const {
  Json::Object object{{"authority", authority},
                      {"case", nullable(case_id)},
                      {"name", name},
                      {"officer", officer},
                      {"type", k_context_type}};
  if (case_id) {
    object["compartment"] = compartment;
  } else {
    object["recipients"] = Json::Array(recipients.begin(), recipients.end());
  }
  return Json(std::move(object)).canonical();
}

Result<Context> Context::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_context_limit));
  JsonReader reader(value, "context");
  Context context;
  check_type(reader, k_context_type);
  context.authority = read_id(reader, "authority");
  context.case_id = read_case(reader);
  context.name = read_name(reader);
  context.officer = read_id(reader, "officer");
  if (context.case_id) {
    context.compartment = reader.text("compartment");
  } else {
    context.recipients = reader.texts("recipients");
    for (const std::string& recipient : context.recipients) {
      if (!crypto::age::Recipient::parse(recipient)) {
        reader.reject("recipients", "holds what is no age recipient");
      }
    }
    const auto& all = context.recipients;
    if (std::adjacent_find(all.begin(), all.end(), std::greater_equal<>()) != all.end()) {
      reader.reject("recipients", "are not sorted, or one stands twice");
    }
  }
  ROG_TRY(reader.finish());
  return context;
}

bool Context::matches(const Seal& seal) const {
  return authority == seal.authority && case_id == seal.case_id && name == seal.name && officer == seal.officer;
}

bool is_item_name(std::string_view name) {
  if (name.empty() || name.find('\0') != std::string_view::npos) {
    return false;
  }
  const std::vector<std::string_view> parts = base::split(name, '/');
  return parts.size() <= k_path_depth_limit && std::none_of(parts.begin(), parts.end(), [](std::string_view part) {
           return part.empty() || part == "." || part == "..";
         });
}

// As text: a tree of values for each line costs as much as reading a small file.
Result<std::string> ItemRecord::serialize() const {
  const bool is_file = kind == ItemKind::file;
  const bool is_text = base::is_utf8(name);
  base::JsonObjectWriter line;
  if (is_file) {
    add_optional(line, "exhibit", exhibit);
    line.add("file", file);
    if (!hashes.empty()) {
      line.add_value("hashes", Json::Object(hashes.begin(), hashes.end()));
    }
  }
  line.add("item", item);
  line.add("kind", is_file ? "file" : "directory");
  if (is_file) {
    line.add("media_type", media_type);
  }
  line.add("modified", modified.text());
  line.add("modified_ns", modified_ns);
  line.add("name", is_text ? name : base::to_utf8_lossy(name));
  if (!is_text) {
    line.add("name_bytes", base::to_base64(base::as_bytes(name)));
  }
  if (is_file) {
    add_optional(line, "note", note);
  }
  line.add("salt", base::to_base64(salt));
  if (is_file) {
    line.add("sha256", sha256.hex());
    line.add("size", size);
  }
  std::string text = line.finish();
  if (text.size() > k_item_limit) {
    return fail(ErrorCode::malformed, "the record of item " + std::to_string(item) + " is longer than 64 KiB");
  }
  return text;
}

Result<ItemRecord> ItemRecord::parse(ByteView line) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(line, k_item_limit));
  JsonReader reader(value, "item");
  ItemRecord record;
  record.item = static_cast<std::uint64_t>(reader.integer("item", 1, static_cast<std::int64_t>(k_most_items)));
  const std::string kind = reader.text("kind");
  if (reader.ok() && kind != "file" && kind != "directory") {
    reader.reject("kind", "is neither file nor directory");
  }
  record.kind = kind == "directory" ? ItemKind::directory : ItemKind::file;
  record.modified = reader.parsed<UtcTime>("modified", UtcTime::parse);
  record.modified_ns = static_cast<std::uint32_t>(reader.integer("modified_ns", 0, 999'999'999));
  record.name = read_item_name(reader);
  record.salt = read_salt(reader);
  if (record.kind == ItemKind::file && reader.ok()) {
    read_file_fields(reader, record);
  }
  ROG_TRY(reader.finish());
  return record;
}

std::string ObligationsRecord::serialize() const {
  return Json(Json::Object{
                  {"item", 0}, {"kind", "obligations"}, {"obligations", obligations}, {"salt", base::to_base64(salt)}})
      .canonical();
}

Result<ObligationsRecord> ObligationsRecord::parse(ByteView line) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(line, k_item_limit));
  JsonReader reader(value, "obligations");
  ObligationsRecord record;
  reader.integer("item", 0, 0);
  if (reader.text("kind") != "obligations") {
    reader.reject("kind", "is not obligations");
  }
  record.obligations = reader.array("obligations");
  record.salt = read_salt(reader);
  ROG_TRY(reader.finish());
  return record;
}

}  // namespace rogatory::bundle
