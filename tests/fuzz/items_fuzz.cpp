// One line of items.jsonl, a file's, a directory's or that of the obligations: what is accepted is written back as the
// same bytes, and its names stay below the directory where they are restored.
#include "bundle/format.hpp"
#include "bundle/records.hpp"
#include "bundle/seen_files.hpp"
#include "tests/fuzz/target.hpp"

namespace rogatory::fuzz {
namespace {

bool reads_as_item(ByteView line) {
  const Result<bundle::ItemRecord> record = bundle::ItemRecord::parse(line);
  if (!record) {
    return false;
  }
  ROG_ASSERT(record->serialize().value() == base::as_text(line));
  ROG_ASSERT(bundle::is_item_name(record->name) && !record->name.starts_with('/'));
  ROG_ASSERT(record->item >= 1 && record->item <= bundle::k_most_items);
  if (record->kind == bundle::ItemKind::file) {
    const std::optional<bundle::SeenFile> file = bundle::SeenFile::at(record->file);
    ROG_ASSERT(file.has_value() && file->number == record->item && file->path() == record->file);
  }
  return true;
}

bool reads_as_obligations(ByteView line) {
  const Result<bundle::ObligationsRecord> record = bundle::ObligationsRecord::parse(line);
  if (!record) {
    return false;
  }
  ROG_ASSERT(record->serialize() == base::as_text(line));
  return true;
}

}  // namespace

bool accepts(ByteView input) {
  const bool is_item = reads_as_item(input);
  const bool is_obligations = reads_as_obligations(input);
  ROG_ASSERT(!(is_item && is_obligations));
  return is_item || is_obligations;
}

}  // namespace rogatory::fuzz
