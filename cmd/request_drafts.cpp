// rogatory request drafts [show DRAFT | discard DRAFT]
#include "cmd/command.hpp"
#include "cmd/draft_access.hpp"
#include "cmd/draft_edit.hpp"
#include "cmd/draft_place.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

class RequestDrafts : public Command {
 public:
  void setup(Options& options) override {
    options.argument("ACTION", m_action, "show or discard; without it they are listed", Need::optional);
    options.argument("DRAFT", m_draft, "D-… as they are listed, or a beginning of it", Need::optional);
  }

  [[nodiscard]] Help help() const override {
    return {.about =
                "Lists the drafts that the home keeps, encrypted, until they are filed; shows one as the JSON of a "
                "draft, with help on what is empty, for an editor; or discards one, after a question.",
            .examples = {{"rogatory request drafts", "what there is"},
                         {"rogatory request drafts show D-0a1b > letter.json", "for an editor; the file is readable"},
                         {"rogatory request drafts discard D-0a1b", "it is gone"}},
            .exits = {{0, "listed, shown or discarded"},
                      {10, "there is no home, or no such draft"},
                      {12, "wrong passphrase"},
                      {20, "of show: the draft is damaged"},
                      {31, "the question was answered with no"}}};
  }

  Result<void> check() override {
    if (!m_action.empty() && m_action != "show" && m_action != "discard") {
      return fail(Error(ErrorCode::usage, m_action + " is neither show nor discard")
                      .next("rogatory request drafts show " + m_action));
    }
    if (m_action.empty() != m_draft.empty()) {
      return fail(ErrorCode::usage, m_action + ": name the draft");
    }
    if (!m_draft.empty() && !registry::is_draft_id(m_draft)) {
      return fail(Error(ErrorCode::usage, m_draft + " is no draft of a home: D- and at least four digits")
                      .next("rogatory request drafts"));
    }
    return {};
  }

  Result<int> run(Context& context) override {
    if (m_action == "show") {
      return show(context);
    }
    if (m_action == "discard") {
      return discard(context);
    }
    return list(context);
  }

 private:
  Result<int> show(Context& context) const {
    ROG_TRY_ASSIGN(const request::InstrumentSet instruments, open_instruments(context));
    ROG_TRY_ASSIGN(DraftPlace place, DraftPlace::open(context, m_draft));
    ROG_TRY_ASSIGN(const request::RuleSet rules, rules_of(instruments, place.draft()));
    const Json document = document_of(place.draft(), rules);
    if (context.ui.json()) {
      context.ui.document(Json::Object{{"content", document}, {"draft", place.name()}});
      return 0;
    }
    const std::string text = document.pretty() + "\n";
    ROG_TRY(context.ui.bytes(base::as_bytes(text)));
    return 0;
  }

  /// One that is damaged too, of which nobody can say what it was.
  Result<int> discard(Context& context) const {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    registry::DraftStore store(home, keys);
    ROG_TRY_ASSIGN(const std::string id, store.find(m_draft));
    const Result<registry::StoredDraft> stored = store.load(id);
    if (!stored && !is_damaged(stored.error())) {
      return fail(stored.error());
    }
    ROG_TRY(context.prompt.confirm("Discard " + id + (stored ? ", " + describe(stored->draft) : ", which is damaged") +
                                   "?"));
    ROG_TRY(store.remove(id));
    context.ui.line("Discarded " + id);
    context.ui.document(Json::Object{{"discarded", id}});
    return 0;
  }

  static bool is_damaged(const Error& error) {
    return error.code() == ErrorCode::malformed || error.code() == ErrorCode::altered;
  }

  static std::string describe(const request::Draft& draft) {
    return "under " + under(draft) + " to " + draft.requested.authority.value_or(draft.requested.state);
  }

  static Result<int> list(Context& context) {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    registry::DraftStore store(home, keys);
    ROG_TRY_ASSIGN(const std::vector<std::string> ids, store.ids());
    Table table({{"DRAFT"}, {"UNDER"}, {"TO"}, {"FOR"}, {"EMPTY"}});
    Json::Array lines;
    for (const std::string& id : ids) {
      const Result<registry::StoredDraft> stored = store.load(id);
      if (!stored && is_damaged(stored.error())) {
        context.ui.warn(stored.error().sentence() + "; " + stored.error().next_step());  // it hides no other
        continue;
      }
      ROG_TRY(stored);
      add_line(table, lines, *stored);
    }
    if (ids.empty()) {
      context.ui.line("No drafts in this home");
    }
    context.ui.table(table);
    context.ui.document(Json::Object{{"drafts", std::move(lines)}});
    return 0;
  }

  static void add_line(Table& table, Json::Array& lines, const registry::StoredDraft& stored) {
    const request::Draft& draft = stored.draft;
    const std::string to = draft.requested.authority.value_or(draft.requested.state);
    const std::size_t empty = empty_fields(draft);
    table.row({{stored.id, Tone::strong},
               {under(draft)},
               {to},
               {draft.measures.empty() ? "-" : draft.measures.front()},
               {std::to_string(empty)}});
    lines.emplace_back(Json::Object{{"draft", stored.id},
                                    {"empty", empty},
                                    {"instrument", draft.instrument},
                                    {"layers", Json::Array(draft.layers.begin(), draft.layers.end())},
                                    {"measures", Json::Array(draft.measures.begin(), draft.measures.end())},
                                    {"to", to}});
  }

  std::string m_action, m_draft;
};

}  // namespace

std::unique_ptr<Command> make_request_drafts() { return std::make_unique<RequestDrafts>(); }

}  // namespace rogatory::cmd
