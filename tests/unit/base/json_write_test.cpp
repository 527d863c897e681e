#include "base/json_write.hpp"

#include <gtest/gtest.h>

namespace rogatory::base {
namespace {

TEST(JsonObjectWriter, WritesTheCanonicalBytesOfTheSameObject) {
  std::string all;
  for (char c = 0; c < 0x7f; ++c) {
    all += c;
  }
  all += "\x7f \xc3\xa9 \xe2\x80\xa8 \xf0\x9f\x94\x92";
  const Json::Object object{{"A", -k_json_integer_limit},
                            {"a", all},
                            {"b", ""},
                            {"c", k_json_integer_limit},
                            {"d", Json::Object{{"x", 1}}},
                            {"e", Json::Array{true, Json()}},
                            {"key_longer_than_its_neighbours", std::uint32_t{7}}};
  JsonObjectWriter writer;
  for (const auto& [key, value] : object) {
    if (const std::string* text = value.as_string()) {
      writer.add(key, *text);
    } else if (const std::int64_t* integer = value.as_integer()) {
      writer.add(key, *integer);
    } else {
      writer.add_value(key, value);
    }
  }
  EXPECT_EQ(writer.finish(), Json(object).canonical());
}

TEST(JsonObjectWriter, WritesAnEmptyObject) {
  EXPECT_EQ(JsonObjectWriter().finish(), Json(Json::Object{}).canonical());
}

TEST(JsonObjectWriter, EscapesKeysAsWell) {
  JsonObjectWriter writer;
  writer.add("\"\n", 0);
  EXPECT_EQ(writer.finish(), R"({"\"\n":0})");
}

}  // namespace
}  // namespace rogatory::base
