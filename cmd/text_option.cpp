#include "cmd/text_option.hpp"

#include <unistd.h>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

/// Standard input to its end. Waits in read(2) itself, so that one signal is enough to stop.
Result<Bytes> read_standard_input(Context& context) {
  if (std::exchange(context.standard_input_was_read, true)) {
    return fail(ErrorCode::usage, "only one text can be read from standard input");
  }
  Bytes text;
  Bytes chunk(64 * 1024);
  for (;;) {
    ROG_TRY(base::check_interrupt());
    const base::SysResult<std::size_t> got = context.fs.read(context.standard_input, chunk);
    if (!got && got.error() == EINTR) {
      continue;
    }
    if (!got) {
      return fail(base::errno_error(got.error(), "reading standard input"));
    }
    if (*got == 0) {
      return text;
    }
    text.insert(text.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(*got));
    if (text.size() > k_longest_text) {
      return fail(ErrorCode::malformed, "standard input is longer than 1 MiB");
    }
  }
}

Result<std::string> checked(Bytes bytes) {
  std::string text(base::as_text(bytes));
  if (text.ends_with('\n')) {
    text.pop_back();
  }
  if (!base::is_utf8(text) || text.find('\0') != std::string::npos) {
    return fail(ErrorCode::malformed, "the text is not UTF-8");
  }
  return text;
}

}  // namespace

Result<std::optional<std::string>> read_optional_text(Context& context, const FreeText& text) {
  if (!text.given) {
    return std::optional<std::string>();
  }
  const std::string& given = *text.given;
  if (text.is_literal) {
    return checked(base::to_bytes(given));
  }
  if (given == "-") {
    ROG_TRY_ASSIGN(Bytes bytes, read_standard_input(context));
    return checked(std::move(bytes));
  }
  if (given.starts_with("@@")) {
    return checked(base::to_bytes(given.substr(1)));
  }
  if (given.starts_with('@')) {
    ROG_TRY_ASSIGN(Bytes bytes, base::load_file(context.fs, given.substr(1), k_longest_text));
    return checked(std::move(bytes));
  }
  return checked(base::to_bytes(given));
}

Result<std::string> read_text(Context& context, const FreeText& text, std::string_view question) {
  ROG_TRY_ASSIGN(std::optional<std::string> read, read_optional_text(context, text));
  if (read) {
    return *std::move(read);
  }
  Result<std::string> answer = context.prompt.text(question);
  if (!answer) {
    Error error = std::move(answer).error().while_(question.substr(0, question.find_last_not_of(": ") + 1));
    return fail(error.code() == ErrorCode::usage ? std::move(error).next("give it as TEXT, @FILE or - (standard input)")
                                                 : std::move(error));
  }
  return answer;
}

}  // namespace rogatory::cmd
