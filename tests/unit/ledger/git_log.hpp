// A log of made-up files for the tests of reading and writing git: it is in order, and nobody has signed it.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "ledger/git.hpp"
#include "ledger/git_store.hpp"

namespace rogatory::test {

using Files = std::map<std::string, std::string>;  ///< content by path

/// `entries` entries, every other with a body, one card and a checkpoint.
inline Files log_files(std::uint64_t entries) {
  using namespace ledger;
  Files files;
  for (std::uint64_t seq = 0; seq < entries; ++seq) {
    files[LogPath{FileKind::entry, seq}.text()] = "{\"seq\":" + std::to_string(seq) + "}";
    files[LogPath{FileKind::entry_signature, seq}.text()] = "signature " + std::to_string(seq) + "\n";
    if (seq % 2 == 0) {
      files[LogPath{FileKind::body, seq}.text()] = "body " + std::to_string(seq);
    }
  }
  files["cards/000001.json"] = "{}";
  files["cards/000001.json.sig"] = "signature of a card\n";
  files["checkpoint"] = "note of " + std::to_string(entries) + "\n";
  return files;
}

/// Adds the objects of a tree of files to `batch`.
inline ledger::Oid add_tree(ledger::ObjectBatch& batch, const Files& files) {
  std::vector<ledger::TreeItem> items;
  std::map<std::string, Files> folders;
  for (const auto& [path, content] : files) {
    const std::size_t slash = path.find('/');
    if (slash == std::string::npos) {
      items.push_back({path, false, batch.add(ledger::ObjectKind::blob, base::to_bytes(content))});
    } else {
      folders[path.substr(0, slash)][path.substr(slash + 1)] = content;
    }
  }
  for (const auto& [name, below] : folders) {
    items.push_back({name, true, add_tree(batch, below)});
  }
  return batch.add(ledger::ObjectKind::tree, ledger::serialize_tree(items));
}

/// Commits `files` to the branch of `log`, after what it is now.
inline ledger::Oid commit_files(const std::string& repository, const std::string& log, const Files& files,
                                std::uint64_t first, std::uint64_t last) {
  FileSystem& fs = FileSystem::real();
  ledger::ObjectBatch batch(fs, repository);
  const std::string ref = "refs/heads/" + log;
  const auto now = ledger::read_ref(fs, repository, ref);
  EXPECT_TRUE(now.has_value());
  const ledger::Commit commit{.tree = add_tree(batch, files),
                              .parent = *now,
                              .log = ledger::LogName::parse(log).value(),
                              .date = UtcTime{1'800'000'000 + static_cast<std::int64_t>(last)},
                              .first = first,
                              .last = last};
  const ledger::Oid id = batch.add(ledger::ObjectKind::commit, ledger::serialize_commit(commit));
  const Result<void> saved = batch.save();
  EXPECT_TRUE(saved.has_value()) << (saved ? "" : saved.error().sentence());
  const Result<void> moved = ledger::move_ref(fs, repository, ref, *now, id);
  EXPECT_TRUE(moved.has_value()) << (moved ? "" : moved.error().sentence());
  return id;
}

}  // namespace rogatory::test
