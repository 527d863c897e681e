// The fold of a request's steps on its way (request/history.hpp): takes them in order, keeps which were applied and in
// which sequence, and what was said of each since. Internal to the fold.
#pragma once

#include <array>
#include <map>
#include <set>

#include "request/history.hpp"
#include "request/step_judge.hpp"
#include "request/step_order.hpp"

namespace rogatory::request {

/// The state as each view has it.
struct Views {
  std::string own;                  ///< own entries of both sides
  std::string all;                  ///< and all reports
  std::array<std::string, 3> mine;  ///< by Side: own entries of both, and the reports of this side

  [[nodiscard]] const std::string& of(Side side) const { return mine[static_cast<std::size_t>(side)]; }
};

/// A step in the sequence of those that were applied.
struct Applied {
  const Step* at = nullptr;    ///< at whose place: the own entry, or a report of it that came before
  const Step* step = nullptr;  ///< what is judged
  Side author = Side::requesting;
  Side side = Side::requesting;
  bool is_report = false;  ///< moves the views of its author and of all reports only
  bool is_forced = false;  ///< accepted: not judged
  bool own_only = false;   ///< the other views had it from a report
  const Transition* transition = nullptr;
};

class StepFold {
 public:
  /// Keeps references.
  StepFold(const Machine& machine, const Parties& parties, const StepOrder& order);
  /// Takes the next step.
  void take(const Step& step);

  [[nodiscard]] const std::vector<ToldStep>& told() const { return m_told; }
  [[nodiscard]] const std::vector<Applied>& applied() const { return m_applied; }
  /// Behind `count` of those that were applied.
  [[nodiscard]] Views views(std::size_t count) const;
  /// Settles standings, and gives what was told.
  std::vector<ToldStep> finish();
  /// Every report of the step that was made or reported by `applied`.
  [[nodiscard]] std::vector<const Step*> reports_of(const Applied& applied) const;

 private:
  /// One step in fact: what entries of one side, event and occurrence tell of.
  using DeedKey = std::tuple<Side, std::string, int>;
  struct Deed {
    std::vector<const Step*> made;     // all there are, told or not, in order
    std::vector<const Step*> reports;  // told
    const Step* own = nullptr;         // of `made` the one that stands
    bool has_applied_report = false;
  };
  enum class Verdict : std::uint8_t { confirmed, disputed };
  /// What keeps a step out: superseded by that one, or not applied because.
  struct Refusal {
    std::string why;
    const Step* by = nullptr;
  };

  void take_made(const Step& step, ToldStep& told);
  void take_report(const Step& step, ToldStep& told);
  void take_remark(const Step& step, ToldStep& told);
  std::string confirm(const Step& step, ToldStep& target);
  std::string dispute(const Step& step, ToldStep& target);
  std::string correct(const Step& step, ToldStep& target);
  std::string withdraw(ToldStep& target);
  bool accept(ToldStep& target);
  std::optional<Refusal> place(Applied candidate);
  std::optional<Refusal> place_beside(const Applied& candidate, std::string why);
  bool wins(const Applied& candidate, const std::vector<Applied>& losers) const;
  Judgement judged(const Applied& candidate, const Views& views) const;
  /// The entry by which the side itself filed the request; null where there is none.
  [[nodiscard]] const Step* filed_by(Side side) const;
  void move(const Applied& applied, Views& views) const;
  void refuse(ToldStep& told, Refusal refusal);
  /// Why its number does not follow from what came before; empty where it does.
  [[nodiscard]] std::string miscounted(const ToldStep& told) const;
  void drop(const Applied& loser, const Step& winner);
  [[nodiscard]] ToldStep* find_told(const StepRef& entry);
  [[nodiscard]] std::vector<Applied>::iterator find_applied(const Step& step);
  Deed& deed_of(const ToldStep& told) { return m_deeds[{*told.side, told.step.event, told.step.occurrence}]; }
  void mark_agreed();

  const Machine* m_machine;
  const Parties* m_parties;
  const StepOrder* m_order;
  std::vector<Applied> m_applied;
  std::vector<ToldStep> m_told;
  std::map<StepRef, std::size_t> m_places;  // in m_told
  std::map<DeedKey, Deed> m_deeds;
  std::map<StepRef, Verdict> m_verdicts;
  std::set<StepRef> m_ever_withdrawn;
  std::set<StepRef> m_withdrawn;
  std::map<StepRef, Refusal> m_refused;
};

}  // namespace rogatory::request
