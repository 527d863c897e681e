#include "base/json_write.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::base {
namespace {

bool is_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// RFC 8785 section 3.2.2.2: the two-character escapes where there is one, \u00xx for the other controls.
void write_escape(std::string& out, char c) {
  constexpr std::string_view escaped = "\b\t\n\f\r\"\\";
  constexpr std::string_view letters = "btnfr\"\\";
  constexpr std::string_view digits = "0123456789abcdef";
  out += '\\';
  if (const std::size_t at = escaped.find(c); at != std::string_view::npos) {
    out += letters[at];
    return;
  }
  const auto byte = static_cast<unsigned char>(c);
  out += "u00";
  out += digits[byte >> 4U];
  out += digits[byte & 15U];
}

/// All other code points stand as they are, and are copied run by run.
void write_string(std::string& out, std::string_view text) {
  ROG_ASSERT(is_utf8(text));
  out += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_escaped(text[i])) {
      out += text.substr(copied, i - copied);
      write_escape(out, text[i]);
      copied = i + 1;
    }
  }
  out += text.substr(copied);
  out += '"';
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Recursion is bounded by k_json_depth for what was parsed, and by our own formats for what we make.
class Writer {
 public:
  explicit Writer(bool pretty) : m_pretty(pretty) {}
  std::string take() { return std::move(m_out); }

  void write(const Json& value) {
    if (value.is_null()) {
      m_out += "null";
    } else if (const bool* boolean = value.as_bool()) {
      m_out += *boolean ? "true" : "false";
    } else if (const std::int64_t* integer = value.as_integer()) {
      m_out += std::to_string(*integer);
    } else if (const std::string* text = value.as_string()) {
      write_string(m_out, *text);
    } else if (const Json::Array* array = value.as_array()) {
      write_members('[', ']', *array, [this](const Json& element) { write(element); });
    } else {
      write_members('{', '}', *value.as_object(), [this](const auto& member) { write_member(member); });
    }
  }

 private:
  template <class Members, class Write>
  void write_members(char open, char close, const Members& members, Write write_one) {
    m_out += open;
    ++m_level;
    bool first = true;
    for (const auto& member : members) {
      if (!first) {
        m_out += ',';
      }
      first = false;
      break_line();
      write_one(member);
    }
    --m_level;
    if (!first) {
      break_line();
    }
    m_out += close;
  }

  void write_member(const Json::Object::value_type& member) {
    // Among ASCII keys the byte order of the map is RFC 8785's order by UTF-16 units.
    ROG_ASSERT(is_ascii(member.first));
    write_string(m_out, member.first);
    m_out += m_pretty ? ": " : ":";
    write(member.second);
  }

  void break_line() {
    if (m_pretty) {
      m_out += '\n';
      m_out.append(2 * m_level, ' ');
    }
  }

  bool m_pretty;
  std::size_t m_level = 0;
  std::string m_out;
};

}  // namespace

std::string Json::canonical() const {
  Writer writer(false);
  writer.write(*this);
  return writer.take();
}

std::string Json::pretty() const {
  Writer writer(true);
  writer.write(*this);
  return writer.take();
}

// Room for most objects: growing step by step costs more than writing.
JsonObjectWriter::JsonObjectWriter() {
  constexpr std::size_t k_room = 512;
  m_text.reserve(k_room);
  m_text += '{';
}

void JsonObjectWriter::add(std::string_view key, std::string_view text) {
  add_key(key);
  write_string(m_text, text);
}

void JsonObjectWriter::add_value(std::string_view key, const Json& value) {
  add_key(key);
  m_text += value.canonical();
}

std::string JsonObjectWriter::finish() {
  m_text += '}';
  return std::move(m_text);
}

void JsonObjectWriter::add_key(std::string_view key) {
  const bool first = m_text.size() == 1;
  ROG_ASSERT(is_ascii(key) && (first || m_last < key));
  if (!first) {
    m_text += ',';
  }
  write_string(m_text, key);
  m_text += ':';
  m_last = key;
}

void JsonObjectWriter::add_integer(std::string_view key, std::int64_t integer) {
  add_key(key);
  m_text += std::to_string(integer);
}

}  // namespace rogatory::base
