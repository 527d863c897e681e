#include "registry/seal.hpp"

#include "bundle/format.hpp"
#include "bundle/verify.hpp"
#include "registry/case_seal.hpp"
#include "registry/clock_check.hpp"
#include "registry/recipients.hpp"
#include "registry/seal_scan.hpp"
#include "registry/unfinished.hpp"

namespace rogatory::registry {
namespace {

using bundle::Writer;

Result<std::string> bundle_name(const std::optional<std::string>& wanted) {
  if (!wanted) {
    return bundle::random_bundle_name();
  }
  if (!bundle::is_bundle_name(*wanted)) {
    return fail(Error(ErrorCode::usage, "a bundle cannot be named " + *wanted)
                    .because("a name is 1 to 64 of a-z 0-9 . _ - and begins with a letter or digit")
                    .next("leave --name out: a random name says nothing about the case"));
  }
  return *wanted;
}

bundle::WriterParameters parameters_of(const Home& home, const crypto::Officer& officer, const std::string& name,
                                       const Recipients& recipients, const std::optional<CaseSeal>& in_case,
                                       const SealRequest& request, const SealScan& seen) {
  bundle::WriterParameters parameters;
  parameters.context.authority = home.authority();
  parameters.context.officer = officer.id;
  parameters.context.name = name;
  if (in_case) {
    parameters.context.case_id = in_case->case_id().text();
    parameters.context.compartment = in_case->compartment();
  } else {
    for (const crypto::age::Recipient& key : recipients.keys) {
      parameters.context.recipients.push_back(key.text());
    }
  }
  parameters.recipients = recipients.keys;
  parameters.expected_bytes = seen.bytes;
  parameters.also_hash = request.also_hash;
  parameters.replace = request.replace;
  return parameters;
}

/// Adds what is there now, and counts it: the first look may be hours old.
Result<void> add_items(FileSystem& fs, Writer& writer, const SealRequest& request, const SealScan& seen,
                       SealResult& result) {
  const bundle::WalkOptions options{.follow = request.follow, .device = request.device};
  return bundle::walk(fs, request.paths, options, [&](const bundle::Found& found) -> Result<void> {
    if (found.is_directory()) {
      ++result.directories;
      return writer.add_directory(found);
    }
    ++result.files;
    result.item_bytes += static_cast<std::uint64_t>(found.status().st_size);
    bundle::ItemNotes notes;
    if (const auto tie = seen.exhibits.find(found.name); tie != seen.exhibits.end()) {
      notes.exhibit = tie->second;
    }
    return writer.add_file(found, notes);
  });
}

/// Reads what was written as a stranger would, with the key that only the writer has.
Result<void> verify_written(const Home& home, const Writer& writer, Progress& progress) {
  ROG_TRY_ASSIGN(const crypto::Trust trust, home.trust());
  ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(home.fs(), writer.temporary_path()));
  bundle::ContentVisitor nobody;
  ROG_TRY_ASSIGN(const bundle::Report report,
                 bundle::verify(home.fs(), fd.get(), "the new bundle", trust,
                                {.identities = {}, .file_key = &writer.file_key()}, nobody, progress));
  if (report.verdict != bundle::Verdict::pass) {
    const std::string found = report.findings.empty() ? "not opened" : report.findings.front().detail;
    return fail(Error(ErrorCode::altered, "what was written does not verify: " + found)
                    .because("the disk or the memory of this machine gave other bytes than it was given")
                    .next("check the disk (dmesg, smartctl) and seal to another one"));
  }
  return {};
}

/// What sealing works with once the content is written.
struct Sealing {
  const Home& home;
  KeyRing& keys;
  const SealRequest& request;
  const crypto::Officer& officer;
  crypto::Signer& signer;
  CaseSeal* in_case;  ///< null outside a case
  const Clock& clock;
  Progress& progress;
};

/// Seals what was read, checks it where that is wanted, and keeps it.
Result<void> seal_and_keep(const Sealing& sealing, Writer& writer, SealResult& result) {
  const UtcTime sealed_at = sealing.clock.now();
  // Reading may have outlasted the officer, or another program revoked him: nobody would accept that seal.
  ROG_TRY_ASSIGN(const crypto::CardChain cards, sealing.home.own_chain());
  ROG_TRY(acting_officer(cards, sealing.officer.id, crypto::May::seal, sealed_at));
  std::optional<bundle::BundleId> previous;
  if (sealing.in_case != nullptr) {
    ROG_TRY_ASSIGN(previous, sealing.in_case->previous());
  }
  ROG_TRY_ASSIGN(Writer::Sealed sealed, writer.seal(sealing.signer, sealed_at, previous, cards));
  sealing.progress.finish();
  if (sealing.request.verify) {
    ROG_TRY(verify_written(sealing.home, writer, sealing.progress));
  }
  if (sealing.in_case != nullptr) {
    ROG_TRY_ASSIGN(CaseSeal::Kept kept, sealing.in_case->keep(writer, std::move(sealed), result.path, sealing.keys));
    sealed = std::move(kept.sealed);
    result.written = kept.written;
  } else {
    ROG_TRY(writer.commit());
  }
  result.id = sealed.id;
  result.seal = std::move(sealed.seal);
  result.verified = sealing.request.verify;
  return {};
}

}  // namespace

Result<SealResult> seal(const Home& home, KeyRing& keys, const SealRequest& request, const Clock& clock,
                        Progress& progress) {
  FileSystem& fs = home.fs();
  ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
  ROG_TRY(check_clock(chain, clock.now(), request.clock_ok));
  ROG_TRY_ASSIGN(const crypto::Officer officer, acting_officer(chain, request.officer, crypto::May::seal, clock.now()));
  Recipients recipients;
  if (!request.case_id) {
    ROG_TRY_ASSIGN(recipients, resolve_recipients(home, chain, request.to, request.to_self));
  }
  ROG_TRY_ASSIGN(const std::string name, bundle_name(request.name));
  ROG_TRY_ASSIGN(const SealScan seen, scan(fs, request));
  // The passphrases before the hours of reading, not after.
  std::optional<CaseSeal> in_case;
  std::unique_ptr<crypto::Signer> signer;
  if (request.case_id) {
    const Writing writing{.state_root = request.state_root, .officer = officer.id, .clock_ok = request.clock_ok};
    ROG_TRY_ASSIGN(in_case, CaseSeal::open(home, keys, *request.case_id, request.compartment, writing, clock));
    recipients = {.keys = in_case->recipients(),
                  .names = {"the compartment " + in_case->compartment() + " of the case"}};
  } else {
    ROG_TRY_ASSIGN(signer, keys.officer(officer.id, officer.key));
  }

  SealResult result;
  result.path = request.output.value_or(name + ".rog");
  result.recipients = recipients.names;
  // Outlives the writer, and forgets the temporary file only where it is gone: what --force replaced may have stayed.
  Unfinished unfinished(home);
  bundle::WriterParameters parameters = parameters_of(home, officer, name, recipients, in_case, request, seen);
  parameters.announce = [&](const std::string& path) -> Result<void> {
    ROG_TRY_ASSIGN(const std::string temporary, base::canonical_place(path));
    return unfinished.started(temporary);
  };
  ROG_TRY_ASSIGN(Writer writer, Writer::create(fs, result.path, std::move(parameters), progress));

  progress.start("sealing", seen.bytes);
  ROG_TRY(add_items(fs, writer, request, seen, result));
  ROG_TRY(writer.finish_content());
  const Sealing sealing{.home = home,
                        .keys = keys,
                        .request = request,
                        .officer = officer,
                        .signer = in_case ? in_case->officer() : *signer,
                        .in_case = in_case ? &*in_case : nullptr,
                        .clock = clock,
                        .progress = progress};
  ROG_TRY(seal_and_keep(sealing, writer, result));
  if (const auto status = fs.stat_at(AT_FDCWD, result.path, 0)) {
    result.file_size = static_cast<std::uint64_t>(status->st_size);
  }
  return result;
}

}  // namespace rogatory::registry
