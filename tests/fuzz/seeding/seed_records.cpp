#include "tests/fuzz/seeding/seeds.hpp"

#include "tests/fuzz/fixed.hpp"
#include "tests/kit/raw_bundle.hpp"

namespace rogatory::fuzz {
namespace {

using base::as_bytes;
using base::to_bytes;
using test::must;

std::vector<test::RawItem> items() {
  return {{"mail", std::nullopt}, {"mail/inbox.eml", to_bytes("From: a@b\r\n")}, {"f\xfcr.txt", to_bytes("")}};
}

}  // namespace

void seed_records(const Seeds& seeds) {
  bundle::Seal seal = fixed_seal();
  seeds.put("seal", "ok-seal", seal.serialize());
  seal.case_id = std::string(32, 'c');
  seal.previous = bundle::id_of(as_bytes("an earlier seal"));
  seal.parts = 3;
  seal.content_size = 140'000'123;
  seeds.put("seal", "ok-seal-in-case", seal.serialize());
  seal.parts = 2;
  seeds.put("seal", "bad-parts", seal.serialize());
  bundle::Context context{.authority = k_authority,
                          .case_id = seal.case_id,
                          .compartment = "c-1",
                          .recipients = {},
                          .name = k_bundle_name,
                          .officer = k_officer};
  seeds.put("seal", "ok-context-in-case", context.serialize());
  context.case_id = std::nullopt;
  context.recipients = {fixed_identity().recipient().text()};
  seeds.put("seal", "ok-context", context.serialize());

  std::vector<bundle::ItemRecord> records = test::make_records(items());
  seeds.put("items", "ok-directory", must(records[0].serialize()));
  seeds.put("items", "ok-not-utf8", must(records[2].serialize()));
  records[1].exhibit = "fr-ca:3";
  records[1].hashes = {{"md5", std::string(32, 'd')}, {"sha1", std::string(40, 'e')}};
  records[1].note = "found on 3 March";
  seeds.put("items", "ok-file", must(records[1].serialize()));
  records[1].name = "../inbox.eml";
  seeds.put("items", "bad-name", must(records[1].serialize()));
  const bundle::ObligationsRecord obligations{{Json::Object{{"return_by", "2027-01-01"}}}, Bytes(32, 9)};
  seeds.put("items", "ok-obligations", obligations.serialize());
}

}  // namespace rogatory::fuzz
