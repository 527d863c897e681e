// The seal and the small members that it covers: edited, or saying something else over the officer's own signature.
#include <algorithm>

#include "tests/matrix/forge.hpp"

namespace rogatory::test {
namespace {

using base::to_bytes;

constexpr const char* k_sealed_at = "\"sealed_at\":\"2026-06-01T12:00:00Z\"";

/// A content whose context says `in_context` is its case, under a seal that says `in_seal`.
Cell of_cases(const std::string& id, std::optional<std::string> in_context, std::optional<std::string> in_seal) {
  return {id, [in_context, in_seal](Workshop& workshop) {
            RawContent content = workshop.content;
            Bytes& bytes = content.at("context.json").content;
            bundle::Context context = must(bundle::Context::parse(bytes));
            if (in_context) {
              context.case_id = in_context;
              context.compartment = "main";
              context.recipients.clear();
            }
            bytes = to_bytes(context.serialize());
            RawBundle bundle = workshop.seal(content.plaintext(), content);
            bundle.reseal(workshop.ours.officer(), [&](bundle::Seal& seal) { seal.case_id = in_seal; });
            return bundle.bytes();
          }};
}

Cell edited_verify_txt_and_hash() {
  return outside("edited VERIFY.txt and hash", [](RawBundle& bundle, Workshop&) {
    bundle.at("VERIFY.txt").content.push_back('\n');
    bundle::Seal seal = must(bundle::Seal::parse(bundle.at("seal.json").content));
    seal.verify_txt = crypto::sha256(bundle.at("VERIFY.txt").content);
    bundle.at("seal.json").content = to_bytes(seal.serialize());
  });
}

Cell line_feed_after_the_seal() {
  return outside("a line feed after the seal", [](RawBundle& bundle, Workshop& workshop) {
    bundle.at("seal.json").content.push_back('\n');
    bundle.at("seal.json.sig").content = signature_over(bundle.at("seal.json").content, workshop.ours.officer());
  });
}

std::vector<Row> unsigned_rows() {
  return {
      {"ASealEdited",
       "seal.json edited and not signed anew, also to name an edited VERIFY.txt",
       {edited("a bit of seal.json", "seal.json", "12:00:00Z", "12:00:01Z"),
        edited("a later seal", "seal.json", "2026-06-01", "2026-07-01"), edited_verify_txt_and_hash()},
       {{"seal.signature"}, 20, stops_at(4)}},
      {"AManifestEdited",
       "manifest-sha256.txt edited",
       {edited("a bit of the manifest", k_manifest, "  data", " !data")},
       {{"manifest.binding"}, 20, stops_at(5)}},
      {"ABagitTxtEdited",
       "bagit.txt edited",
       {edited("a bit of bagit.txt", "bagit.txt", "1.0", "1.1")},
       {{"container.header"}, 24, passes(Reason::bagit)}},
  };
}

std::vector<Row> signed_rows() {
  const std::string zeros(32, '0');
  const std::string ones(32, '1');
  return {
      {"ASealSpeltOtherwise",
       "a seal in another spelling, signed by the officer",
       {in_seal("white space in the seal", "\"parts\":1", "\"parts\": 1"), line_feed_after_the_seal(),
        in_seal("an unknown key in the seal", "{\"authority\"", "{\"aaa\":1,\"authority\""),
        in_seal("a key missing in the seal", ",\"case\":null", ""),
        in_seal("another type of seal", "rogatory-seal/1", "rogatory-seal/2"),
        in_seal("an empty previous", "\"previous\":null", "\"previous\":\"\""),
        in_seal("parts that do not fit their size", "\"parts\":1", "\"parts\":2")},
       {{"seal.form"}, 24, passes(Reason::seal)}},
      {"ATimeSpeltOtherwise",
       "sealed_at with spaces, a fraction, an offset or small letters, signed by the officer",
       {in_seal("a space before the time", k_sealed_at, "\"sealed_at\":\" 2026-06-01T12:00:00Z\""),
        in_seal("a space in the time", k_sealed_at, "\"sealed_at\":\"2026-06-01 12:00:00Z\""),
        in_seal("a fraction in the time", k_sealed_at, "\"sealed_at\":\"2026-06-01T12:00:00.0Z\""),
        in_seal("an offset in the time", k_sealed_at, "\"sealed_at\":\"2026-06-01T12:00:00+00:00\""),
        in_seal("small letters in the time", k_sealed_at, "\"sealed_at\":\"2026-06-01t12:00:00z\"")},
       {{"seal.form"}, 24, stops_at(4)}},
      {"ASealOfAnotherSize",
       "a seal that speaks of another size, signed by the officer",
       {resealed("another size", [](bundle::Seal& seal) { seal.content_size += 1; })},
       {{"manifest.binding"}, 20, passes(Reason::seal)}},
      {"ASealOfAnotherName",
       "a seal that speaks of another name, signed by the officer",
       {resealed("another name", [](bundle::Seal& seal) { seal.name = "b-9"; })},
       {{"container.order", "context.binding"}, 20, passes(Reason::seal)}},
      {"ASealOfAnotherCase",
       "a bundle of another case under the officer's seal",
       {of_cases("sealed into a case", std::nullopt, zeros), of_cases("sealed out of a case", zeros, std::nullopt),
        of_cases("sealed into another case", zeros, ones)},
       {{"context.binding"}, 20, passes(Reason::seal)}},
      {"ASealOfOtherItems",
       "a seal that counts other items or names another root, signed by the officer",
       {resealed("another count", [](bundle::Seal& seal) { seal.item_count += 1; }),
        resealed("another root", [](bundle::Seal& seal) { seal.items_root.bytes[0] ^= 1; })},
       {{"items.root"}, 20, passes(Reason::records)}},
  };
}

}  // namespace

std::vector<Row> seal_rows() {
  std::vector<Row> rows = unsigned_rows();
  std::ranges::move(signed_rows(), std::back_inserter(rows));
  return rows;
}

}  // namespace rogatory::test
