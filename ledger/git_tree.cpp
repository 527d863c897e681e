#include <algorithm>

#include "ledger/git_objects.hpp"

namespace rogatory::ledger {
namespace {

constexpr std::string_view k_file_mode = "100644";
constexpr std::string_view k_tree_mode = "40000";

bool is_name(std::string_view name) {
  const auto is_alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !name.empty() && is_alphanumeric(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

/// Git compares names as if those of trees ended in a slash.
bool is_before(std::string_view name, bool is_tree, std::string_view other, bool other_is_tree) {
  const std::size_t common = std::min(name.size(), other.size());
  if (const int order = name.substr(0, common).compare(other.substr(0, common)); order != 0) {
    return order < 0;
  }
  const auto next = [common](std::string_view text, bool tree) {
    return common < text.size() ? static_cast<unsigned char>(text[common]) : tree ? '/' : 0;
  };
  return next(name, is_tree) < next(other, other_is_tree);
}

/// Order alone does not see a file and a tree of one name: others may stand between them. Two of one kind it sees.
template <class Items>
bool has_name_twice(const Items& items) {
  std::vector<std::string_view> names;
  names.reserve(items.size());
  for (const auto& item : items) {
    names.push_back(item.name);
  }
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) != names.end();
}

void append(Bytes& to, std::string_view text) { to.insert(to.end(), text.begin(), text.end()); }

}  // namespace

Bytes serialize_tree(std::vector<TreeItem> items) {
  std::ranges::sort(items, [](const TreeItem& one, const TreeItem& other) {
    return is_before(one.name, one.is_tree, other.name, other.is_tree);
  });
  ROG_ASSERT(!has_name_twice(items));
  Bytes content;
  content.reserve(items.size() * 48);
  for (const TreeItem& item : items) {
    ROG_ASSERT(is_name(item.name));
    append(content, item.is_tree ? k_tree_mode : k_file_mode);
    content.push_back(' ');
    append(content, item.name);
    content.push_back(0);
    content.insert(content.end(), item.id.bytes.begin(), item.id.bytes.end());
  }
  return content;
}

Result<std::vector<RawTreeItem>> parse_raw_tree(ByteView content) {
  std::vector<RawTreeItem> items;
  items.reserve(content.size() / 36);
  std::string_view rest = base::as_text(content);
  while (!rest.empty()) {
    const std::size_t space = rest.substr(0, 8).find(' ');
    const std::size_t end = rest.find('\0');
    constexpr std::size_t k_id = std::tuple_size_v<decltype(Oid::bytes)>;
    if (space == std::string_view::npos || space == 0 || end == std::string_view::npos || end <= space + 1 ||
        rest.size() - end - 1 < k_id) {
      return fail(ErrorCode::malformed, "not a git tree");
    }
    items.push_back({.mode = rest.substr(0, space),
                     .name = rest.substr(space + 1, end - space - 1),
                     .id = base::as_bytes(rest.substr(end + 1, k_id))});
    rest.remove_prefix(end + 1 + k_id);
  }
  return items;
}

bool is_in_order(const std::vector<RawTreeItem>& items) {
  const bool is_of_one_kind =
      std::ranges::adjacent_find(items, std::not_equal_to(), &RawTreeItem::is_tree) == items.end();
  const auto out_of_order = [](const RawTreeItem& one, const RawTreeItem& other) {
    return !is_before(one.name, one.is_tree(), other.name, other.is_tree());
  };
  return std::ranges::adjacent_find(items, out_of_order) == items.end() && (is_of_one_kind || !has_name_twice(items));
}

Result<std::vector<TreeItem>> parse_tree(ByteView content) {
  if (content.size() > k_tree_limit) {
    return fail(ErrorCode::malformed, "a git tree of more than " + std::to_string(k_tree_limit) + " bytes");
  }
  ROG_TRY_ASSIGN(const std::vector<RawTreeItem> raw, parse_raw_tree(content));
  std::vector<TreeItem> items;
  items.reserve(raw.size());
  for (const RawTreeItem& item : raw) {
    if ((!item.is_file() && !item.is_tree()) || !is_name(item.name)) {
      return fail(ErrorCode::malformed,
                  "no tree of a log has '" + std::string(item.name) + "' of mode " + std::string(item.mode));
    }
    items.push_back({.name = std::string(item.name), .is_tree = item.is_tree(), .id = item.oid()});
  }
  if (!is_in_order(raw)) {
    return fail(ErrorCode::malformed, "the names of a git tree are out of order, or one is there twice");
  }
  return items;
}

}  // namespace rogatory::ledger
