// How a command says what it takes. The one door to CLI11: a command names its options here and never sees the
// library, whose traps (formats.md section 3) are closed in one place:
// - a list option takes one value each time it is given, so `--to X PATH` leaves PATH alone;
// - `[a]` is a value like any other (CLI11 would split it), and so is `++`;
// - `--note=` is the empty text (CLI11 would swallow the next word);
// - numbers are decimal, without overflow, and within their bounds.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "cmd/global_options.hpp"

namespace CLI {
class App;
}

namespace rogatory::cmd {

/// Free text: TEXT, @FILE or -, as it was given; read with read_text() (cmd/text_option.hpp).
struct FreeText {
  std::optional<std::string> given;
  bool is_literal = false;  ///< an answer to a question: the text itself, whatever it begins with
};

/// What was given: each name of an option or argument with its value, the last one where there are several. No flags.
using Given = std::map<std::string, std::string, std::less<>>;

enum class Need : std::uint8_t { optional, required };

/// What help and completion tell about one option or argument.
struct OptionInfo {
  std::string names;  ///< "-o,--output", or "PATH" for an argument
  std::string value;  ///< "FILE"; empty for a flag and for an argument
  std::string help;
  std::vector<std::string> choices;
  bool is_argument = false;
  bool is_required = false;
  bool is_repeatable = false;
};

/// The options and arguments of one command. The targets are written by parse() and must outlive this object; those
/// that are not given keep their value. Names are given as "--case" or "-o,--output". Not copyable, not thread-safe.
class Options {
 public:
  Options();
  ~Options();
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;

  void flag(std::string_view names, bool& into, std::string_view help);
  void text(std::string_view names, std::string& into, std::string_view value, std::string_view help,
            Need need = Need::optional);
  void text(std::string_view names, std::optional<std::string>& into, std::string_view value, std::string_view help);
  /// Free text, so that it need not stand in the shell's history.
  void text(std::string_view names, FreeText& into, std::string_view help);
  /// One of `choices`; anything else is a usage error that names them.
  void choice(std::string_view names, std::string& into, std::vector<std::string> choices, std::string_view value,
              std::string_view help);
  /// May be given several times, one value each.
  void list(std::string_view names, std::vector<std::string>& into, std::string_view value, std::string_view help);
  void number(std::string_view names, std::optional<std::uint64_t>& into, std::uint64_t least, std::uint64_t most,
              std::string_view value, std::string_view help);

  /// Positional arguments, in the order of these calls; at most one of them takes several, the last.
  void argument(std::string_view name, std::string& into, std::string_view help, Need need = Need::required);
  void argument(std::string_view name, FreeText& into, std::string_view help, Need need = Need::required);
  void arguments(std::string_view name, std::vector<std::string>& into, std::string_view help,
                 Need need = Need::required);

  /// Takes the options that every command takes, too; they are not among infos().
  void globals(GlobalOptions& into);

  /// From here on parse() and put() enter here what they set.
  void note_given(Given& into) { m_given = &into; }

  [[nodiscard]] const std::vector<OptionInfo>& infos() const { return m_infos; }

  enum class Asked : std::uint8_t { run, help, version };
  /// Fills the targets. usage: an unknown option (with the name that may have been meant), a missing or superfluous
  /// word, an option given twice, a value out of bounds.
  Result<Asked> parse(const std::vector<std::string>& arguments);

  /// Sets one option or argument, in place of what it had, as if `value` had stood on the line; but a free text is
  /// taken as it is and names no file. For answers to questions. usage: as parse(), of that value.
  Result<void> put(std::string_view name, const std::string& value);

 private:
  using Values = std::vector<std::string>;
  using Setter = std::function<Result<void>(Values)>;
  using Answer = std::function<Result<void>(const std::string&)>;
  void add(OptionInfo info, Setter setter);
  void note(const std::string& names, const std::string& value);
  void answer_with(std::string_view names, const Answer& answer);
  void bind(const OptionInfo& info, Setter setter);
  void add_flag(std::string_view names, bool& into);
  [[nodiscard]] std::vector<std::string> guarded(const std::vector<std::string>& arguments) const;
  [[nodiscard]] bool takes_value(std::string_view name) const;
  /// The first word that nothing took, as an error.
  [[nodiscard]] std::optional<Error> left_over() const;
  [[nodiscard]] Error unexpected(const std::string& word) const;

  std::unique_ptr<CLI::App> m_app;
  std::vector<OptionInfo> m_infos;
  std::map<std::string, Answer, std::less<>> m_answers;  // by each name
  Given* m_given = nullptr;
  std::optional<Error> m_error;
};

/// The names of "-o,--output" one by one.
std::vector<std::string> option_names(std::string_view names);

/// A whole decimal number within bounds; `what` names it in the usage error.
Result<std::uint64_t> parse_number(std::string_view text, std::uint64_t least, std::uint64_t most,
                                   std::string_view what);

}  // namespace rogatory::cmd
