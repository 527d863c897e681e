#include "base/json.hpp"

#include <gtest/gtest.h>

#include "base/clock.hpp"

namespace rogatory::base {
namespace {

constexpr std::size_t k_limit = 65536;

Result<Json> parse(std::string_view text) { return parse_json(as_bytes(text), k_limit); }

std::string refusal(std::string_view text) {
  const Result<Json> result = parse(text);
  if (result) {
    return "accepted";
  }
  EXPECT_EQ(result.error().code(), ErrorCode::malformed);
  return result.error().sentence();
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(Json, RefusesTextThatEndsEarly) {
  const std::string whole = R"({"a":[1,true,null,"x\u00e9"],"b":{"c":-12}})";
  ASSERT_TRUE(parse(whole).has_value());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(parse(whole.substr(0, size)).has_value()) << size;
  }
}

TEST(Json, RefusesAnythingAfterTheValue) {
  for (const char* text : {"{}x", "{}{}", "1 2", "[],", "null\v", "\"\"\"", "{} /* */", "{}//"}) {
    EXPECT_TRUE(refusal(text).starts_with("not JSON at byte")) << text;
  }
}

TEST(Json, RefusesANulWhereverItStands) {
  using namespace std::string_view_literals;
  for (const std::string_view text : {"1\0"sv, "\0"sv, "{}\0junk"sv, "[\0]"sv, "\"\0\""sv}) {
    EXPECT_EQ(refusal(text), "contains a NUL byte");
    EXPECT_FALSE(check_json_syntax(as_bytes(text), k_limit).has_value());
  }
}

TEST(Json, RefusesAByteOrderMark) {
  EXPECT_EQ(refusal("\xef\xbb\xbf{}"), "starts with a byte order mark");
  EXPECT_FALSE(check_json_syntax(as_bytes("\xef\xbb\xbf{}"), k_limit).has_value());
}

TEST(Json, RefusesDuplicateKeysAtEveryDepth) {
  EXPECT_EQ(refusal(R"({"a":1,"b":2,"a":1})"), "duplicate key: a");
  EXPECT_EQ(refusal(R"([{"x":{"k":[],"\u006b":{}}}])"), "duplicate key: k");
  EXPECT_TRUE(parse(R"({"a":{"a":{"a":1}},"b":{"a":2}})").has_value());
}

TEST(Json, RefusesKeysThatAreNotAscii) {
  EXPECT_EQ(refusal("{\"p\xc3\xa9\":1}"), "a key is not ASCII");
  EXPECT_EQ(refusal(R"({"\u0080":1})"), "a key is not ASCII");
  EXPECT_TRUE(parse(R"({"\u007f\u0000":1,"":2})").has_value());
}

TEST(Json, RefusesNumbersThatAreNotIntegers) {
  for (const char* text : {"1.0", "1e2", "1E2", "-1.5", "0.0", "-0.0", "-0e1", "2e-3", "5e-324"}) {
    EXPECT_EQ(refusal(text), "a number is not an integer") << text;
  }
  EXPECT_EQ(refusal("-0"), "-0 is not in the profile");
  EXPECT_EQ(refusal("[1,-0]"), "-0 is not in the profile");
  EXPECT_EQ(refusal("1e400"), "a number is too large");
}

TEST(Json, KnowsTheEdgesOfIntegers) {
  EXPECT_EQ(parse("9007199254740991").value(), Json(9007199254740991));
  EXPECT_EQ(parse("-9007199254740991").value(), Json(-9007199254740991));
  for (const char* text :
       {"9007199254740992", "-9007199254740992", "9223372036854775807", "-9223372036854775808", "18446744073709551615",
        "18446744073709551616", "12345678901234567890123", "-9223372036854775809"}) {
    EXPECT_EQ(refusal(text), "an integer is beyond 2^53-1") << text;
  }
  EXPECT_EQ(refusal(std::string(400, '9')), "a number is too large");
}

TEST(Json, RefusesWhatIsNotUtf8) {
  for (const char* text : {"\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xe2\x82\"",
                           "\"\x80\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800x\"", "\"\\ud800\\u0041\""}) {
    EXPECT_TRUE(refusal(text).starts_with("not JSON at byte")) << text;
  }
  EXPECT_EQ(*parse(R"("\ud83d\ude02")").value().as_string(), "\xf0\x9f\x98\x82");
}

TEST(Json, IsBoundedInDepthAndNeverRecurses) {
  EXPECT_TRUE(parse(nested(k_json_depth)).has_value());
  EXPECT_EQ(refusal(nested(k_json_depth + 1)), "nested deeper than 32 levels");
  std::string objects;
  for (std::size_t i = 0; i <= k_json_depth; ++i) {
    objects += R"({"a":)";
  }
  EXPECT_EQ(refusal(objects), "nested deeper than 32 levels");
  EXPECT_TRUE(parse("[" + nested(k_json_depth - 1) + "," + nested(k_json_depth - 1) + "]").has_value());
  EXPECT_TRUE(check_json_syntax(as_bytes(nested(512)), k_limit).has_value());
  EXPECT_FALSE(check_json_syntax(as_bytes(nested(513)), k_limit).has_value());
  const std::string abyss(10'000'000, '[');
  EXPECT_FALSE(check_json_syntax(as_bytes(abyss), abyss.size()).has_value());
}

TEST(Json, IsBoundedInSize) {
  EXPECT_TRUE(parse_json(as_bytes("[1]"), 3).has_value());
  EXPECT_EQ(parse_json(as_bytes("[1] "), 3).error().sentence(), "longer than 3 bytes");
  EXPECT_FALSE(parse_json({}, 0).has_value());
}

TEST(Json, SyntaxAloneAcceptsWhatTheProfileRefuses) {
  for (const char* text :
       {"-0", "1.5", "1e2", "123456789012345678901234567890", R"({"a":1,"a":2})", "{\"\xc3\xa9\":0}"}) {
    EXPECT_TRUE(check_json_syntax(as_bytes(text), k_limit).has_value()) << text;
    EXPECT_FALSE(parse(text).has_value()) << text;
  }
}

TEST(Json, KeepsWhiteSpaceOutOfCanonicalText) {
  EXPECT_EQ(parse(" {\"b\" : [ 1 , -2 ] ,\r\n\t\"a\":{ } } ").value().canonical(), R"({"a":{},"b":[1,-2]})");
}

TEST(Json, CanonicalTextIsTheOneAcceptedSpelling) {
  const auto canonical = [](std::string_view text) {
    return parse_canonical_json(as_bytes(text), k_limit).has_value();
  };
  EXPECT_TRUE(canonical("{\"A\":\"\xc3\xa9\\n/\",\"a\":[true,false,null]}"));
  for (const char* text : {R"({"b":1,"a":2})", "{} ", " {}", "{}\n", "[1, 2]", R"("\u00e9")", R"("\/")", R"("\u000a")",
                           R"("\u001F")", R"("\u007f")", R"({"\u0061":1})"}) {
    EXPECT_TRUE(parse(text).has_value()) << text;
    EXPECT_FALSE(canonical(text)) << text;
  }
  const Result<Json> spaced = parse_canonical_json(as_bytes("[ ]"), k_limit);
  EXPECT_EQ(spaced.error().code(), ErrorCode::malformed);
}

TEST(Json, EscapesAsRfc8785Says) {
  std::string controls;
  for (char c = 0; c < 0x20; ++c) {
    controls += c;
  }
  EXPECT_EQ(Json(controls + "\"\\/\x7f").canonical(),
            R"("\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f)"
            R"(\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f)"
            "\\\"\\\\/\x7f\"");
}

TEST(Json, ReadsBackWhatItWrites) {
  const Json value(Json::Object{{"case", nullptr},
                                {"count", std::uint64_t{40}},
                                {"list", Json::Array{1, "two", false, Json::Array{}, Json::Object{}}},
                                {"name", "\xe2\x82\xac \x01 \"quoted\""}});
  EXPECT_EQ(parse_canonical_json(as_bytes(value.canonical()), k_limit).value(), value);
  EXPECT_EQ(parse(value.pretty()).value(), value);
}

TEST(Json, IsPrettyForPeople) {
  const Json value(Json::Object{{"a", Json::Array{1, 2}}, {"b", Json::Object{}}, {"c", Json::Array{}}});
  EXPECT_EQ(value.pretty(), "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": []\n}");
}

TEST(JsonDeathTest, OurOwnBugsEndTheProgram) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(Json(std::uint64_t{1} << 53U), "internal error");
  EXPECT_DEATH(Json(std::numeric_limits<std::int64_t>::min()), "internal error");
  EXPECT_DEATH(static_cast<void>(Json("\xff").canonical()), "internal error");
  EXPECT_DEATH(static_cast<void>(Json(Json::Object{{"\xc3\xa9", 1}}).canonical()), "internal error");
}

}  // namespace
}  // namespace rogatory::base
