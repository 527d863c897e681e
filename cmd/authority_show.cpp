// rogatory authority show ID
#include "cmd/home_access.hpp"
#include "cmd/peer_view.hpp"

namespace rogatory::cmd {
namespace {

/// The value, or nothing where it is not_found.
template <class T>
Result<std::optional<T>> if_found(Result<T> result) {
  if (result) {
    return std::optional<T>(*std::move(result));
  }
  if (result.error().code() == ErrorCode::not_found) {
    return std::optional<T>();
  }
  return fail(std::move(result).error());
}

class AuthorityShowCommand : public Command {
 public:
  void setup(Options& options) override { options.argument("ID", m_id, "the authority's id, such as de-bw-pros"); }

  [[nodiscard]] Help help() const override {
    return {
        .about = "Shows what is known of an authority: its card where it is a peer, and what was entered.",
        .examples = {{"rogatory authority show de-bw-pros", "address, languages, zone and where that is known from"}},
        .exits = {{0, "shown"}, {10, "there is no home, or no such authority"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    ROG_TRY_ASSIGN(const auto peer, if_found(registry::load_peer(home, m_id)));
    ROG_TRY_ASSIGN(const auto record, if_found(registry::load_authority(home, m_id)));
    if (!peer && !record) {
      return fail(Error(ErrorCode::not_found, "no authority " + m_id + " is known to " + speaker(home))
                      .next("rogatory authority list; rogatory authority add enters one"));
    }
    const UtcTime now = context.clock.now();
    Json::Object document{{"authority", home.authority()}, {"id", m_id}};
    if (peer) {
      context.ui.line("A peer of " + speaker(home));
      ROG_TRY(show_peer(context.ui, *peer, now));
      document.emplace("peer", peer_document(*peer, now));
    }
    if (record) {
      context.ui.line((peer ? "Entered before its card stood over it, in the home of " : "Entered in the home of ") +
                      speaker(home));
      show_authority(context.ui, *record);
      document.emplace("record", authority_document(*record));
    }
    context.ui.document(std::move(document));
    return 0;
  }

 private:
  std::string m_id;
};

}  // namespace

std::unique_ptr<Command> make_authority_show() { return std::make_unique<AuthorityShowCommand>(); }

}  // namespace rogatory::cmd
