// rogatory case take FILE
#include "cmd/command.hpp"
#include "cmd/home_access.hpp"
#include "registry/case_grant.hpp"

namespace rogatory::cmd {
namespace {

class CaseTakeCommand : public Command {
 public:
  void setup(Options& options) override {
    options.argument("FILE", m_file, "a key of a case that another party granted us with case grant");
  }

  [[nodiscard]] Help help() const override {
    return {
        .about =
            "Takes in the key of a compartment that another party granted us. It is kept in this home, under the "
            "home's key, if an officer of a peer signed the grant, and if it is the very key that the case's opener "
            "named for the compartment.",
        .examples = {{"rogatory case take de-ca.grant", "the case's ledger was taken in before (ledger take)"}},
        .exits = {{0, "the key is here"},
                  {10, "no such file; or the case, or the peer who granted it, is not here yet"},
                  {12, "it is for somebody else; or wrong passphrase"},
                  {20, "it is not what was signed"},
                  {21, "the peer's newest cards are needed (peer add)"},
                  {22, "its officer could not grant it"},
                  {24, "not a grant"},
                  {31, "it is not the key of the compartment; or its sender is no party of the case"}}};
  }

  Result<int> run(Context& context) override {
    ROG_TRY_ASSIGN(const registry::Home home, open_home(context));
    registry::KeyRing keys(home, context.passphrases);
    Result<registry::TakenGrant> result = registry::take_grant(home, keys, m_file);
    if (!result) {
      return fail(about_handed_file(std::move(result).error()));
    }
    const registry::TakenGrant& taken = *result;
    const std::string case_id = taken.case_id.text();
    Ui& ui = context.ui;
    ui.line({{taken.is_new ? "took the key of " : "the key was here already: ", Tone::good},
             {taken.compartment, Tone::strong},
             {" of the case " + case_id}});
    ui.line("  from       " + taken.officer + "@" + taken.from);
    ui.note("Next: rogatory ledger log " + case_id.substr(0, 12) +
            "; what you write into the case is for all who hold "
            "this key");
    ui.document(Json::Object{{"authority", home.authority()},
                             {"case", case_id},
                             {"compartment", taken.compartment},
                             {"from", taken.from},
                             {"new", taken.is_new},
                             {"officer", taken.officer}});
    return 0;
  }

 private:
  std::string m_file;
};

}  // namespace

std::unique_ptr<Command> make_case_take() { return std::make_unique<CaseTakeCommand>(); }

}  // namespace rogatory::cmd
