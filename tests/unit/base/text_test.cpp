#include "base/text.hpp"

#include <gtest/gtest.h>

#include <clocale>
#include <limits>

#include "base/bytes.hpp"
#include "base/utf8.hpp"

namespace rogatory::base {
namespace {

using namespace std::string_view_literals;

std::string encoded(char32_t c) {
  const auto byte = [](char32_t value) { return static_cast<char>(static_cast<std::uint8_t>(value)); };
  if (c < 0x80) {
    return {byte(c)};
  }
  if (c < 0x800) {
    return {byte(0xc0 | c >> 6U), byte(0x80 | (c & 0x3fU))};
  }
  if (c < 0x10000) {
    return {byte(0xe0 | c >> 12U), byte(0x80 | (c >> 6U & 0x3fU)), byte(0x80 | (c & 0x3fU))};
  }
  return {byte(0xf0 | c >> 18U), byte(0x80 | (c >> 12U & 0x3fU)), byte(0x80 | (c >> 6U & 0x3fU)),
          byte(0x80 | (c & 0x3fU))};
}

TEST(Utf8, RefusesEveryWrongSpelling) {
  for (const std::string_view bytes : {"\x80"sv,
                                       "\xbf"sv,
                                       "\xc0\x80"sv,
                                       "\xc1\xbf"sv,
                                       "\xc2"sv,
                                       "\xc2\x41"sv,
                                       "\xe0\x80\x80"sv,
                                       "\xe0\x9f\xbf"sv,
                                       "\xe2\x82"sv,
                                       "\xe2\x28\xa1"sv,
                                       "\xed\xa0\x80"sv,
                                       "\xed\xbf\xbf"sv,
                                       "\xf0\x80\x80\x80"sv,
                                       "\xf0\x8f\xbf\xbf"sv,
                                       "\xf0\x9f\x98"sv,
                                       "\xf4\x90\x80\x80"sv,
                                       "\xf5\x80\x80\x80"sv,
                                       "\xf8\x88\x80\x80\x80"sv,
                                       "\xfe"sv,
                                       "\xff"sv,
                                       "fine until here \xe2"sv}) {
    EXPECT_FALSE(is_utf8(bytes)) << to_hex(as_bytes(bytes));
  }
}

TEST(Utf8, ReadsEveryScalarValueAndNoOther) {
  for (char32_t c = 0; c < 0x110000; ++c) {
    const std::string bytes = encoded(c);
    const Utf8Step step = next_utf8(bytes);
    const bool surrogate = c >= 0xd800 && c < 0xe000;
    ASSERT_EQ(step.valid, !surrogate) << std::hex << static_cast<std::uint32_t>(c);
    ASSERT_EQ(step.size, surrogate ? 1 : bytes.size());
    ASSERT_TRUE(surrogate || step.code_point == c);
  }
}

TEST(Utf8, ReplacesEachByteThatDoesNotBelong) {
  EXPECT_EQ(to_utf8_lossy("caf\xc3\xa9"), "caf\xc3\xa9");
  EXPECT_EQ(to_utf8_lossy("caf\xe9.txt"), "caf\xef\xbf\xbd.txt");
  EXPECT_EQ(to_utf8_lossy("\xe2\x82"), "\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(to_utf8_lossy("\0"sv), "\0"sv);
}

TEST(SafeText, EscapesWhatATerminalWouldObey) {
  EXPECT_EQ(safe_text("\x1b[2Jred"), "\\x1b[2Jred");
  EXPECT_EQ(safe_text("one\ntwo\tthree\r"), "one\\x0atwo\\x09three\\x0d");
  EXPECT_EQ(safe_text("\0\x7f"sv), "\\x00\\x7f");
  EXPECT_EQ(safe_text("\xc2\x9b"
                      "31m"),
            "\\u{009b}31m");
  EXPECT_EQ(safe_text("\x9b"), "\\x9b");
}

TEST(SafeText, EscapesTheBackslashSoThatNothingCanPretend) {
  EXPECT_EQ(safe_text("\\x1b"), "\\x5cx1b");
  EXPECT_NE(safe_text("\\x1b"), safe_text("\x1b"));
}

TEST(SafeText, EscapesWhatReordersOrHides) {
  for (const char32_t c :
       {0xadU,   0x34fU,  0x61cU,  0x115fU, 0x200bU,  0x200dU,  0x200eU,  0x200fU,   0x2028U,  0x2029U,
        0x202aU, 0x202eU, 0x2060U, 0x2066U, 0x2069U,  0x3164U,  0xe000U,  0xf8ffU,   0xfdd0U,  0xfe0fU,
        0xfeffU, 0xfff9U, 0xfffeU, 0xffffU, 0x1fffeU, 0xe0041U, 0xf0000U, 0x10fffdU, 0x10ffffU}) {
    EXPECT_TRUE(safe_text(encoded(c)).starts_with("\\u{")) << std::hex << static_cast<std::uint32_t>(c);
  }
  EXPECT_EQ(safe_text("exe.\xe2\x80\xaegnp"), "exe.\\u{202e}gnp");
  EXPECT_EQ(safe_text(encoded(0x10ffff)), "\\u{10ffff}");
  EXPECT_EQ(safe_text(encoded(0xe0041)), "\\u{e0041}");
}

TEST(SafeText, LeavesTheScriptsOfTheWorldAlone) {
  for (const std::string_view text :
       {"Statement of witness 3.pdf"sv, "Zażółć gęślą jaźń"sv, "Αρχή"sv, "Прокуратура"sv, "بيان"sv, "הצהרה"sv, "証拠"sv,
        "ประเทศไทย"sv, "हिन्दी"sv, "e\u0301"sv, "😀"sv, "�"sv, "~!@#$%^&*()"sv}) {
    EXPECT_EQ(safe_text(text), text);
  }
}

TEST(SafeText, IsAlwaysOneLineOfValidUtf8) {
  std::string bytes;
  std::uint32_t state = 12345;
  for (int i = 0; i < 200'000; ++i) {
    state = state * 1664525U + 1013904223U;
    bytes += static_cast<char>(static_cast<std::uint8_t>(state >> 24U));
  }
  const std::string safe = safe_text(bytes);
  EXPECT_TRUE(is_utf8(safe));
  for (const char c : safe) {
    ASSERT_FALSE((c >= 0 && c < 0x20) || c == 0x7f);
  }
}

TEST(SafeHtml, WritesMarkupAsText) {
  EXPECT_EQ(safe_html(R"(<a href="x" title='y'>&amp;)"), "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;");
  EXPECT_EQ(safe_html("a\nb\xff"), "a\\x0ab\\xff");
}

TEST(Text, KnowsTheFormOfIds) {
  for (const char* id : {"fr", "fr-ca", "registry-2", "o-7f3a", "a-", "a123456789012345678901234567890"}) {
    EXPECT_TRUE(is_id(id)) << id;
  }
  for (const char* id : {"", "f", "Fr", "2fr", "-fr", "fr_ca", "fr.ca", "fr ca", "fr\n", "fr/ca", "fré",
                         "a1234567890123456789012345678901"}) {
    EXPECT_FALSE(is_id(id)) << id;
  }
}

TEST(Text, SplitsAndJoins) {
  EXPECT_EQ(split("a/b//c", '/'), (std::vector<std::string_view>{"a", "b", "", "c"}));
  EXPECT_EQ(split("", '/'), (std::vector<std::string_view>{""}));
  EXPECT_EQ(split("/", '/'), (std::vector<std::string_view>{"", ""}));
  EXPECT_EQ(join({"a", "", "c"}, ", "), "a, , c");
  EXPECT_EQ(join({}, ", "), "");
}

TEST(Text, SaysSizesForPeople) {
  EXPECT_EQ(human_size(0), "0 bytes");
  EXPECT_EQ(human_size(1), "1 byte");
  EXPECT_EQ(human_size(1023), "1023 bytes");
  EXPECT_EQ(human_size(640 * 1024), "640 KiB");
  EXPECT_EQ(human_size(1536U << 20U), "1.5 GiB");
  EXPECT_EQ(human_size(67108864), "64 MiB");
  EXPECT_EQ(human_size(1024 * 1024 - 1), "1 MiB");
  EXPECT_EQ(human_size(1280), "1.3 KiB");
  EXPECT_EQ(human_size(std::numeric_limits<std::uint64_t>::max()), "16 EiB");
}

TEST(Text, SuggestsWhatIsWithinTwoEdits) {
  EXPECT_TRUE(is_close("verfy", "verify"));
  EXPECT_TRUE(is_close("sael", "seal"));
  EXPECT_TRUE(is_close("bundels", "bundle"));
  EXPECT_TRUE(is_close("", "ab"));
  EXPECT_TRUE(is_close("seal", "seal"));
  EXPECT_FALSE(is_close("", "abc"));
  EXPECT_FALSE(is_close("open", "seal"));
  EXPECT_FALSE(is_close("disclose", "inspect"));
  EXPECT_FALSE(is_close(std::string(1'000'000, 'a'), "seal"));
}

TEST(Text, MeasuresColumnsWhateverTheLocale) {
  ASSERT_STREQ(std::setlocale(LC_CTYPE, nullptr), "C");
  EXPECT_EQ(display_width("plain"), 5U);
  EXPECT_EQ(display_width("jaźń"), 4U);
  EXPECT_EQ(display_width("証拠"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("😀"), 2U);
  EXPECT_EQ(display_width("a\xff"), 2U);
  EXPECT_EQ(display_width(""), 0U);
}

TEST(Text, SeesWhatIsNotPrintableWhereverItStands) {
  const std::string plain = "from here to there: ~ ";
  for (std::size_t at = 0; at < plain.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = plain;
      text[at] = static_cast<char>(byte);
      const bool is_printable = byte >= ' ' && byte <= '~';
      EXPECT_EQ(printable_ascii(text), is_printable ? text.size() : at) << byte << " at " << at;
    }
  }
}

}  // namespace
}  // namespace rogatory::base
