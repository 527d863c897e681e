// Making a home, and what changes its keys, its cards and whom it trusts. Keys are plain: scrypt would take the time.
#include <filesystem>

#include "registry/doctor.hpp"
#include "registry/peers.hpp"
#include "registry/rotate.hpp"
#include "tests/kit/authority.hpp"
#include "tests/support/files.hpp"
#include "tests/support/homes.hpp"
#include "tests/unit/faults/operation.hpp"

namespace rogatory::test {
namespace {

namespace stdfs = std::filesystem;
using registry::Health;
using registry::Home;

/// What doctor sees that must be mended in a home; empty where it is well. The machine is not looked at.
std::string illness_of(const Home& home, UtcTime now) {
  const Result<crypto::CardChain> chain = home.own_chain();
  if (!chain) {
    return chain.error().sentence();
  }
  std::string illness;
  std::vector<registry::Examination> found = registry::examine_keys(home, chain->newest());
  std::ranges::move(registry::examine_card(chain->newest(), now), std::back_inserter(found));
  std::ranges::move(registry::examine_peers(home, now), std::back_inserter(found));
  for (const registry::Examination& one : found) {
    illness += one.health == Health::problem ? one.check + ": " + one.text + "; " : "";
  }
  return illness;
}

/// A new home.
class MakingAHome : public Operation {
 public:
  void prepare(const std::string& world) override {
    stdfs::create_directory(world + "/out");
    stdfs::create_directory(world + "/state");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override { return make(fs, world, new_home()); }
  Standing standing(const std::string& world) override {
    const Result<Home> home = Home::open(FileSystem::real(), world + "/home");
    if (!home && home.error().code() == ErrorCode::not_found) {
      return {.is = Standing::Is::before, .why = {}};
    }
    const std::string illness = home ? illness_of(*home, m_clock.time) : home.error().sentence();
    return {.is = illness.empty() ? Standing::Is::after : Standing::Is::broken, .why = illness};
  }

 protected:
  Result<void> make(FileSystem& fs, const std::string& world, const registry::NewHome& wanted) {
    registry::Unfinished unfinished(fs, records_in(world));
    ROG_TRY(registry::init_home(fs, world + "/home", wanted, {}, m_clock, unfinished));
    return {};
  }

 private:
  SetClock m_clock{"2026-11-23T12:00:00Z"};
};

/// With its root key on a medium of its own.
class MakingAHomeInTwoPlaces : public MakingAHome {
 public:
  Result<void> run(FileSystem& fs, const std::string& world) override {
    registry::NewHome wanted = new_home();
    wanted.root_key_file = root_key(world);
    return make(fs, world, wanted);
  }
  Standing standing(const std::string& world) override {
    const Standing home = MakingAHome::standing(world);
    const bool has_root = stdfs::exists(root_key(world));
    return has_root == (home.is == Standing::Is::after)
               ? home
               : Standing{.is = Standing::Is::broken, .why = "a home without its root, or a root without a home"};
  }

 private:
  static std::string root_key(const std::string& world) { return world + "/out/root.key"; }
};

/// A change of a home.
class ChangingAHome : public Operation {
 public:
  void prepare(const std::string& world) override {
    must(registry::init_home(FileSystem::real(), world + "/home", new_home(), {}, m_clock));
    stdfs::create_directory(world + "/out");
  }
  Result<void> run(FileSystem& fs, const std::string& world) override {
    ROG_TRY_ASSIGN(const Home home, Home::open(fs, world + "/home"));
    ROG_TRY(registry::clean_unfinished(home));
    return change(home, world);
  }
  Standing standing(const std::string& world) override {
    const Result<Home> home = Home::open(FileSystem::real(), world + "/home");
    const std::string illness = home ? illness_of(*home, m_clock.time) : home.error().sentence();
    if (!illness.empty()) {
      return {.is = Standing::Is::broken, .why = illness};
    }
    return {.is = is_changed(*home, world) ? Standing::Is::after : Standing::Is::before, .why = {}};
  }

 protected:
  virtual Result<void> change(const Home& home, const std::string& world) = 0;
  virtual bool is_changed(const Home& home, const std::string& world) = 0;

  Result<crypto::SigningKey> root(const Home& home) {
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    return registry::KeyRing(home, m_passphrases).root(chain.newest().root, std::nullopt);
  }

  SetClock m_clock{"2026-11-23T12:00:00Z"};
  SaidPassphrases m_passphrases;
};

class AddingAnOfficer : public ChangingAHome {
 protected:
  Result<void> change(const Home& home, const std::string&) override {
    ROG_TRY_ASSIGN(crypto::SigningKey root_key, root(home));
    registry::NewOfficer officer;
    officer.id = "clerk-1";
    officer.may = {crypto::May::seal};
    officer.until = must(UtcTime::parse("2027-12-31T23:59:59Z"));
    ROG_TRY(registry::add_officer(home, root_key, officer, {}, m_clock));
    return {};
  }
  /// With a key that opens, and is the one that the card names.
  bool is_changed(const Home& home, const std::string&) override {
    const crypto::CardChain chain = must(home.own_chain());
    const crypto::Officer* officer = chain.newest().officer("clerk-1");
    return officer != nullptr && registry::KeyRing(home, m_passphrases).officer("clerk-1", officer->key).has_value();
  }
};

class RotatingTheEvidenceKey : public ChangingAHome {
 protected:
  Result<void> change(const Home& home, const std::string&) override {
    ROG_TRY_ASSIGN(crypto::SigningKey root_key, root(home));
    const registry::Rotation rotation{.kind = registry::KeyKind::evidence, .new_root_file = std::nullopt};
    ROG_TRY(registry::rotate_key(home, rotation, root_key, {}, m_clock));
    return {};
  }
  bool is_changed(const Home& home, const std::string&) override { return must(home.own_chain()).cards().size() == 2; }
};

class RotatingTheRoot : public ChangingAHome {
 protected:
  Result<void> change(const Home& home, const std::string&) override {
    ROG_TRY_ASSIGN(crypto::SigningKey root_key, root(home));
    const registry::Rotation rotation{.kind = registry::KeyKind::root, .new_root_file = std::nullopt};
    ROG_TRY(registry::rotate_key(home, rotation, root_key, {}, m_clock));
    return {};
  }
  /// Whichever root is in force, its key is at hand.
  bool is_changed(const Home& home, const std::string&) override {
    EXPECT_TRUE(root(home).has_value()) << "nobody can sign the next card";
    return must(home.own_chain()).cards().size() == 2;
  }
};

class AddingAPeer : public ChangingAHome {
 protected:
  Result<void> change(const Home& home, const std::string&) override {
    ROG_TRY(registry::take_peer(home, m_peer.chain(), registry::Confirmed::telephone, m_clock));
    return {};
  }
  bool is_changed(const Home& home, const std::string&) override {
    const bool is_trusted = must(home.trust()).root_of(m_peer.id()) != nullptr;
    EXPECT_TRUE(!is_trusted || registry::load_peer(home, m_peer.id()).has_value()) << "trusted in part";
    return is_trusted;
  }

 private:
  Authority m_peer{"de-ca"};
};

/// As `card export --force` does: over a file that is there. What it writes is public.
class ExportingCards : public ChangingAHome {
 public:
  void prepare(const std::string& world) override {
    ChangingAHome::prepare(world);
    write_file(file(world), "older cards");
  }
  Standing standing(const std::string& world) override {
    if (!stdfs::exists(file(world))) {
      return {.is = Standing::Is::broken, .why = "the older cards are lost"};
    }
    return ChangingAHome::standing(world);
  }
  [[nodiscard]] bool may_litter() const override { return true; }

 protected:
  Result<void> change(const Home& home, const std::string& world) override {
    ROG_TRY_ASSIGN(const crypto::CardChain chain, home.own_chain());
    return base::save_file(home.fs(), file(world), crypto::chain_to_tar(chain), {.mode = 0644, .replace = true});
  }
  bool is_changed(const Home& home, const std::string& world) override {
    const std::string text = read_file(file(world));
    if (text == "older cards") {
      return false;
    }
    EXPECT_EQ(base::to_bytes(text), crypto::chain_to_tar(must(home.own_chain())));
    return true;
  }

 private:
  static std::string file(const std::string& world) { return world + "/out/fr.card"; }
};

}  // namespace

std::vector<OperationRow> home_operations() {
  return {
      {"MakingAHome", [] { return std::make_unique<MakingAHome>(); }},
      {"AddingAnOfficer", [] { return std::make_unique<AddingAnOfficer>(); }},
      {"RotatingTheEvidenceKey", [] { return std::make_unique<RotatingTheEvidenceKey>(); }},
      {"RotatingTheRoot", [] { return std::make_unique<RotatingTheRoot>(); }},
      {"AddingAPeer", [] { return std::make_unique<AddingAPeer>(); }},
      {"ExportingCards", [] { return std::make_unique<ExportingCards>(); }},
  };
}

std::vector<OperationRow> scattered_operations() {
  return {{"MakingAHomeInTwoPlaces", [] { return std::make_unique<MakingAHomeInTwoPlaces>(); }}};
}

}  // namespace rogatory::test
