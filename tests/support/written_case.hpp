// A case of a home of its own, opened for writing.
#pragma once

#include "registry/case_open.hpp"
#include "tests/support/homes.hpp"

namespace rogatory::test {

class WrittenCase {
 public:
  WrittenCase()
      : writer(
            registry::CaseWriter::open(
                kit.home, kit.keys,
                registry::open_case(kit.home, kit.keys, {.title = "Hesperus", .reference = {}, .under = {}, .with = {}},
                                    writing(), kit.clock)
                    ->id,
                writing(), kit.clock)
                .value()) {}
  [[nodiscard]] registry::Writing writing() const {
    return {.state_root = kit.directory / "states", .officer = {}, .clock_ok = true};
  }

  HomeKit kit;
  registry::CaseWriter writer;
};

}  // namespace rogatory::test
