// rogatory doctor: looks the home and its machine over
#include "registry/doctor.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "cmd/command.hpp"
#include "cmd/home_access.hpp"

namespace rogatory::cmd {
namespace {

using registry::Examination;
using registry::Health;

Tone tone_of(Health health) {
  switch (health) {
    case Health::ok:
      return Tone::good;
    case Health::advice:
      return Tone::warning;
    case Health::problem:
      return Tone::bad;
  }
  ROG_ASSERT(false);
}

class DoctorCommand : public Command {
 public:
  void setup(Options& /*options*/) override {}

  [[nodiscard]] Help help() const override {
    return {.about =
                "Looks over the home (permissions, keys, cards, officers, peers, leftovers) and the machine (clock, "
                "memory, disk, stock tools). Asks for no passphrase.",
            .examples = {{"rogatory doctor", "everything, with what to do next"},
                         {"rogatory doctor --json", "for a monitor"}},
            .exits = {{0, "no problems (there may be advice)"}, {10, "there is no home"}, {25, "there are problems"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const std::string path, context.home());
    clean_up(context);
    ROG_TRY_ASSIGN(const std::vector<Examination> all, registry::examine(context.fs, path, context.clock));
    Table table({{"CHECK"}, {"HEALTH"}, {"WHAT"}});
    Json::Array checks;
    for (const Examination& one : all) {
      table.row({{one.check}, {std::string(text_of(one.health)), tone_of(one.health)}, {one.text}});
      checks.push_back(document_of(one));
    }
    context.ui.table(table);
    std::set<std::string> said;  // one step may mend several things
    for (const Examination& one : all) {
      if (!one.next.empty() && said.insert(one.check + one.next).second) {
        context.ui.note(one.check + ", next: " + one.next);
      }
    }
    const auto problems = std::ranges::count(all, Health::problem, &Examination::health);
    const auto advice = std::ranges::count(all, Health::advice, &Examination::health);
    context.ui.line(base::counted(static_cast<std::uint64_t>(problems), "problem") + ", " +
                    base::counted(static_cast<std::uint64_t>(advice), "piece of advice", "pieces of advice"));
    context.ui.document(
        Json::Object{{"advice", advice}, {"checks", std::move(checks)}, {"home", path}, {"problems", problems}});
    return problems > 0 ? base::exit_status(ErrorCode::findings) : 0;
  }

 private:
  static Json document_of(const Examination& one) {
    Json::Object document{{"check", one.check}, {"health", text_of(one.health)}, {"text", one.text}};
    if (!one.next.empty()) {
      document.emplace("next", one.next);
    }
    return document;
  }
};

}  // namespace

std::unique_ptr<Command> make_doctor() { return std::make_unique<DoctorCommand>(); }

}  // namespace rogatory::cmd
