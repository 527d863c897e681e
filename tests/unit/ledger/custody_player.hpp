// Random histories of custody, each right by the rules, for tests of what must hold for all of them.
#pragma once

#include <cstdlib>
#include <random>

#include "tests/unit/ledger/custody_world.hpp"

namespace rogatory::test {

/// How many histories a test takes: a few hundred, or as many as ROGATORY_CUSTODY_CASES says.
inline int number_of_cases(int otherwise = 300) {
  const char* wanted = std::getenv("ROGATORY_CUSTODY_CASES");  // NOLINT(concurrency-mt-unsafe): one thread
  return wanted != nullptr ? std::stoi(wanted) : otherwise;
}

/// Plays one exhibit by the rules, one act after the other, through the hands of authorities "a0-ca", "a1-ca"….
class Player {
 public:
  Player(std::uint32_t seed, int authorities) : m_random(seed), m_authorities(authorities) {
    world.enter(officer(0), "a0-ca:1");
    put(ledger::CustodyAct::seized);
    ledger::CustodyEvent sealed = act(ledger::CustodyAct::sealed);
    sealed.seal = ledger::SealSeen{.after = std::to_string(++m_seal), .before = {}, .intact = {}};
    enter(sealed);
    put(ledger::CustodyAct::hashed);
    put(ledger::CustodyAct::working_copy_made);
  }

  void play(int moves) {
    for (int i = 0; i < moves; ++i) {
      switch (below(7)) {
        case 0:
          put(ledger::CustodyAct::hashed);
          break;
        case 1:
          reseal();
          break;
        case 2:
          put(ledger::CustodyAct::photographed);
          break;
        case 3:
          hand_over();
          break;
        case 4:
          examine_copy();
          break;
        case 5:
          borrow();
          break;
        default:
          store();
      }
    }
  }

  CustodyWorld world;
  [[nodiscard]] ledger::CustodyEvent act(ledger::CustodyAct what) const {
    return world.act(what, holder(), {.authority = "a0-ca", .number = 1});
  }
  void put(ledger::CustodyAct what) { enter(act(what)); }
  void enter(ledger::CustodyEvent event) { world.put(officer(m_at), std::move(event)); }
  [[nodiscard]] std::string seal() const { return std::to_string(m_seal); }
  std::size_t below(std::size_t end) { return m_random() % end; }
  std::mt19937& random() { return m_random; }
  [[nodiscard]] std::string other_authority() const { return "keeper-" + std::to_string(next()) + "@" + name(next()); }

 private:
  [[nodiscard]] static std::string name(int authority) { return "a" + std::to_string(authority) + "-ca"; }
  [[nodiscard]] std::string holder() const { return "keeper-" + std::to_string(m_at); }
  [[nodiscard]] std::string officer(int authority) const {
    return "keeper-" + std::to_string(authority) + "@" + name(authority);
  }
  [[nodiscard]] int next() const { return (m_at + 1) % m_authorities; }

  void reseal() {
    ledger::CustodyEvent opened = act(ledger::CustodyAct::unsealed);
    opened.seal = ledger::SealSeen{.after = {}, .before = seal(), .intact = true};
    enter(opened);
    ledger::CustodyEvent closed = act(ledger::CustodyAct::sealed);
    closed.seal = ledger::SealSeen{.after = std::to_string(++m_seal), .before = {}, .intact = {}};
    enter(closed);
  }

  void hand_over() {
    const int to = static_cast<int>(below(static_cast<std::size_t>(m_authorities)));
    if (to == m_at) {
      return;
    }
    ledger::CustodyEvent gives = act(ledger::CustodyAct::transferred_out);
    gives.counterpart = authority(name(to));
    enter(gives);
    m_at = to;
    ledger::CustodyEvent takes = act(ledger::CustodyAct::received);
    takes.seal = ledger::SealSeen{.after = {}, .before = seal(), .intact = true};
    enter(takes);
  }

  void examine_copy() {
    ledger::CustodyEvent event = act(ledger::CustodyAct::examined);
    event.actor = person("expert");
    event.on = ledger::WorkedOn::working_copy;
    enter(event);
  }

  void borrow() {
    ledger::CustodyEvent out = act(ledger::CustodyAct::checked_out);
    out.actor = person("expert");
    enter(out);
    ledger::CustodyEvent used = act(ledger::CustodyAct::verified);
    used.actor = person("expert");
    enter(used);
    put(ledger::CustodyAct::checked_in);
  }

  void store() {
    ledger::CustodyEvent event = act(ledger::CustodyAct::stored);
    event.place = "shelf " + std::to_string(below(9));
    event.seal = ledger::SealSeen{.after = {}, .before = seal(), .intact = {}};
    enter(event);
  }

  std::mt19937 m_random;
  int m_authorities;
  int m_at = 0;
  int m_seal = 0;
};

}  // namespace rogatory::test
