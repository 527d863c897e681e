#include "ledger/log_state.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "ledger/names.hpp"

namespace rogatory::ledger {
namespace {

using base::JsonReader;
using crypto::Sha256;
using crypto::TreeHasher;

constexpr std::string_view k_type = "rogatory-logstate/1";

/// The members that say what a Merkle tree is.
void put_tree(Json::Object& object, const TreeHasher& tree) {
  Json::Array frontier;
  std::ranges::transform(tree.frontier(), std::back_inserter(frontier), [](const Sha256& one) { return one.hex(); });
  object["frontier"] = std::move(frontier);
  object["root"] = tree.root().hex();
  object["size"] = tree.size();
}

TreeHasher read_tree(JsonReader& reader) {
  std::vector<Sha256> frontier;
  for (const std::string& text : reader.texts("frontier")) {
    Result<Sha256> one = Sha256::from_hex(text);
    if (!one) {
      reader.reject("frontier", one.error().sentence());
    }
    frontier.push_back(one.value_or(Sha256()));
  }
  const Sha256 root = reader.parsed<Sha256>("root", Sha256::from_hex);
  const auto size = static_cast<std::uint64_t>(reader.integer("size", 0, k_most_entries));
  Result<TreeHasher> tree = TreeHasher::from_frontier(size, std::move(frontier));
  if (!tree || tree->root() != root) {
    reader.reject("frontier", "does not make the root of a tree of that size");
    return {};
  }
  return *std::move(tree);
}

std::optional<Oid> read_commit(JsonReader& reader) {
  const std::optional<std::string> text = reader.nullable_text("commit");
  if (!text) {
    return std::nullopt;
  }
  const Result<Oid> commit = Oid::from_hex(*text);
  if (!commit) {
    reader.reject("commit", commit.error().sentence());
  }
  return commit.value_or(Oid());
}

Result<std::optional<LogIntent>> read_intent(const Json& value, std::uint64_t head_size) {
  if (value.is_null()) {
    return std::optional<LogIntent>();
  }
  JsonReader reader(value, "log state: intent");
  LogIntent intent;
  intent.content = reader.parsed<Oid>("content", Oid::from_hex);
  intent.tree = read_tree(reader);
  if (intent.tree.size() <= head_size) {
    reader.reject("size", "is not larger than that of the log");
  }
  ROG_TRY(reader.finish());
  return std::optional(std::move(intent));
}

}  // namespace

std::string LogState::serialize() const {
  Json::Object object{{"commit", head ? Json(head->commit.hex()) : Json()}, {"intent", Json()}, {"type", k_type}};
  put_tree(object, head ? head->tree : TreeHasher());
  if (intent) {
    Json::Object inner{{"content", intent->content.hex()}};
    put_tree(inner, intent->tree);
    object["intent"] = std::move(inner);
  }
  return Json(std::move(object)).canonical();
}

Result<LogState> LogState::parse(ByteView bytes) {
  ROG_TRY_ASSIGN(const Json value, base::parse_canonical_json(bytes, k_log_state_limit));
  JsonReader reader(value, "log state");
  const std::optional<Oid> commit = read_commit(reader);
  TreeHasher tree = read_tree(reader);
  if (commit.has_value() != (tree.size() > 0)) {
    reader.reject("commit", "is null where nothing was appended, and only there");
  }
  const Json& inner = reader.value("intent");
  if (const std::string type = reader.text("type"); reader.ok() && type != k_type) {
    reader.reject("type", "is " + type + ", not " + std::string(k_type));
  }
  ROG_TRY(reader.finish());
  LogState state;
  ROG_TRY_ASSIGN(state.intent, read_intent(inner, tree.size()));
  if (commit) {
    state.head = LogHead{*commit, std::move(tree)};
  }
  return state;
}

Result<std::optional<LogState>> load_log_state(FileSystem& fs, const std::string& path) {
  const Result<Bytes> bytes = base::load_file(fs, path, k_log_state_limit);
  if (!bytes && bytes.error().code() == ErrorCode::not_found) {
    return std::optional<LogState>();
  }
  if (!bytes) {
    return fail(bytes.error());
  }
  Result<LogState> state = LogState::parse(*bytes);
  if (!state) {
    return fail(std::move(state).error().while_("reading " + path));
  }
  return std::optional(*std::move(state));
}

Result<void> save_log_state(FileSystem& fs, const std::string& path, const LogState& state) {
  ROG_TRY(base::make_directories(fs, base::parent_of(path)));
  return base::save_file(fs, path, base::as_bytes(state.serialize()), {.mode = 0600, .replace = true});
}

}  // namespace rogatory::ledger
