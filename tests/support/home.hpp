// A home of fr-home in a directory of its own, without passphrases.
#pragma once

#include "registry/init.hpp"
#include "tests/support/cards.hpp"
#include "tests/support/temporary_directory.hpp"

namespace rogatory::test {

class FixedClock : public base::Clock {
 public:
  explicit FixedClock(std::string_view now) : m_now(at(now)) {}
  [[nodiscard]] UtcTime now() const override { return m_now; }

 private:
  UtcTime m_now;
};

class TestHome {
 public:
  TestHome() {
    registry::NewHome wanted;
    wanted.authority = "fr-home";
    wanted.country = "FR";
    wanted.name = "Home of the tests";
    wanted.role = "central-authority";
    wanted.zone = "Europe/Paris";
    wanted.calendar = "FR";
    wanted.officer.id = "registry-1";
    wanted.officer.may = registry::usual_powers();
    wanted.officer.until = at("2030-12-31T23:59:59Z");
    const auto made = registry::init_home(base::FileSystem::real(), path(), wanted, {}, clock);
    EXPECT_TRUE(made.has_value()) << made.error().sentence();
  }

  [[nodiscard]] std::string path() const { return m_directory / "home"; }
  [[nodiscard]] std::string operator/(const std::string& name) const { return path() + "/" + name; }
  /// The home over a file system, which may fail on demand.
  [[nodiscard]] registry::Home open(base::FileSystem& fs = base::FileSystem::real()) const {
    return registry::Home::open(fs, path()).value();
  }

  const FixedClock clock{"2026-06-01T12:00:00Z"};

 private:
  TemporaryDirectory m_directory;
};

}  // namespace rogatory::test
