#include "cmd/dispatch.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

/// "did you mean a or b?"; empty where no candidate is close.
template <class Rows, class Projection>
std::string did_you_mean(std::string_view word, const Rows& rows, Projection name) {
  std::vector<std::string> close;
  for (const auto& row : rows) {
    const std::string candidate(std::invoke(name, row));
    const bool begins = word.size() >= 2 && candidate.starts_with(word);
    if ((begins || base::is_close(word, candidate)) && std::ranges::find(close, candidate) == close.end()) {
      close.push_back(candidate);
    }
  }
  return close.empty() ? std::string() : "did you mean " + base::join(close, " or ") + "?";
}

Error unknown_noun(const std::string& word) {
  return Error(ErrorCode::usage, "there is no command '" + word + "'")
      .because(did_you_mean(word, commands(), &CommandRow::noun))
      .next("rogatory help");
}

Error unknown_verb(const std::string& noun, const std::string& verb) {
  return Error(ErrorCode::usage, "there is no command '" + noun + " " + verb + "'")
      .because(did_you_mean(verb, commands_of(noun), &CommandRow::verb))
      .next("rogatory help " + noun);
}

/// Goes over the line once; what it has learnt stands in m_result.
class Walk {
 public:
  explicit Walk(const std::vector<std::string>& words) : m_words(words) {}

  Result<Dispatched> run() {
    while (m_result.row == nullptr && m_next < m_words.size() && m_words[m_next] != "--") {
      const std::string& word = m_words[m_next++];
      if (word.starts_with('-') && word != "-") {
        ROG_TRY(option(word));
      } else {
        ROG_TRY(command_word(word));
      }
    }
    return finished();
  }

 private:
  Result<void> option(const std::string& word) {
    const std::size_t equals = word.find('=');
    const GlobalOptionRow* row = find_global_option(word.substr(0, equals));
    if (row == nullptr) {
      return fail(Error(ErrorCode::usage, "unknown option '" + word + "' before the command")
                      .because("only options that every command takes may stand there")
                      .next("rogatory help"));
    }
    if (row->name == "--help" || row->name == "--version") {
      (row->name == "--help" ? m_help : m_version) = true;
      return {};
    }
    m_result.arguments.push_back(word);
    if (!row->value.empty() && equals == std::string::npos) {
      if (m_next == m_words.size()) {
        return fail(Error(ErrorCode::usage, word + " needs a value: " + std::string(row->value)).next("rogatory help"));
      }
      m_result.arguments.push_back(m_words[m_next++]);
    }
    return {};
  }

  Result<void> command_word(const std::string& word) {
    if (m_result.noun.empty()) {
      if (commands_of(word).empty()) {
        return fail(unknown_noun(word));
      }
      m_result.noun = word;
      m_result.row = find_command(word, "");
      return {};
    }
    m_result.row = find_command(m_result.noun, word);
    if (m_result.row == nullptr) {
      return fail(unknown_verb(m_result.noun, word));
    }
    return {};
  }

  Result<Dispatched> finished() {
    m_result.asked_for_help = m_help;
    if (m_version) {
      m_result.kind = Dispatched::Kind::version;
    } else if (m_result.row == nullptr) {
      m_result.kind = m_result.noun.empty() ? Dispatched::Kind::overview : Dispatched::Kind::noun;
    } else if (m_help) {
      m_result.arguments = {"--help"};
      return std::move(m_result);
    }
    m_result.arguments.insert(m_result.arguments.end(), m_words.begin() + static_cast<std::ptrdiff_t>(m_next),
                              m_words.end());
    return std::move(m_result);
  }

  const std::vector<std::string>& m_words;
  std::size_t m_next = 0;
  bool m_help = false;
  bool m_version = false;
  Dispatched m_result;
};

}  // namespace

Result<Dispatched> dispatch(const std::vector<std::string>& words) { return Walk(words).run(); }

bool asks_for_json(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word == "--") {
      return false;
    }
    if (word == "--json") {
      return true;
    }
  }
  return false;
}

}  // namespace rogatory::cmd
