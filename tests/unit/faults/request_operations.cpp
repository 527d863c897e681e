// Steps of a request: several entries of one log, planned one after another and appended at once.
#include "registry/request_writing.hpp"
#include "tests/support/requests.hpp"
#include "tests/unit/faults/changing_a_case.hpp"

namespace rogatory::test {
namespace {

using ledger::CaseId;
using registry::CaseWriter;
using registry::Home;

/// Two steps of a request, entered at once: both are there or neither.
class AdvancingInACase : public ChangingACase {
 public:
  void prepare(const std::string& world) override {
    ChangingACase::prepare(world);
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    registry::KeyRing keys(home, m_passphrases);
    m_case = open(home, keys, world).id;
    CaseWriter writer = must(CaseWriter::open(home, keys, m_case, writing(world), m_clock));
    m_request = must(registry::write_request(writer, "main", m_clock, [this](const Requests&) {
                  return Result<ledger::RequestEvent>(surrender_request(m_clock.time));
                })).request.id;
  }
  Standing standing(const std::string& world) override {
    const Home home = must(Home::open(FileSystem::real(), world + "/home"));
    if (const std::string illness = illness_of(home, m_case); !illness.empty()) {
      return broken(illness);
    }
    registry::KeyRing keys(home, m_passphrases);
    registry::CaseKeyRing ring(home, keys);
    const registry::CaseKeys held = must(ring.load(registry::case_paths(home, m_case).keys));
    const auto source = must(ledger::open_repository(registry::case_paths(home, m_case).repository));
    registry::RuleBook book;
    const Requests told = registry::tell_requests(must(registry::read_request_ledger(*source, held.identities)), book);
    if (told.size() != 1 || told.front().steps.size() == 2 || told.front().steps.size() > 3) {
      return broken("there are " + std::to_string(told.empty() ? 0 : told.front().steps.size()) + " steps");
    }
    const bool is_done = told.front().steps.size() == 3;
    if (told.front().history.reported.name != (is_done ? "arrested" : "filed")) {
      return broken("it stands at " + told.front().history.reported.name);
    }
    return {.is = is_done ? Standing::Is::after : Standing::Is::before, .why = {}};
  }
  std::vector<registry::Leftover> next_start(const std::string& world) override {
    std::vector<registry::Leftover> told = Operation::next_start(world);
    open_logs(world, {m_case});
    return told;
  }

 protected:
  Result<void> change(const Home& home, registry::KeyRing& keys, const std::string& world) override {
    ROG_TRY_ASSIGN(CaseWriter writer, CaseWriter::open(home, keys, m_case, writing(world), m_clock));
    std::vector<registry::RequestPlan> plans;
    for (const char* event : {"sent", "arrest"}) {
      plans.emplace_back([this, event](const Requests&) { return Result<ledger::RequestEvent>(step(event)); });
    }
    std::optional<std::size_t> failed;
    ROG_TRY(registry::write_requests(writer, "main", m_clock, plans, failed));
    return {};
  }

 private:
  using Requests = std::vector<registry::CaseRequest>;

  [[nodiscard]] ledger::RequestStepEvent step(std::string_view event) const {
    ledger::RequestStepEvent made = request_step(m_request, event, m_clock.time);
    made.role = event == "sent" ? "ISS" : "POL";
    if (event != "sent") {
      made.reported = ledger::ToldBy{.by = "BKA", .means = ledger::ToldMeans::telephone};
    }
    return made;
  }

  CaseId m_case;
  std::string m_request;
};

}  // namespace

std::vector<OperationRow> request_operations() {
  return {{"AdvancingInACase", [] { return std::make_unique<AdvancingInACase>(); }}};
}

}  // namespace rogatory::test
