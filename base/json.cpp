#include "base/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace rogatory::base {
namespace {

using Sax = nlohmann::json_sax<nlohmann::json>;

/// What both readers share: the depth, and the first failure. Every event of nlohmann's parser answers "go on?".
class LimitedSax : public Sax {
 public:
  explicit LimitedSax(std::size_t depth_limit) : m_depth_limit(depth_limit) {}

  [[nodiscard]] const std::string& failure() const { return m_failure; }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& e) override {
    constexpr int k_number_overflow = 406;
    // The library's own sentence quotes foreign bytes; the place is enough.
    return refuse(e.id == k_number_overflow ? "a number is too large" : "not JSON at byte " + std::to_string(position));
  }

 protected:
  bool refuse(std::string why) {
    m_failure = std::move(why);
    return false;
  }
  bool enter() {
    return ++m_depth <= m_depth_limit || refuse("nested deeper than " + std::to_string(m_depth_limit) + " levels");
  }
  bool leave() {
    --m_depth;
    return true;
  }

 private:
  std::size_t m_depth_limit;
  std::size_t m_depth = 0;
  std::string m_failure;
};

class SyntaxSax final : public LimitedSax {
 public:
  using LimitedSax::LimitedSax;
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(std::int64_t) override { return true; }
  bool number_unsigned(std::uint64_t) override { return true; }
  bool number_float(double, const std::string&) override { return true; }
  bool string(std::string&) override { return true; }
  bool binary(nlohmann::json::binary_t&) override { return refuse("binary values are not JSON"); }
  bool key(std::string&) override { return true; }
  bool start_object(std::size_t) override { return enter(); }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override { return enter(); }
  bool end_array() override { return leave(); }
};

/// Builds a Json, with its own stack of open containers, and refuses what is outside the profile. nlohmann's own value
/// type would lose it: the last duplicate key wins there, and large integers become doubles.
class ProfileSax final : public LimitedSax {
 public:
  ProfileSax() : LimitedSax(k_json_depth) {}

  Json take() { return std::move(m_root); }

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(std::int64_t value) override {
    // Only literals with a minus sign come here, so a zero was written -0.
    if (value == 0) {
      return refuse("-0 is not in the profile");
    }
    return value >= -k_json_integer_limit ? put(value) : refuse_large();
  }
  bool number_unsigned(std::uint64_t value) override {
    return value <= std::uint64_t{k_json_integer_limit} ? put(value) : refuse_large();
  }
  bool number_float(double, const std::string& literal) override {
    const bool integer = literal.find_first_of(".eE") == std::string::npos;
    return integer ? refuse_large() : refuse("a number is not an integer");
  }
  bool string(std::string& value) override { return put(std::move(value)); }
  bool binary(nlohmann::json::binary_t&) override { return refuse("binary values are not JSON"); }

  bool key(std::string& key) override {
    Frame& frame = m_open.back();
    if (std::ranges::any_of(key, [](char c) { return static_cast<unsigned char>(c) > 0x7f; })) {
      return refuse("a key is not ASCII");
    }
    if (frame.object.contains(key)) {
      return refuse("duplicate key: " + key.substr(0, 64));
    }
    frame.key = std::move(key);
    return true;
  }
  bool start_object(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_array() override { return close(); }

 private:
  struct Frame {
    bool is_object;
    Json::Object object;
    Json::Array array;
    std::string key;
  };

  bool refuse_large() { return refuse("an integer is beyond 2^53-1"); }
  bool open(bool is_object) {
    m_open.push_back({is_object, {}, {}, {}});
    return enter();
  }
  bool close() {
    Frame frame = std::move(m_open.back());
    m_open.pop_back();
    leave();
    return put(frame.is_object ? Json(std::move(frame.object)) : Json(std::move(frame.array)));
  }
  bool put(Json value) {
    if (m_open.empty()) {
      m_root = std::move(value);
    } else if (Frame& frame = m_open.back(); frame.is_object) {
      frame.object.emplace(std::move(frame.key), std::move(value));
    } else {
      frame.array.push_back(std::move(value));
    }
    return true;
  }

  Json m_root;
  std::vector<Frame> m_open;
};

Result<void> run(LimitedSax& sax, ByteView bytes, std::size_t size_limit) {
  if (bytes.size() > size_limit) {
    return fail(ErrorCode::malformed, "longer than " + std::to_string(size_limit) + " bytes");
  }
  // Two things that nlohmann's lexer forgives: it skips a byte order mark, and takes a NUL for the end of the text.
  const std::string_view text = as_text(bytes);
  if (text.starts_with("\xef\xbb\xbf")) {
    return fail(ErrorCode::malformed, "starts with a byte order mark");
  }
  if (text.contains('\0')) {
    return fail(ErrorCode::malformed, "contains a NUL byte");
  }
  try {
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &sax)) {
      return fail(ErrorCode::malformed, sax.failure());
    }
  } catch (const std::exception& e) {  // bad_alloc; the parser itself reports through parse_error
    return fail(ErrorCode::failed, std::string("reading JSON: ") + e.what());
  }
  return {};
}

}  // namespace

Result<Json> parse_json(ByteView text, std::size_t size_limit) {
  ProfileSax sax;
  ROG_TRY(run(sax, text, size_limit));
  return sax.take();
}

Result<Json> parse_canonical_json(ByteView text, std::size_t size_limit) {
  ROG_TRY_ASSIGN(Json value, parse_json(text, size_limit));
  if (value.canonical() != as_text(text)) {
    return fail(ErrorCode::malformed, "not in its canonical form (RFC 8785)");
  }
  return value;
}

Result<void> check_json_syntax(ByteView text, std::size_t size_limit) {
  constexpr std::size_t k_syntax_depth = 512;
  SyntaxSax sax(k_syntax_depth);
  return run(sax, text, size_limit);
}

}  // namespace rogatory::base
