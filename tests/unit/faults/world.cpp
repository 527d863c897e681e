#include "tests/unit/faults/world.hpp"

#include <algorithm>
#include <array>

#include "tests/kit/authority.hpp"
#include "tests/support/unsynced_file_system.hpp"

namespace rogatory::test {
namespace {

/// Whether a part of the path is a name of unfinished things.
bool is_unfinished(std::string path) {
  while (!path.empty()) {
    if (registry::is_unfinished_name(path)) {
      return true;
    }
    path.resize(path.find('/') == std::string::npos ? 0 : path.rfind('/'));
  }
  return false;
}

bool holds_secret(const DiskImage::Entry& entry) {
  constexpr std::array k_signs{k_secret, std::string_view("PRIVATE KEY"), std::string_view("AGE-SECRET-KEY-")};
  const std::string_view text = base::as_text(entry.content);
  return std::ranges::any_of(k_signs, [&](std::string_view sign) { return text.contains(sign); });
}

DiskImage part_of(const DiskImage& image, const std::string& prefix) {
  DiskImage part = image;
  std::erase_if(part.entries, [&](const auto& one) { return !one.first.starts_with(prefix); });
  return part;
}

}  // namespace

std::vector<registry::Leftover> Operation::next_start(const std::string& world) {
  UnsyncedFileSystem fs;
  std::vector<registry::Leftover> told = must(registry::clean_records(fs, records_in(world)));
  if (const Result<registry::Home> home = registry::Home::open(fs, world + "/home")) {
    std::ranges::move(must(registry::clean_unfinished(*home)), std::back_inserter(told));
  }
  return told;
}

std::string records_in(const std::string& world) { return world + "/state/rogatory/unfinished"; }

std::ostream& operator<<(std::ostream& out, const OperationRow& row) { return out << row.name; }

std::vector<OperationRow> changing_operations() {
  std::vector<OperationRow> all = bundle_operations();
  std::ranges::move(home_operations(), std::back_inserter(all));
  std::ranges::move(case_operations(), std::back_inserter(all));
  std::ranges::move(request_operations(), std::back_inserter(all));
  std::ranges::move(git_operations(), std::back_inserter(all));
  std::ranges::move(ledger_operations(), std::back_inserter(all));
  return all;
}

World::World(Operation& operation) : m_operation(operation) {
  operation.prepare(path());
  m_before = DiskImage::read(path());
}

/// The unfinished files, outside the home, that nobody else may read.
std::vector<std::string> World::secrets() const {
  std::vector<std::string> found;
  for (const auto& [name, entry] : DiskImage::read(path()).entries) {
    if (!name.starts_with("home/") && is_unfinished(name) && holds_secret(entry)) {
      found.push_back(path() + "/" + name);
    }
  }
  return found;
}

void World::expect_standing(Ended ended) const {
  const Standing standing = m_operation.standing(path());
  EXPECT_NE(standing.is, Standing::Is::broken) << standing.why;
  EXPECT_TRUE(ended != Ended::succeeded || standing.is == Standing::Is::after) << "it was told that it succeeded";
  EXPECT_TRUE(ended != Ended::failed || standing.is == Standing::Is::before || m_operation.may_be_done_all_the_same())
      << "it was told that it failed";
}

void World::expect_leftovers_told() const {
  const std::vector<std::string> before = secrets();
  const std::vector<registry::Leftover> told = m_operation.next_start(path());
  for (const registry::Leftover& leftover : told) {
    EXPECT_TRUE(leftover.removed) << leftover.path << ": " << leftover.why;
  }
  for (const std::string& secret : before) {
    const bool is_told = std::ranges::any_of(told, [&](const auto& one) { return secret.starts_with(one.path); });
    EXPECT_TRUE(is_told) << "nobody said: " << secret;
  }
  EXPECT_EQ(secrets(), std::vector<std::string>());
  for (const auto& [name, entry] : DiskImage::read(path()).entries) {
    EXPECT_TRUE(m_operation.may_litter() || !is_unfinished(name)) << "still there: " << name;
  }
}

void World::expect_nothing_else() const {
  EXPECT_EQ(part_of(DiskImage::read(path()), "source/"), part_of(m_before, "source/")) << "the source has changed";
}

void World::expect_sound(Ended ended) const {
  expect_standing(ended);
  expect_leftovers_told();
  expect_standing(ended == Ended::succeeded ? ended : Ended::died);
  if (m_operation.standing(path()).is == Standing::Is::before) {
    UnsyncedFileSystem fs;
    const Result<void> again = m_operation.run(fs, path());
    EXPECT_TRUE(again.has_value()) << "the second attempt: " << again.error().sentence();
    expect_standing(Ended::succeeded);
  }
  expect_nothing_else();
}

void World::expect_sound_on(const DiskImage& disk, Ended ended) const {
  disk.write_to(path());
  expect_sound(ended);
}

}  // namespace rogatory::test
