// What the content says of itself: its context, its manifest and its records.
#include "tests/matrix/forge.hpp"

namespace rogatory::test {
namespace {

using base::to_bytes;

/// Another truth, told by files and manifest alike, but not by the records.
void exchange_files(RawContent& content, Workshop& workshop) {
  for (const char* path : {k_inner_file, "manifest-sha256.txt"}) {
    content.at(path) = workshop.twin_content.at(path);
  }
}

Cell lying(const std::string& id, const std::function<void(bundle::ItemRecord&)>& lie) {
  return inside_with_claim(id, [lie](RawContent& content, Workshop&) {
    Bytes& lines = content.at("items.jsonl").content;
    std::string text(base::as_text(lines));
    const std::size_t begin = text.find("{\"file\"");
    const std::size_t end = text.find('\n', begin);
    bundle::ItemRecord record = must(bundle::ItemRecord::parse(base::as_bytes(text.substr(begin, end - begin))));
    lie(record);
    lines = to_bytes(text.replace(begin, end - begin, must(record.serialize())));
  });
}

Cell context_of_another_bundle() {
  return inside("the context of another bundle", [](RawContent& content, Workshop& workshop) {
    content.at("context.json") = make_content(workshop.ours, "b-2", {}).at("context.json");
  });
}

}  // namespace

std::vector<Row> record_rows() {
  return {
      {"InsideAnothersContext",
       "inside, the context of another bundle of this officer",
       {context_of_another_bundle()},
       {{"context.binding"}, 20, passes(Reason::seal)}},
      {"InsideAnotherFileOrManifest",
       "inside, the bytes of a file, or the manifest, exchanged",
       {edited_inside("inside, another file", k_inner_file, "true", "TRUE"),
        edited_inside("inside, another manifest", "manifest-sha256.txt", "  data/000002", "  data/000003")},
       {{"item.hash"}, 20, stops_at(10)}},
      {"InsideRecordsThatLie",
       "inside, a file and the manifest exchanged but not the record, or a record that lies, sealed as it is",
       {inside("inside, another file and manifest", exchange_files),
        lying("a record of another hash", [](bundle::ItemRecord& record) { record.sha256.bytes[0] ^= 1; }),
        lying("a record of another size", [](bundle::ItemRecord& record) { record.size += 1; }),
        lying("a record of another file", [](bundle::ItemRecord& record) { record.file = "data/000002.png"; })},
       {{"item.hash"}, 20, passes(Reason::records)}},
      {"InsideOtherRecords",
       "inside, records that are not those of the seal",
       {edited_inside("inside, another name", "items.jsonl", "statement", "STATEMENT"),
        edited_inside("inside, other obligations", "items.jsonl", "\"obligations\":[]", "\"obligations\":[{}]")},
       {{"items.root"}, 20, passes(Reason::records)}},
      {"InsideRecordsSpeltOtherwise",
       "inside, records or context in another spelling",
       {edited_inside("inside, white space in a record", "items.jsonl", "\"item\":1", "\"item\": 1"),
        edited_inside("inside, a record of another number", "items.jsonl", "\"item\":1", "\"item\":5"),
        edited_inside("inside, a line feed less", "items.jsonl", "\n", ""),
        edited_inside("inside, white space in the context", "context.json", "\"case\":null", "\"case\": null")},
       {{"inner.order"}, 24, passes(Reason::form)}},
      {"InsideAnotherBagitTxt",
       "inside, another bagit.txt",
       {edited_inside("inside, another bagit.txt", "bagit.txt", "1.0", "1.1")},
       {{"inner.order"}, 24, passes(Reason::bagit)}},
  };
}

}  // namespace rogatory::test
