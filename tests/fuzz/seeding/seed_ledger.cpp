// Entries and bodies of a made-up log.
#include <algorithm>

#include "ledger/body.hpp"
#include "ledger/event.hpp"
#include "ledger/exhibit_link_event.hpp"
#include "ledger/log_state.hpp"
#include "ledger/request_event.hpp"
#include "tests/fuzz/seeding/seeds.hpp"
#include "tests/support/entries.hpp"

namespace rogatory::fuzz {
namespace {

void seed_entries(const Seeds& seeds) {
  using namespace ledger;
  const Entry first = test::first_entry();
  Entry next = test::next_entry(first);
  next.heads = {{{"de-ca", 1}, test::head(3)}, {{"it-ca", 2}, test::head(90)}};
  next.clock_behind = 60;
  Entry restarted = first;
  restarted.nonce.reset();
  restarted.log.number = 2;
  restarted.restart = Restart{.log = first.log, .notes = {}, .reason = RestartReason::restored, .size = 9};
  seeds.put("ledger_entry", "ok-first", base::as_bytes(first.serialize()));
  seeds.put("ledger_entry", "ok-next", base::as_bytes(next.serialize()));
  seeds.put("ledger_entry", "ok-restart", base::as_bytes(restarted.serialize()));
  next.prev.reset();
  seeds.put("ledger_entry", "bad-no-prev", base::as_bytes(next.serialize()));
}

void seed_body(const Seeds& seeds, const std::string& name, std::string_view type, Json::Object fields) {
  const crypto::age::Identity key = crypto::age::Identity::generate();
  const ledger::BodyPlace place{.case_id = test::test_case(), .log = {"fr-ca", 1}, .seq = 7};
  const ledger::SealedBody body = *ledger::seal_body(place, type, std::move(fields), "main", key.recipient());
  seeds.put("ledger_body", name, crypto::age::decrypt(body.file, std::span(&key, 1))->expose());
}

crypto::TreeHasher tree_of(int leaves) {
  crypto::TreeHasher tree;
  for (int i = 0; i < leaves; ++i) {
    tree.append(test::digest(std::to_string(i)));
  }
  return tree;
}

void seed_states(const Seeds& seeds) {
  using namespace ledger;
  const Oid id = oid_of(ObjectKind::blob, base::as_bytes("x"));
  LogState state;
  seeds.put("log_state", "ok-new", state.serialize());
  state.intent = LogIntent{id, tree_of(7)};
  seeds.put("log_state", "ok-first-intent", state.serialize());
  state.head = LogHead{id, tree_of(6)};
  seeds.put("log_state", "ok-head-and-intent", state.serialize());
  state.head->tree = tree_of(8);
  seeds.put("log_state", "bad-intent-behind", state.serialize());
}

void seed_custody(const Seeds& seeds) {
  using namespace ledger;
  ExhibitRegistered registered;
  registered.exhibit = {.authority = "fr-ca", .number = 3};
  registered.title = "Telephone";
  seed_body(seeds, "ok-exhibit-registered", ExhibitRegistered::k_type, registered.fields());
  CustodyEvent event;
  event.act = CustodyAct::received;
  event.actor.name = "registry-2";
  event.counterpart = Person{.authority = {}, .name = "M. Petit", .organisation = "Etoile", .role = "owner"};
  event.exhibit = registered.exhibit;
  event.happened_at = {.at = test::at("2026-11-24T09:00:00Z"), .known = TimeKnown::document, .zone = "Europe/Paris"};
  event.hashes = {{HashScope::file, HashAlgorithm::md5, std::string(32, 'a')},
                  {HashScope::chunk, HashAlgorithm::sha256, std::string(64, 'b')}};
  event.reason = "he keeps no ledger";
  event.seal = SealSeen{.after = "4472", .before = "4471", .intact = true};
  event.size = 70000;
  event.without_log = true;
  seed_body(seeds, "ok-custody-received", event.type(), event.fields());
  // Only what is received can come from somebody without a log.
  seed_body(seeds, "bad-custody-without-log", "custody.seized", event.fields());
  std::ranges::reverse(event.hashes);
  seed_body(seeds, "bad-custody-hashes-out-of-order", event.type(), event.fields());
  event.counterpart.reset();
  event.hashes.clear();
  event.without_log = false;
  seed_body(seeds, "bad-custody-transfer-to-nobody", "custody.transferred_out", event.fields());
  seed_body(seeds, "ok-custody-correction", CustodyCorrection::k_type,
            CustodyCorrection{.corrects = {.log = {"fr-ca", 2}, .seq = 7}, .exhibit = event.exhibit, .reason = "typed"}
                .fields());
}

void seed_links(const Seeds& seeds) {
  using namespace ledger;
  LinkedFrom from;
  from.case_id = test::test_case();
  from.entry = *EntryHash::from_bytes(test::digest("entry").bytes);
  from.exhibit = {.authority = "fr-ca", .number = 3};
  from.custody.hashes = {{HashScope::media, HashAlgorithm::md5, std::string(32, 'a')}};
  from.custody.seal = "4471";
  ExhibitLinked event{.exhibit = {.authority = "fr-ca", .number = 1}, .other = from};
  seed_body(seeds, "ok-exhibit-linked-from", ExhibitLinked::k_type, event.fields());
  // On loan to nobody.
  from.custody.loan = true;
  event.other = from;
  seed_body(seeds, "bad-exhibit-linked-loan", ExhibitLinked::k_type, event.fields());
  event.other = LinkedInto{.case_id = from.case_id, .exhibit = from.exhibit};
  seed_body(seeds, "ok-exhibit-linked-into", ExhibitLinked::k_type, event.fields());
}

void seed_requests(const Seeds& seeds) {
  using namespace ledger;
  RequestFiled filed;
  filed.documents = {{.name = "warrant.pdf", .ref = "12(2)(a)", .hash = test::digest("warrant").hex()}};
  filed.happened_at.at = test::at("2026-11-27T17:30:00Z");
  filed.instruments = {"ets24"};
  filed.measures = {"provisional_arrest"};
  filed.machine = "extradition";
  filed.requested = {.calendar = "DE-BE", .country = "DE", .id = "de-ca", .name = "Bonn", .zone = "Europe/Berlin"};
  filed.requesting = {.calendar = "FR", .country = "FR", .id = "fr-ca", .name = "Paris", .zone = "Europe/Paris"};
  filed.role = "CA-R";
  filed.rules = std::make_shared<const std::string>(Json(Json::Object{{"id", "ets24"}}).canonical());
  filed.rules_sha256 = crypto::sha256(*filed.rules).hex();
  filed.texts = {{"12(2)(b)", "robbery"}};
  filed.title = "Arrest of M.";
  seed_body(seeds, "ok-request-filed", RequestFiled::k_type, filed.fields());
  // Other rules than those of the hash.
  filed.rules = std::make_shared<const std::string>(Json(Json::Object{{"id", "ets30"}}).canonical());
  seed_body(seeds, "bad-request-filed-rules", RequestFiled::k_type, filed.fields());
  RequestStepEvent step;
  step.event = "refused";
  step.confirms = {{.log = {"fr-ca", 2}, .seq = 7}};
  step.happened_at.at = filed.happened_at.at;
  step.occurrence = 2;
  step.request = test::digest("request").hex();
  step.role = "CA-Q";
  seed_body(seeds, "ok-request-refused", step.type(), step.fields());
  step.confirms.clear();
  step.reported = ToldBy{.by = "BKA", .means = ToldMeans::interpol, .ref = "2026/4711"};
  seed_body(seeds, "ok-request-reported", step.type(), step.fields());
  // What is filed is not reported as a step.
  step.event = "filed";
  seed_body(seeds, "bad-request-reported-filed", step.type(), step.fields());
  RequestRemark remark;
  remark.about = {.log = {"fr-ca", 1}, .seq = 7};
  remark.request = step.request;
  remark.role = "CA-R";
  seed_body(seeds, "ok-request-confirmed", remark.type(), remark.fields());
  remark.kind = RemarkKind::corrected;
  remark.reason = "an hour earlier";
  remark.happened_at = filed.happened_at;
  seed_body(seeds, "ok-request-corrected", remark.type(), remark.fields());
  // It did not happen, and it happened then.
  remark.withdraws = true;
  seed_body(seeds, "bad-request-corrected-both", remark.type(), remark.fields());
}

}  // namespace

void seed_ledger(const Seeds& seeds) {
  using namespace ledger;
  seed_entries(seeds);
  seed_states(seeds);
  seed_custody(seeds);
  seed_links(seeds);
  seed_requests(seeds);
  const std::string bundle = test::digest("bundle").hex();
  seed_body(seeds, "ok-case-opened", CaseOpened::k_type,
            CaseOpened{.reference = "17/26", .title = "Title", .under = test::test_case()}.fields());
  seed_body(seeds, "ok-case-closed", CaseClosed::k_type, CaseClosed{"done"}.fields());
  seed_body(seeds, "ok-case-restored", CaseRestored::k_type, CaseRestored{"disk"}.fields());
  seed_body(seeds, "ok-case-granted", CaseGranted::k_type,
            CaseGranted{.bundle = bundle, .compartment = "main", .means = GrantMeans::file, .reason = "r", .to = "x"}
                .fields());
  seed_body(seeds, "ok-unknown-event", "note.added", {{"text", "a note"}});
  seed_body(seeds, "bad-case-opened", CaseOpened::k_type, {{"titel", "Title"}});
}

}  // namespace rogatory::fuzz
