#include "registry/case_grant.hpp"

#include <algorithm>

#include "ledger/grant.hpp"
#include "registry/peers.hpp"
#include "registry/seal.hpp"

namespace rogatory::registry {
namespace {

using crypto::age::Identity;
using ledger::CaseId;
using ledger::Grant;
using ledger::OpenedGrant;

bool is_party(const CaseGlance& glance, const std::string& id, const crypto::Sha256& root) {
  return std::ranges::find(glance.parties, ledger::Party{id, root}) != glance.parties.end();
}

Result<CaseGlance> newest_glance(const Home& home, const CaseId& case_id) {
  ROG_TRY_ASSIGN(const auto source, ledger::open_repository(case_paths(home, case_id).repository));
  return glance_at(*source, {}, Lists::newest);
}

Error no_party(const std::string& id, const std::string& opener) {
  return Error(ErrorCode::refused, id + " is no party of the case, with the root that is pinned here")
      .because("only " + opener + ", who opened it, can name one")
      .next("rogatory case show CASE names the parties; rogatory peer show " + id + " the root");
}

Result<void> check_free(const Home& home, const std::string& file) {
  ROG_TRY_ASSIGN(const bool is_there, base::exists(home.fs(), file));
  return is_there ? fail(Error(ErrorCode::refused, file + " exists").next("name another: -o FILE")) : Result<void>();
}

/// That the key opens what the compartment's name stands for, and nothing else.
Result<void> check_key(const Grant& grant, const CaseGlance& glance, const Identity& identity) {
  const auto named = glance.recipients.find(grant.compartment);
  if (named == glance.recipients.end() || named->second != identity.recipient()) {
    return fail(Error(ErrorCode::refused, "this is not the key of the compartment " + grant.compartment)
                    .because(glance.opener + ", who opened the case, named another recipient for it")
                    .next("take the newest ledger of the case first (rogatory ledger take FILE), or ask " + grant.from +
                          " for another grant"));
  }
  return {};
}

}  // namespace

Result<GrantedParty> grant_key(const Home& home, KeyRing& keys, const GrantRequest& request, const Writing& writing,
                               const Clock& clock) {
  ROG_TRY(check_free(home, request.file));
  ROG_TRY_ASSIGN(const Peer peer, load_peer(home, request.to));
  ROG_TRY_ASSIGN(const CaseGlance glance, newest_glance(home, request.case_id));
  if (!is_party(glance, peer.id, peer.pinned)) {
    return fail(no_party(peer.id, glance.opener));
  }
  ROG_TRY_ASSIGN(CaseWriter writer, CaseWriter::open(home, keys, request.case_id, writing, clock));
  CaseSigners& signers = writer.signers();
  const UtcTime now = clock.now();
  ROG_TRY(acting_officer(signers.cards(), signers.officer().id, crypto::May::grant, now));
  ROG_TRY_ASSIGN(const auto held, writer.compartment(request.compartment));
  const auto identity = std::ranges::find(writer.held().identities, held.second, &Identity::recipient);
  ROG_ASSERT(identity != writer.held().identities.end());
  const Grant grant{.card = signers.cards().signed_cards().back().hash(),
                    .case_id = request.case_id,
                    .compartment = held.first,
                    .from = home.authority(),
                    .identity = std::string(identity->text().expose_text()),
                    .made_at = now,
                    .officer = signers.officer().id,
                    .to = peer.id};
  ROG_TRY_ASSIGN(const Bytes file, ledger::seal_grant(grant, signers.entries(), peer.card().transport));
  const ledger::CaseGranted event{.bundle = {},
                                  .compartment = held.first,
                                  .means = ledger::GrantMeans::file,
                                  .reason = request.reason,
                                  .to = peer.id};
  ROG_TRY_ASSIGN(WrittenEvent written, writer.append({.type = std::string(ledger::CaseGranted::k_type),
                                                      .fields = event.fields(),
                                                      .compartment = base_of_compartment(request.compartment)}));
  if (Result<void> saved = base::save_file(home.fs(), request.file, file, {.mode = 0600}); !saved) {
    return fail(
        std::move(saved).error().while_("the grant is recorded as " + written.name() + ", its file is not there"));
  }
  return GrantedParty{.officer = signers.officer().id, .compartment = held.first, .written = std::move(written)};
}

Result<TakenGrant> take_grant(const Home& home, KeyRing& keys, const std::string& file) {
  ROG_TRY_ASSIGN(const Bytes bytes, base::load_file(home.fs(), file, ledger::k_grant_file_limit));
  ROG_TRY_ASSIGN(const std::vector<Identity> transport, keys.identities(KeyKind::transport));
  const Result<OpenedGrant> read = ledger::open_grant(bytes, transport);
  if (!read) {
    return fail(Error(read.error()).while_(file));
  }
  const OpenedGrant& opened = *read;
  const Grant& grant = opened.grant;
  if (grant.to != home.authority()) {
    return fail(
        Error(ErrorCode::refused, "this grant is for " + grant.to).next("ask " + grant.from + " for one for us"));
  }
  ROG_TRY_ASSIGN(const Peer peer, load_peer(home, grant.from));
  ROG_TRY(ledger::check_grant(opened, peer.chain));
  const CasePaths paths = case_paths(home, grant.case_id);
  ROG_TRY_ASSIGN(const bool is_known, base::exists(home.fs(), paths.directory));
  if (!is_known) {
    return fail(Error(ErrorCode::not_found, "the case of this key, " + grant.case_id.text() + ", is not here yet")
                    .next("rogatory ledger take FILE with the ledger that " + grant.from + " gave; then this again"));
  }
  ROG_TRY_ASSIGN(const CaseGlance glance, newest_glance(home, grant.case_id));
  if (!is_party(glance, peer.id, peer.pinned)) {
    return fail(no_party(peer.id, glance.opener));
  }
  ROG_TRY_ASSIGN(const Identity identity, Identity::parse(grant.identity));
  ROG_TRY(check_key(grant, glance, identity));
  TakenGrant taken{.case_id = grant.case_id,
                   .compartment = grant.compartment,
                   .from = grant.from,
                   .officer = grant.officer,
                   .is_new = true};
  ROG_TRY_ASSIGN(const std::vector<std::string> held, list_case_keys(home, paths.keys));
  if (std::ranges::find(held, grant.compartment) != held.end()) {
    taken.is_new = false;
    return taken;
  }
  ROG_TRY(base::make_directories(home.fs(), paths.keys));
  ROG_TRY(save_case_key(home, paths.keys, grant.compartment, identity));
  return taken;
}

}  // namespace rogatory::registry
