#include "request/rules_compared.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <set>
#include <span>

#include "base/text.hpp"
#include "request/instrument_file.hpp"
#include "request/machine_file.hpp"

namespace rogatory::request {
namespace {

/// A table of an instrument or a machine: the key it stands under, what one row is called, and the member that names a
/// row beside its article.
struct TableOf {
  std::string_view key;
  std::string_view word;
  std::string_view name;
};

constexpr std::array k_tables_of_law{
    TableOf{"channels", "channel", "type"},
    TableOf{"contents", "content", "name"},
    TableOf{"declarations", "declaration of", "state"},
    TableOf{"documents", "document", "name"},
    TableOf{"limits", "limit", "id"},
    TableOf{"parties", "party", "state"},
    TableOf{"refusal", "ground", "ground"},
    TableOf{"rules", "rule", "topic"},
};
constexpr std::array k_tables_of_machine{TableOf{"states", "state", "name"}, TableOf{"transitions", "step", "event"}};

/// The canonical texts of the rows that bear a name: two may bear one, and their order says nothing.
using Rows = std::map<std::string, std::multiset<std::string>>;

std::string text_at(const Json::Object& row, std::string_view key) {
  const auto found = row.find(key);
  const std::string* const text = found == row.end() ? nullptr : found->second.as_string();
  return text == nullptr ? "" : *text;
}

/// All documents here are objects, and what stands in their tables are arrays of objects.
Json::Object object_of(const Json& json) {
  const Json::Object* const object = json.as_object();
  return object == nullptr ? Json::Object() : *object;
}

/// "limit leave, 18(5),"
std::string label_of(const TableOf& table, const Json::Object& row) {
  const std::string ref = text_at(row, "ref");
  return std::string(table.word) + " " + text_at(row, table.name) + (ref.empty() ? "" : ", " + ref + ",");
}

Rows rows_of(const Json::Object& document, const TableOf& table) {
  Rows rows;
  const auto found = document.find(table.key);
  const Json::Array* const array = found == document.end() ? nullptr : found->second.as_array();
  if (array == nullptr) {
    return rows;
  }
  for (const Json& row : *array) {
    rows[label_of(table, object_of(row))].insert(row.canonical());
  }
  return rows;
}

Json states_of(const RuleSet& rules) {
  return Json::Object{{"requested State", rules.requested}, {"requesting State", rules.requesting}};
}

class Comparer {
 public:
  void compare(const Json& frozen, const Json& here, std::span<const TableOf> tables) {
    Json::Object theirs = object_of(frozen);
    Json::Object ours = object_of(here);
    for (const TableOf& table : tables) {
      compare_rows(rows_of(theirs, table), rows_of(ours, table));
      theirs.erase(std::string(table.key));
      ours.erase(std::string(table.key));
    }
    compare_members(theirs, ours);
  }

  std::vector<std::string> take() { return std::move(m_differences); }

 private:
  void compare_rows(const Rows& theirs, const Rows& ours) {
    for (const auto& [label, rows] : theirs) {
      const auto found = ours.find(label);
      if (found == ours.end()) {
        m_differences.push_back(label + " is not among those of this home");
      } else if (found->second != rows) {
        m_differences.push_back(label + " is another");
      }
    }
    for (const auto& [label, rows] : ours) {
      if (!theirs.contains(label)) {
        m_differences.push_back(label + " is missing");
      }
    }
  }

  /// What is no table: title, citation, language …
  void compare_members(const Json::Object& theirs, const Json::Object& ours) {
    std::set<std::string> keys;
    std::ranges::copy(std::views::keys(theirs), std::inserter(keys, keys.end()));
    std::ranges::copy(std::views::keys(ours), std::inserter(keys, keys.end()));
    for (const std::string& key : keys) {
      const auto one = theirs.find(key);
      const auto other = ours.find(key);
      if (one == theirs.end() || other == ours.end() || one->second != other->second) {
        m_differences.push_back("its " + key + " is another");
      }
    }
  }

  std::vector<std::string> m_differences;
};

}  // namespace

std::string_view text_of(RulesHere here) {
  switch (here) {
    case RulesHere::same:
      return "same";
    case RulesHere::different:
      return "different";
    case RulesHere::not_at_hand:
      break;
  }
  return "not_at_hand";
}

RulesComparison compare_rules(const InstrumentSet& instruments, const RuleSet& frozen, const std::string& requesting,
                              const std::string& requested) {
  const Result<RuleSet> here = resolve_rules(
      instruments, {.base = frozen.law.id, .layers = frozen.layers, .requesting = requesting, .requested = requested});
  if (!here) {
    return {.here = RulesHere::not_at_hand, .differences = {}, .why = here.error().sentence()};
  }
  Comparer comparer;
  comparer.compare(states_of(frozen), states_of(*here), {});
  comparer.compare(document_of(frozen.law), document_of(here->law), k_tables_of_law);
  comparer.compare(document_of(frozen.machine), document_of(here->machine), k_tables_of_machine);
  std::vector<std::string> differences = comparer.take();
  const RulesHere found = differences.empty() ? RulesHere::same : RulesHere::different;
  return {.here = found, .differences = std::move(differences), .why = {}};
}

std::string sentence_of(const RulesComparison& comparison) {
  switch (comparison.here) {
    case RulesHere::same:
      return "";
    case RulesHere::not_at_hand:
      return "its rules cannot be compared with those of this home: " + comparison.why;
    case RulesHere::different:
      break;
  }
  constexpr std::size_t k_named = 3;
  std::vector<std::string> named = comparison.differences;
  const std::size_t more = named.size() > k_named ? named.size() - k_named : 0;
  named.resize(named.size() - more);
  return "its rules are not those that this home has: " + base::join(named, "; ") +
         (more == 0 ? "" : "; and " + std::to_string(more) + " more");
}

}  // namespace rogatory::request
