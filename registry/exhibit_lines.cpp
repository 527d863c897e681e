#include "registry/exhibit_lines.hpp"

namespace rogatory::registry {
namespace {

using ledger::ExhibitRow;

enum Which : std::uint64_t {
  k_authority = 1U << 0U,
  k_number = 1U << 1U,
  k_title = 1U << 2U,
  k_kind = 1U << 3U,
  k_state = 1U << 4U,
  k_custodian_authority = 1U << 5U,
  k_custodian_name = 1U << 6U,
  k_place = 1U << 7U,
  k_seal = 1U << 8U,
  k_findings = 1U << 9U,
  k_steps = 1U << 10U,
  k_witnessed = 1U << 11U,
  k_end = 1U << 12U,
};

void put_number(Bytes& to, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7U) {
    to.push_back(static_cast<std::uint8_t>(number | 0x80U));
  }
  to.push_back(static_cast<std::uint8_t>(number));
}

void put_text(Bytes& to, std::optional<std::string_view> text) {
  put_number(to, text ? text->size() + 1 : 0);
  if (text) {
    to.insert(to.end(), text->begin(), text->end());
  }
}

std::optional<std::string_view> view_of(const std::optional<std::string>& text) {
  return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

std::optional<std::string_view> word_of(const std::optional<ledger::ExhibitKind>& kind) {
  return kind ? std::optional(text_of(*kind)) : std::nullopt;
}

std::optional<std::string_view> authority_of(const ExhibitRow& row) {
  return row.now.custodian ? std::optional<std::string_view>(row.now.custodian->authority) : std::nullopt;
}

std::optional<std::string_view> name_of(const ExhibitRow& row) {
  return row.now.custodian ? std::optional<std::string_view>(row.now.custodian->name) : std::nullopt;
}

/// Reads the values one by one; what is not there ends it.
class Reader {
 public:
  explicit Reader(ByteView bytes) : m_bytes(bytes) {}
  [[nodiscard]] bool at_end() const { return m_bytes.empty(); }
  [[nodiscard]] bool ok() const { return m_ok; }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      if (m_bytes.empty()) {
        break;
      }
      const std::uint8_t byte = m_bytes.front();
      m_bytes = m_bytes.subspan(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) {
        return value;
      }
    }
    m_ok = false;
    return 0;
  }

  std::optional<std::string_view> text() {
    const std::uint64_t size = number();
    if (size == 0 || size - 1 > m_bytes.size()) {
      m_ok = m_ok && size == 0;
      return std::nullopt;
    }
    const std::string_view text = base::as_text(m_bytes.first(size - 1));
    m_bytes = m_bytes.subspan(size - 1);
    return text;
  }

  /// Where there is one the string keeps its memory.
  void text(std::optional<std::string>& into) {
    const std::optional<std::string_view> found = text();
    if (!found) {
      into.reset();
    } else if (into) {
      into->assign(*found);
    } else {
      into.emplace(*found);
    }
  }

 private:
  ByteView m_bytes;
  bool m_ok = true;
};

/// What differs in the state; a custodian has both members or none.
Result<void> read_state(Reader& reader, std::uint64_t which, ledger::CustodyState& state) {
  if ((which & k_state) != 0) {
    ROG_TRY_ASSIGN(state.state, ledger::parse_exhibit_state(reader.text().value_or("")));
  }
  if ((which & (k_custodian_authority | k_custodian_name)) != 0) {
    const ledger::Holder before = state.custodian.value_or(ledger::Holder());
    std::optional<std::string> authority = state.custodian ? std::optional(before.authority) : std::nullopt;
    std::optional<std::string> name = state.custodian ? std::optional(before.name) : std::nullopt;
    if ((which & k_custodian_authority) != 0) {
      reader.text(authority);
    }
    if ((which & k_custodian_name) != 0) {
      reader.text(name);
    }
    if (authority.has_value() != name.has_value()) {
      return fail(ErrorCode::malformed, "half a custodian");
    }
    state.custodian.reset();
    if (authority) {
      state.custodian = ledger::Holder{.authority = *std::move(authority), .name = *std::move(name)};
    }
  }
  if ((which & k_place) != 0) {
    reader.text(state.place);
  }
  if ((which & k_seal) != 0) {
    reader.text(state.seal);
  }
  return {};
}

/// Turns the row before into the next one.
Result<void> read_line(Reader& reader, ExhibitRow& row) {
  const std::uint64_t which = reader.number();
  if ((which & k_authority) != 0) {
    row.exhibit.authority = reader.text().value_or("");
  }
  row.exhibit.number = (which & k_number) != 0 ? reader.number() : row.exhibit.number + 1;
  if ((which & k_title) != 0) {
    reader.text(row.title);
  }
  if ((which & k_kind) != 0) {
    row.kind.reset();
    if (const std::optional<std::string_view> kind = reader.text()) {
      ROG_TRY_ASSIGN(row.kind, ledger::parse_exhibit_kind(*kind));
    }
  }
  ROG_TRY(read_state(reader, which, row.now));
  row.findings = (which & k_findings) != 0 ? reader.number() : row.findings;
  row.steps = (which & k_steps) != 0 ? reader.number() : row.steps;
  row.witnessed = (which & k_witnessed) != 0 ? reader.number() != 0 : row.witnessed;
  if (!reader.ok() || which >= k_end) {
    return fail(ErrorCode::malformed, "no line of exhibits");
  }
  return {};
}

}  // namespace

void ExhibitLines::add(const ExhibitRow& row) {
  const ExhibitRow& before = m_before;
  Bytes values;
  std::uint64_t which = 0;
  const auto number = [&](Which bit, std::uint64_t value, std::uint64_t usual) {
    if (value != usual) {
      which |= bit;
      put_number(values, value);
    }
  };
  const auto text = [&](Which bit, std::optional<std::string_view> value, std::optional<std::string_view> usual) {
    if (value != usual) {
      which |= bit;
      put_text(values, value);
    }
  };
  text(k_authority, row.exhibit.authority, before.exhibit.authority);
  number(k_number, row.exhibit.number, before.exhibit.number + 1);
  text(k_title, view_of(row.title), view_of(before.title));
  text(k_kind, word_of(row.kind), word_of(before.kind));
  text(k_state, text_of(row.now.state), text_of(before.now.state));
  text(k_custodian_authority, authority_of(row), authority_of(before));
  text(k_custodian_name, name_of(row), name_of(before));
  text(k_place, view_of(row.now.place), view_of(before.now.place));
  text(k_seal, view_of(row.now.seal), view_of(before.now.seal));
  number(k_findings, row.findings, before.findings);
  number(k_steps, row.steps, before.steps);
  number(k_witnessed, row.witnessed ? 1 : 0, before.witnessed ? 1 : 0);
  put_number(m_bytes, which);
  m_bytes.insert(m_bytes.end(), values.begin(), values.end());
  m_before = row;
}

Result<void> read_exhibit_lines(ByteView bytes, const std::function<void(const ExhibitRow&)>& take) {
  Reader reader(bytes);
  ExhibitRow row;
  while (!reader.at_end()) {
    ROG_TRY(read_line(reader, row));
    take(row);
  }
  return {};
}

}  // namespace rogatory::registry
