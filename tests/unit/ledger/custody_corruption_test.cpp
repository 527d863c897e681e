// Random histories of three to five authorities as real logs, with one random corruption each: verification never
// passes, and names the log that was corrupted. ROGATORY_CUSTODY_CASES says how many (soak: 10,000).
#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/custody_entry.hpp"
#include "tests/kit/raw_log.hpp"
#include "tests/unit/ledger/custody_player.hpp"

namespace rogatory::ledger {
namespace {

using test::LogAuthor;
using test::Player;
using test::RawCase;
using test::RawLog;

constexpr int k_most_authorities = 5;

std::string name_of(int authority) { return "a" + std::to_string(authority) + "-ca"; }

/// Their keys are the same in all histories: making them would take longer than the rest.
std::vector<test::Authority>& authorities() {
  static std::vector<test::Authority> all = [] {
    std::vector<test::Authority> made;
    for (int i = 0; i < k_most_authorities; ++i) {
      made.emplace_back(name_of(i));
    }
    return made;
  }();
  return all;
}

const crypto::age::Identity& case_key() {
  static const crypto::age::Identity key = crypto::age::Identity::generate();
  return key;
}

/// A history written down: each entry signed, with its body, in the log of its author, who saw what the history says.
class WrittenHistory {
 public:
  WrittenHistory(std::uint32_t seed, int parties) : m_player(seed, parties) {
    m_player.play(static_cast<int>(m_player.below(10)));
    const crypto::Sha256 nonce = crypto::sha256("history " + std::to_string(seed));
    const CaseId case_id = case_id_of(name_of(0), crypto::fingerprint_of(authorities()[0].card().root), nonce);
    for (int i = 0; i < parties; ++i) {
      m_authors.emplace_back(authorities()[static_cast<std::size_t>(i)], case_id, name_of(i));
    }
    for (std::size_t i = 0; i < m_player.world.entries.size(); ++i) {
      write(m_player.world.entries[i], i == 0 ? std::optional(nonce) : std::nullopt);
    }
  }

  [[nodiscard]] RawCase raw() const {
    RawCase raw;
    for (const LogAuthor& author : m_authors) {
      if (!author.raw().entries.empty()) {
        raw.logs.push_back(author.raw());
      }
    }
    return raw;
  }
  Player& player() { return m_player; }

 private:
  LogAuthor& author_of(const LogName& log) {
    return *std::ranges::find(m_authors, log, [](const LogAuthor& author) { return author.raw().name; });
  }

  void write(const CustodyEntry& told, const std::optional<crypto::Sha256>& nonce) {
    LogAuthor& author = author_of(told.point.entry.log);
    for (const auto& [log, size] : told.point.seen) {
      if (size > 0) {
        author.sees(author_of(log));
      }
    }
    const auto* event = std::get_if<CustodyEvent>(&told.event);
    const ExhibitEvent body =
        event != nullptr ? ExhibitEvent(*event) : ExhibitEvent(std::get<ExhibitRegistered>(told.event));
    Entry entry = author.next(type_of(body), fields_of(body), "main", case_key().recipient());
    if (nonce) {
      entry.nonce = nonce;
      entry.recipients = {{"main", case_key().recipient()}};
      entry.parties.emplace();
      for (const LogAuthor& party : m_authors) {
        const test::Authority& who =
            *std::ranges::find(authorities(), party.raw().name.authority, &test::Authority::id);
        entry.parties->push_back({who.id(), crypto::fingerprint_of(who.card().root)});
      }
    }
    author.add(entry);
  }

  Player m_player;
  std::vector<LogAuthor> m_authors;
};

/// One byte becomes another one.
void damage(Bytes& bytes, Player& player) {
  bytes.at(player.below(bytes.size())) ^= static_cast<std::uint8_t>(1 + player.below(255));
}

/// One member of an entry says something else, in the one form that entries have.
void change_member(Bytes& bytes, Player& player) {
  Entry entry = test::must(Entry::parse(bytes));
  const crypto::Sha256 other = crypto::sha256(std::string_view("another"));
  switch (player.below(7)) {
    case 0:
      entry.made_at.seconds += 1;
      break;
    case 1:
      entry.officer = test::k_officer;
      break;
    case 2:
      entry.card = other;
      break;
    case 3:
      entry.body->sha256 = other;
      break;
    case 4:
      entry.body->commitment = other;
      break;
    case 5:
      entry.clock_behind = 60;
      break;
    default:
      entry.seq += 1;
      entry.prev = *EntryHash::from_bytes(other.bytes);
  }
  bytes = base::to_bytes(entry.serialize());
}

/// A way to corrupt a log; false where there is nothing in it that could be corrupted in this way.
struct Corruption {
  const char* what;
  bool (*act)(RawCase&, RawLog&, Player&);
};

EntryFiles& any_entry(RawLog& log, Player& player) { return log.entries[player.below(log.entries.size())]; }

const std::vector<Corruption> k_corruptions{
    {"a byte of an entry",
     [](RawCase&, RawLog& log, Player& player) {
       damage(any_entry(log, player).entry, player);
       return true;
     }},
    {"a byte of a signature",
     [](RawCase&, RawLog& log, Player& player) {
       damage(any_entry(log, player).signature, player);
       return true;
     }},
    {"a byte of a body",
     [](RawCase&, RawLog& log, Player& player) {
       damage(*any_entry(log, player).body, player);
       return true;
     }},
    {"a byte of the checkpoint",
     [](RawCase&, RawLog& log, Player& player) {
       damage(*log.checkpoint, player);
       return true;
     }},
    {"a byte of a card",
     [](RawCase&, RawLog& log, Player& player) {
       damage(log.cards.front().card, player);
       return true;
     }},
    {"a byte of a card's signature",
     [](RawCase&, RawLog& log, Player& player) {
       damage(log.cards.front().sig, player);
       return true;
     }},
    {"a member of an entry",
     [](RawCase&, RawLog& log, Player& player) {
       change_member(any_entry(log, player).entry, player);
       return true;
     }},
    {"an entry dropped",
     [](RawCase&, RawLog& log, Player& player) {
       log.entries.erase(log.entries.begin() + static_cast<std::ptrdiff_t>(player.below(log.entries.size())));
       return true;
     }},
    {"two entries that changed places",
     [](RawCase&, RawLog& log, Player& player) {
       const std::size_t one = player.below(log.entries.size());
       const std::size_t other = player.below(log.entries.size());
       std::swap(log.entries[one], log.entries[other]);
       return one != other;
     }},
    {"an entry twice",
     [](RawCase&, RawLog& log, Player& player) {
       const EntryFiles entry = any_entry(log, player);
       log.entries.insert(log.entries.begin() + static_cast<std::ptrdiff_t>(player.below(log.entries.size() + 1)),
                          entry);
       return true;
     }},
    {"an entry of another log",
     [](RawCase& raw, RawLog& log, Player& player) {
       RawLog& other = raw.logs[player.below(raw.logs.size())];
       any_entry(log, player) = any_entry(other, player);
       return &other != &log;
     }},
    {"a body dropped",
     [](RawCase&, RawLog& log, Player& player) {
       any_entry(log, player).body.reset();
       return true;
     }},
    {"the body of another entry",
     [](RawCase& raw, RawLog& log, Player& player) {
       EntryFiles& entry = any_entry(log, player);
       const EntryFiles& other = any_entry(raw.logs[player.below(raw.logs.size())], player);
       entry.body = other.body;
       return &entry != &other;
     }},
    {"the signature of another entry",
     [](RawCase& raw, RawLog& log, Player& player) {
       EntryFiles& entry = any_entry(log, player);
       const EntryFiles& other = any_entry(raw.logs[player.below(raw.logs.size())], player);
       entry.signature = other.signature;
       return &entry != &other;
     }},
    {"an entry cut short",
     [](RawCase&, RawLog& log, Player& player) {
       Bytes& bytes = any_entry(log, player).entry;
       bytes.resize(player.below(bytes.size()));
       return true;
     }},
    {"a body cut short",
     [](RawCase&, RawLog& log, Player& player) {
       Bytes& bytes = *any_entry(log, player).body;
       bytes.resize(player.below(bytes.size()));
       return true;
     }},
    {"the checkpoint dropped",
     [](RawCase&, RawLog& log, Player&) {
       log.checkpoint.reset();
       return true;
     }},
    {"the checkpoint of another log",
     [](RawCase& raw, RawLog& log, Player& player) {
       const RawLog& other = raw.logs[player.below(raw.logs.size())];
       log.checkpoint = other.checkpoint;
       return &other != &log;
     }},
    {"the cards dropped",
     [](RawCase&, RawLog& log, Player&) {
       log.cards.clear();
       return true;
     }},
};

bool names(const CaseReport& report, const LogName& log) {
  return std::ranges::any_of(test::failures(report), [&](const std::string& failure) {
    return failure.starts_with(log.text() + " ") || failure.starts_with("case ");
  });
}

TEST(CustodyCorruption, OfOneThingAtRandomIsNeverPassed) {
  const crypto::Trust trust = authorities()[0].pinned();
  const std::span<const crypto::age::Identity> keys(&case_key(), 1);
  std::map<std::string, int> done;
  for (int i = 0; i < test::number_of_cases(200); ++i) {
    WrittenHistory history(static_cast<std::uint32_t>(20'000 + i), 3 + i % 3);
    RawCase raw = history.raw();
    const CaseReport before = test::verify_logs(raw, trust, keys);
    ASSERT_EQ(before.exit_status(), 0) << "case " << i << "\n" << test::told(before);
    Player& player = history.player();
    const Corruption& corruption = k_corruptions[static_cast<std::size_t>(i) % k_corruptions.size()];
    RawLog& log = raw.logs[player.below(raw.logs.size())];
    const LogName name = log.name;
    if (!corruption.act(raw, log, player)) {
      continue;
    }
    const CaseReport report = test::verify_logs(raw, trust, keys);
    ASSERT_GE(report.exit_status(), 20) << corruption.what << " of " << name.text() << ", case " << i;
    ASSERT_NE(report.verdict, base::Verdict::pass);
    ASSERT_TRUE(names(report, name)) << corruption.what << " of " << name.text() << ", case " << i << "\n"
                                     << test::told(report);
    ++done[corruption.what];
  }
  int all = 0;
  for (const auto& [what, times] : done) {
    std::printf("%6d  %s\n", times, what.c_str());
    all += times;
  }
  std::printf("%6d  histories corrupted, each named\n", all);
  EXPECT_EQ(done.size(), k_corruptions.size()) << "a way was never taken";
}

}  // namespace
}  // namespace rogatory::ledger
