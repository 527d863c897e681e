// Writing, opening and verifying bundles.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "bundle/restore.hpp"
#include "registry/reading.hpp"
#include "registry/seal.hpp"
#include "tests/kit/raw_bundle.hpp"
#include "tests/support/disk_image.hpp"
#include "tests/support/files.hpp"
#include "tests/support/homes.hpp"
#include "tests/unit/faults/operation.hpp"

namespace rogatory::test {
namespace {

namespace stdfs = std::filesystem;
using bundle::Verdict;
using bundle::Writer;

constexpr std::size_t k_item_size = 150'000;  // more than two chunks of age
/// Written by threads of their own, around the page cache.
constexpr std::size_t k_large_size = base::DurableFile::k_large + 150'000;

std::string evidence_of(std::size_t size) {
  std::string text;
  while (text.size() < size) {
    text += std::string(k_secret) + " number " + std::to_string(text.size()) + "\n";
  }
  text.resize(size);
  return text;
}

void make_source(const std::string& source, std::size_t size) {
  stdfs::create_directories(source + "/mail/empty");
  write_file(source + "/mail/letter.txt", evidence_of(2000));
  write_file(source + "/phone.dd", evidence_of(size));
}

/// Files by their path, directories without bytes.
using Contents = std::map<std::string, Bytes>;

Contents contents_of(const std::string& directory) {
  Contents contents;
  for (const auto& [path, entry] : DiskImage::read(directory).entries) {
    contents.emplace(path + (S_ISDIR(entry.mode) ? "/" : ""), entry.content);
  }
  return contents;
}

Standing broken(std::string why) { return {.is = Standing::Is::broken, .why = std::move(why)}; }

/// A bundle that is not there, or stands there whole.
Standing standing_of_bundle(const std::string& file, const crypto::Trust& trust,
                            std::span<const crypto::age::Identity> keys) {
  const Result<base::Fd> fd = bundle::open_bundle(FileSystem::real(), file);
  if (!fd && fd.error().code() == ErrorCode::not_found) {
    return {.is = Standing::Is::before, .why = {}};
  }
  if (!fd) {
    return broken(fd.error().sentence());
  }
  bundle::ContentVisitor nobody;
  const Result<bundle::Report> report =
      bundle::verify(FileSystem::real(), fd->get(), file, trust, {keys}, nobody, Progress::none());
  if (!report) {
    return broken(report.error().sentence());
  }
  if (report->verdict == Verdict::pass) {
    return {.is = Standing::Is::after, .why = {}};
  }
  return broken("it does not pass: " + (report->findings.empty() ? "" : report->findings.front().detail));
}

/// The bundle layer alone: an authority without a home. Nobody is told of its temporary file, which is ciphertext.
class Writing : public Operation {
 public:
  explicit Writing(std::size_t size) : m_size(size) {}
  void prepare(const std::string& world) override {
    make_source(world + "/source", m_size);
    stdfs::create_directory(world + "/out");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    bundle::WriterParameters parameters;
    parameters.context.authority = m_authority.id();
    parameters.context.officer = k_officer;
    parameters.context.name = "b-1";
    parameters.context.recipients = {m_authority.evidence().recipient().text()};
    parameters.recipients = {m_authority.evidence().recipient()};
    parameters.expected_bytes = m_size;
    ROG_TRY_ASSIGN(Writer writer, Writer::create(fs, file(world), std::move(parameters), Progress::none()));
    ROG_TRY(bundle::walk(fs, {world + "/source"}, {}, [&](const bundle::Found& found) {
      return found.is_directory() ? writer.add_directory(found) : writer.add_file(found, {});
    }));
    ROG_TRY(writer.finish_content());
    ROG_TRY(writer.seal(m_authority.officer(), sealing_time(), std::nullopt, m_authority.chain()));
    return writer.commit();
  }
  Standing standing(const std::string& world) override {
    return standing_of_bundle(file(world), m_authority.pinned(), std::span(&m_authority.evidence(), 1));
  }
  [[nodiscard]] bool may_litter() const override { return true; }

 private:
  static std::string file(const std::string& world) { return world + "/out/b.rog"; }
  const std::size_t m_size;
  Authority m_authority{"fr-ca"};
};

/// What commands do first.
Result<registry::Home> open_home(FileSystem& fs, const std::string& world) {
  ROG_TRY_ASSIGN(registry::Home home, registry::Home::open(fs, world + "/home"));
  ROG_TRY(registry::clean_unfinished(home));
  return home;
}

/// An operation in a home without passphrases.
class InHome : public Operation {
 public:
  explicit InHome(std::size_t size = k_item_size) : m_size(size) {}
  void prepare(const std::string& world) override {
    const registry::Home home = must(registry::init_home(FileSystem::real(), world + "/home", new_home(), {}, m_clock));
    m_trust = must(home.trust());
    m_identities = must(registry::KeyRing(home, m_passphrases).identities(registry::KeyKind::evidence));
    make_source(world + "/source", m_size);
    stdfs::create_directory(world + "/out");
  }

 protected:
  Result<void> seal(FileSystem& fs, const std::string& world, const std::string& file, bool replace) {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(fs, world));
    registry::KeyRing keys(home, m_passphrases);
    registry::SealRequest request;
    request.paths = {world + "/source"};
    request.verify = true;
    request.replace = replace;
    request.output = file;
    ROG_TRY(registry::seal(home, keys, request, m_clock, Progress::none()));
    return {};
  }

  const std::size_t m_size;
  SetClock m_clock{"2026-11-23T12:00:00Z"};
  SaidPassphrases m_passphrases;
  crypto::Trust m_trust;
  std::vector<crypto::age::Identity> m_identities;
};

class Sealing : public InHome {
 public:
  Result<void> run(FileSystem& fs, const std::string& world) override { return seal(fs, world, file(world), false); }
  Standing standing(const std::string& world) override {
    return standing_of_bundle(file(world), m_trust, m_identities);
  }

 protected:
  static std::string file(const std::string& world) { return world + "/out/b.rog"; }
};

/// Over a file that is there already.
class Replacing : public Sealing {
 public:
  void prepare(const std::string& world) override {
    Sealing::prepare(world);
    write_file(file(world), "the old one");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override { return seal(fs, world, file(world), true); }
  Standing standing(const std::string& world) override {
    const bool there = stdfs::exists(file(world));
    return there && read_file(file(world)) == "the old one" ? Standing{.is = Standing::Is::before, .why = {}}
           : there                                          ? Sealing::standing(world)
                                                            : broken("neither the old one nor the new one is there");
  }
};

/// Opening as `bundle open` does.
class Opening : public InHome {
 public:
  using InHome::InHome;
  void prepare(const std::string& world) override {
    InHome::prepare(world);
    must(seal(FileSystem::real(), world, world + "/b.rog", false));
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(fs, world + "/b.rog"));
    registry::ReadingRequest request;
    request.home = world + "/home";
    ROG_TRY_ASSIGN(const registry::ReadingAccess access, registry::reading_access(fs, request, m_passphrases));
    registry::Unfinished unfinished(*access.home);
    ROG_TRY_ASSIGN(const bundle::Restored restored,
                   bundle::restore(fs, fd.get(), "b.rog", access.trust, {access.identities}, {target(world), {}},
                                   unfinished, Progress::none()));
    return restored.report.verdict == Verdict::pass ? Result<void>() : fail(ErrorCode::findings, "it does not pass");
  }
  Standing standing(const std::string& world) override {
    if (!stdfs::exists(target(world))) {
      return {.is = Standing::Is::before, .why = {}};
    }
    return contents_of(target(world) + "/source") == contents_of(world + "/source")
               ? Standing{.is = Standing::Is::after, .why = {}}
               : broken("what was opened is not what was sealed");
  }

 protected:
  static std::string target(const std::string& world) { return world + "/out/target"; }
};

/// Into a directory that holds something else.
class OpeningBesideOthers : public Opening {
 public:
  void prepare(const std::string& world) override {
    Opening::prepare(world);
    stdfs::create_directory(target(world));
    write_file(target(world) + "/mine", "was here");
  }
  Standing standing(const std::string& world) override {
    if (read_file(target(world) + "/mine") != "was here") {
      return broken("another file was touched");
    }
    return stdfs::exists(target(world) + "/source") ? Opening::standing(world)
                                                    : Standing{.is = Standing::Is::before, .why = {}};
  }
};

/// With a key and trust from elsewhere.
class OpeningWithoutAHome : public Opening {
 public:
  void prepare(const std::string& world) override {
    Opening::prepare(world);
    stdfs::create_directory(world + "/state");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(fs, world + "/b.rog"));
    registry::Unfinished unfinished(fs, records_in(world));
    ROG_TRY(bundle::restore(fs, fd.get(), "b.rog", m_trust, {m_identities}, {target(world), {}}, unfinished,
                            Progress::none()));
    return {};
  }
};

/// A bundle whose last byte is wrong, found after everything was put into the clear: it is all taken away again.
class OpeningAForgery : public Opening {
 public:
  void prepare(const std::string& world) override {
    Opening::prepare(world);
    RawBundle forged = RawBundle::take_apart(base::to_bytes(read_file(world + "/b.rog")));
    forged.at("data/content.age.000000").content.back() ^= 1U;
    write_file(world + "/b.rog", base::as_text(forged.bytes()));
  }
  /// Success is that it was refused for what it is.
  Result<void> run(FileSystem& fs, const std::string& world) override {
    m_refused = false;
    const Result<void> opened = Opening::run(fs, world);
    m_refused = !opened && opened.error().code() == ErrorCode::findings;
    return m_refused ? Result<void>() : opened;
  }
  Standing standing(const std::string& world) override {
    if (stdfs::exists(target(world))) {
      return broken("a forgery was opened");
    }
    return {.is = m_refused ? Standing::Is::after : Standing::Is::before, .why = {}};
  }

 private:
  bool m_refused = false;
};

/// The first step of any program: what a program that died has left goes.
class CleaningUp : public Opening {
 public:
  void prepare(const std::string& world) override {
    InHome::prepare(world);
    const registry::Home home = must(registry::Home::open(FileSystem::real(), world + "/home"));
    const pid_t child = ::fork();
    if (child == 0) {
      registry::Unfinished unfinished(home);
      const bool recorded = unfinished.started(must(base::canonical_place(place(world)))).has_value();
      stdfs::create_directories(place(world) + "/tree/mail");
      write_file(place(world) + "/tree/mail/letter.txt", evidence_of(100));
      ::_exit(recorded ? 0 : 1);
    }
    int status = 0;
    ROG_ASSERT(::waitpid(child, &status, 0) == child && status == 0);
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    ROG_TRY_ASSIGN(const registry::Home home, registry::Home::open(fs, world + "/home"));
    ROG_TRY_ASSIGN(const std::vector<registry::Leftover> told, registry::clean_unfinished(home));
    for (const registry::Leftover& leftover : told) {
      ROG_TRY(leftover.removed ? Result<void>() : fail(ErrorCode::failed, leftover.why));
    }
    EXPECT_FALSE(stdfs::exists(place(world))) << "nobody said that it is still there";
    // As long as there is a record the next start looks again.
    return has_record(world) ? Result<void>(fail(ErrorCode::failed, "not for good")) : Result<void>();
  }
  Standing standing(const std::string& world) override {
    if (!stdfs::exists(place(world))) {
      return {.is = Standing::Is::after, .why = {}};
    }
    return has_record(world) ? Standing{.is = Standing::Is::before, .why = {}}
                             : broken("nobody will look for it again");
  }
  [[nodiscard]] bool may_be_done_all_the_same() const override { return true; }

 private:
  static bool has_record(const std::string& world) {
    return std::ranges::any_of(names_of(world + "/home/unfinished"),
                               [](const std::string& name) { return name.ends_with(".json"); });
  }
  static std::string place(const std::string& world) { return world + "/out/.rogatory-open-0123456789abcdef"; }
};

/// Changes nothing; says PASS or that it could not look, and never that a good bundle is bad.
class Verifying : public Opening {
 public:
  Result<void> run(FileSystem& fs, const std::string& world) override {
    m_passed = false;
    ROG_TRY_ASSIGN(const base::Fd fd, bundle::open_bundle(fs, world + "/b.rog"));
    registry::ReadingRequest request;
    request.home = world + "/home";
    ROG_TRY_ASSIGN(const registry::ReadingAccess access, registry::reading_access(fs, request, m_passphrases));
    bundle::ContentVisitor nobody;
    ROG_TRY_ASSIGN(const bundle::Report report,
                   bundle::verify(fs, fd.get(), "b.rog", access.trust, {access.identities}, nobody, Progress::none()));
    EXPECT_EQ(report.verdict, Verdict::pass) << "a fault of the disk was taken for a forgery";
    m_passed = true;
    return {};
  }
  Standing standing(const std::string& world) override {
    const Standing bundle = standing_of_bundle(world + "/b.rog", m_trust, m_identities);
    if (bundle.is != Standing::Is::after) {
      return broken("the bundle was changed: " + bundle.why);
    }
    return {.is = m_passed ? Standing::Is::after : Standing::Is::before, .why = {}};
  }

 private:
  bool m_passed = false;
};

}  // namespace

std::vector<OperationRow> bundle_operations() {
  return {
      {"Writing", [] { return std::make_unique<Writing>(k_item_size); }},
      {"WritingALargeFile", [] { return std::make_unique<Writing>(k_large_size); }},
      {"Sealing", [] { return std::make_unique<Sealing>(); }},
      {"Replacing", [] { return std::make_unique<Replacing>(); }},
      {"Opening", [] { return std::make_unique<Opening>(); }},
      {"OpeningALargeFile", [] { return std::make_unique<Opening>(k_large_size); }},
      {"OpeningBesideOthers", [] { return std::make_unique<OpeningBesideOthers>(); }},
      {"OpeningWithoutAHome", [] { return std::make_unique<OpeningWithoutAHome>(); }},
      {"OpeningAForgery", [] { return std::make_unique<OpeningAForgery>(); }},
      {"CleaningUp", [] { return std::make_unique<CleaningUp>(); }},
  };
}

std::vector<OperationRow> reading_operations() {
  return {{"Verifying", [] { return std::make_unique<Verifying>(); }}};
}

}  // namespace rogatory::test
