#include <array>
#include <cstdio>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "cmd/ui.hpp"

namespace rogatory::cmd {
namespace {

void append_unit(std::string& into, std::uint32_t unit) {
  std::array<char, 8> text{};
  static_cast<void>(std::snprintf(text.data(), text.size(), "\\u%04x", unit));
  into += text.data();
}

void append_escaped(std::string& into, std::uint32_t point) {
  if (point < 0x10000) {
    append_unit(into, point);
    return;
  }
  append_unit(into, 0xd800 + ((point - 0x10000) >> 10));
  append_unit(into, 0xdc00 + ((point - 0x10000) & 0x3ff));
}

}  // namespace

std::string harmless_json(const Json& value) {
  const std::string text = value.pretty();
  std::string out;
  for (std::string_view left = text; !left.empty();) {
    const base::Utf8Step step = base::next_utf8(left);
    const std::string_view sequence = left.substr(0, step.size);
    // Below DEL the writer has escaped already, and what is left is JSON's own.
    if (step.code_point < 0x7f || base::safe_text(sequence) == sequence) {
      out += sequence;
    } else {
      append_escaped(out, step.code_point);
    }
    left.remove_prefix(step.size);
  }
  return out;
}

Json error_document(const Error& error) {
  Json::Object body{{"code", Json(base::word(error.code()))}, {"message", Json(base::safe_text(error.sentence()))}};
  if (!error.why().empty()) {
    body.emplace("why", base::safe_text(error.why()));
  }
  if (!error.next_step().empty()) {
    body.emplace("next", base::safe_text(error.next_step()));
  }
  return Json::Object{{"error", Json(std::move(body))}};
}

}  // namespace rogatory::cmd
