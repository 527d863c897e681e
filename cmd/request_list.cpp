// rogatory request list [OPTION]…
#include <algorithm>

#include "base/text.hpp"
#include "cmd/home_access.hpp"
#include "cmd/request_reader.hpp"
#include "cmd/request_view.hpp"

namespace rogatory::cmd {
namespace {

using registry::CaseRequest;
using request::RequestState;

/// Where it is by all that was entered or reported.
const RequestState& known_state(const CaseRequest& request) { return request.history.reported; }

std::string turn_of(const CaseRequest& request) {
  if (!request.machine || !known_state(request).turn) {
    return "-";
  }
  return *known_state(request).turn == request::Side::requesting ? request.filed.requesting.id
                                                                 : request.filed.requested.id;
}

std::string state_of(const CaseRequest& request) {
  if (!request.machine) {
    return "not known";
  }
  return words_of(known_state(request).name) + (request.history.differs() ? " (reported)" : "");
}

class RequestList : public Command {
 public:
  void setup(Options& options) override {
    options.text("--instrument", m_instrument, "ID", "only those under this instrument");
    options.text("--state", m_state, "STATE", "only those in this state");
    options.text("--peer", m_peer, "ID", "only those with this authority");
    options.choice("--turn", m_turn, {"ours", "theirs"}, "WHOSE", "only those where it is our turn, or theirs");
    m_reading.setup(options);
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Lists the requests of the home's cases, or of one case or cloned ledger: where each is and whose turn "
            "it is. A state that rests on a report of what the other side did says so. The ledgers are verified on "
            "the way.",
        .examples = {{"rogatory request list --turn ours", "what waits for us"},
                     {"rogatory request list --case ./clone --trust roots.txt --identity key.txt", "without a home"}},
        .exits = {{0, "listed, and the ledgers verify"},
                  {10, "no such case or directory"},
                  {12, "wrong passphrase"},
                  {20, "listed, but a ledger does not verify: 20 to 25 as ledger verify"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const std::vector<registry::CaseRequests> cases, m_reading.read(context));
    std::string ourselves;
    if (!m_turn.empty()) {
      ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
      ourselves = home.authority();
    }
    Table table({{"REQUEST"}, {"FROM"}, {"TO"}, {"UNDER"}, {"STATE"}, {"TURN"}, {"TITLE"}});
    Json::Array documents;
    for (const PlacedRequest& one : all_requests(cases)) {
      const CaseRequest& request = *one.request;
      if (!is_wanted(request, ourselves)) {
        continue;
      }
      table.row({{request.name(), Tone::strong},
                 {request.filed.requesting.id},
                 {request.filed.requested.id},
                 {request.filed.instruments.front()},
                 {state_of(request)},
                 {turn_of(request)},
                 {request.filed.title}});
      Json::Object document = filed_document(request);
      document["case"] = one.in->name;
      documents.emplace_back(std::move(document));
    }
    if (table.empty()) {
      context.ui.line("no requests");
    }
    context.ui.table(table);
    RequestReading::show_verifications(context.ui, cases);
    context.ui.document(
        Json::Object{{"cases", RequestReading::verifications_document(cases)}, {"requests", std::move(documents)}});
    return RequestReading::status_of_all(cases);
  }

 private:
  [[nodiscard]] bool is_wanted(const CaseRequest& request, const std::string& ourselves) const {
    const ledger::RequestFiled& filed = request.filed;
    if (m_instrument && std::ranges::count(filed.instruments, *m_instrument) == 0) {
      return false;
    }
    if (m_state && (!request.machine || known_state(request).name != *m_state)) {
      return false;
    }
    if (m_peer && filed.requested.id != *m_peer && filed.requesting.id != *m_peer) {
      return false;
    }
    return m_turn.empty() || (turn_of(request) == ourselves) == (m_turn == "ours");
  }

  std::optional<std::string> m_instrument, m_state, m_peer;
  std::string m_turn;
  RequestReading m_reading;
};

}  // namespace

std::unique_ptr<Command> make_request_list() { return std::make_unique<RequestList>(); }

}  // namespace rogatory::cmd
