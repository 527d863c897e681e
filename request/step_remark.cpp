// What is said of steps: confirmations, disputes and corrections.
#include <algorithm>

#include "request/step_fold.hpp"

namespace rogatory::request {

void StepFold::take_remark(const Step& step, ToldStep& told) {
  told.standing = StepStanding::remark;
  ToldStep* const target = step.names.empty() ? nullptr : find_told(step.names.front());
  if (target == nullptr || target->standing == StepStanding::remark || !target->side || &told == target) {
    refuse(told, {.why = "no step of this request that its author could have seen is named in it"});
    return;
  }
  if (step.by_service) {
    refuse(told, {.why = "a service officer confirms, disputes and corrects nothing"});
    return;
  }
  const bool is_own = side_of(*m_parties, target->step) == told.side;
  std::string why;
  switch (step.kind) {
    case StepKind::confirmed:
      why = is_own ? "a side does not confirm its own entries" : confirm(step, *target);
      break;
    case StepKind::disputed:
      why = is_own ? "a side corrects its own entries; it does not dispute them" : dispute(step, *target);
      break;
    case StepKind::corrected:
      why = is_own ? correct(step, *target) : "a side corrects its own entries only";
      break;
    case StepKind::made:
    case StepKind::reported:
      break;
  }
  if (!why.empty()) {
    refuse(told, {.why = std::move(why)});
  }
}

std::string StepFold::confirm(const Step& step, ToldStep& target) {
  if (side_of(*m_parties, target.step) == side_of(*m_parties, step)) {
    return "a side does not confirm its own entries";
  }
  const auto applied = find_applied(target.step);
  if (m_withdrawn.contains(target.step.entry)) {
    return "it was withdrawn by its own side";
  }
  if (m_refused.contains(target.step.entry)) {
    if (!accept(target)) {
      return "there is no step " + target.step.event + " in " + m_machine->title;
    }
  } else if (target.step.kind == StepKind::reported && applied != m_applied.end() && applied->is_report) {
    // Who is told of says that it is so: as good as his own entry, where the report stands.
    applied->is_report = false;
    applied->is_forced = true;
  }
  m_verdicts[target.step.entry] = Verdict::confirmed;
  target.confirmed_by.push_back(step.entry);
  return {};
}

bool StepFold::accept(ToldStep& target) {
  const Side author = *side_of(*m_parties, target.step);
  const std::string state = views(m_applied.size()).own;
  const Transition* const transition = transition_accepted(*m_machine, state, target.step.event, author);
  if (transition == nullptr) {
    return false;
  }
  const Step* const step = m_order->find(target.step.entry);
  m_applied.push_back(
      {.at = step, .step = step, .author = author, .side = *target.side, .is_forced = true, .transition = transition});
  m_refused.erase(target.step.entry);
  target.accepted = true;
  target.why.clear();
  Deed& deed = deed_of(target);
  if (target.step.kind == StepKind::made) {
    deed.own = deed.own == nullptr ? step : deed.own;
  } else {
    deed.reports.push_back(step);
  }
  return true;
}

std::string StepFold::dispute(const Step& step, ToldStep& target) {
  m_verdicts[target.step.entry] = Verdict::disputed;
  target.disputed_by.push_back(step.entry);
  // The view of what was reported goes back, unless something went on from it.
  if (!m_applied.empty() && m_applied.back().step->entry == target.step.entry && m_applied.back().is_report) {
    m_applied.pop_back();
    deed_of(target).has_applied_report = false;
  }
  return {};
}

std::string StepFold::correct(const Step& step, ToldStep& target) {
  if (step.withdraws) {
    if (std::string why = withdraw(target); !why.empty()) {
      return why;
    }
  } else if (step.instead) {
    target.at = *step.instead;
  }
  target.corrected_by.push_back(step.entry);
  return {};
}

std::string StepFold::withdraw(ToldStep& target) {
  const auto applied = find_applied(target.step);
  if (applied != m_applied.end()) {
    if (m_verdicts.contains(target.step.entry) && m_verdicts.at(target.step.entry) == Verdict::confirmed) {
      return "the other side has confirmed it";
    }
    if (applied + 1 != m_applied.end()) {
      return "later steps rest on it";
    }
    m_applied.erase(applied);
    Deed& deed = deed_of(target);
    if (target.step.kind == StepKind::made) {
      deed.own = nullptr;
    } else {
      deed.has_applied_report = false;
    }
  } else if (target.step.kind == StepKind::made && deed_of(target).own != nullptr &&
             deed_of(target).own->entry == target.step.entry) {
    return "later steps rest on it";
  }
  m_withdrawn.insert(target.step.entry);
  m_refused.erase(target.step.entry);
  target.why.clear();
  std::erase_if(deed_of(target).reports, [&](const Step* one) { return one->entry == target.step.entry; });
  return {};
}

void StepFold::mark_agreed() {
  for (const Applied& later : m_applied) {
    if (later.is_report || later.is_forced || later.transition->state == "*") {
      continue;
    }
    for (const Applied& earlier : m_applied) {
      if (&earlier == &later) {
        break;
      }
      const bool led_there = !earlier.is_report && earlier.transition->next != "=" && earlier.side != later.side;
      if (led_there && earlier.step->kind == StepKind::made && m_order->saw(*later.step, *earlier.step)) {
        m_verdicts.emplace(earlier.step->entry, Verdict::confirmed);  // a dispute stands
      }
    }
  }
}

std::vector<ToldStep> StepFold::finish() {
  mark_agreed();
  for (ToldStep& told : m_told) {
    const bool is_step = told.step.kind == StepKind::made || told.step.kind == StepKind::reported;
    const auto verdict = m_verdicts.find(told.step.entry);
    if (m_withdrawn.contains(told.step.entry)) {
      told.standing = StepStanding::withdrawn;
    } else if (is_step && verdict != m_verdicts.end() && verdict->second == Verdict::disputed) {
      told.standing = StepStanding::disputed;
    } else if (m_refused.contains(told.step.entry)) {
      continue;
    } else if (is_step && verdict != m_verdicts.end()) {
      told.standing = StepStanding::agreed;
    } else if (is_step) {
      told.standing = told.step.kind == StepKind::made ? StepStanding::claimed : StepStanding::reported;
    }
    if (!is_step || !told.side) {
      continue;
    }
    const Deed& deed = deed_of(told);
    const auto link = [&](const Step* other) {
      if (other != nullptr && other->entry != told.step.entry) {
        told.same.push_back(other->entry);
      }
    };
    const bool is_told =
        told.step.kind == StepKind::reported || (deed.own != nullptr && deed.own->entry == told.step.entry);
    if (is_told && told.standing != StepStanding::withdrawn) {
      link(deed.own);
      std::ranges::for_each(deed.reports, link);
      std::ranges::sort(told.same);
    }
  }
  for (std::size_t i = 0; i < m_applied.size(); ++i) {
    if (ToldStep* const told = find_told(m_applied[i].step->entry)) {
      const Views behind = views(i + 1);
      told->state = m_applied[i].is_report || m_applied[i].own_only ? behind.all : behind.own;
      told->ref = m_applied[i].transition->ref;
    }
  }
  return std::move(m_told);
}

std::vector<const Step*> StepFold::reports_of(const Applied& applied) const {
  const auto deed = m_deeds.find({applied.side, applied.step->event, applied.step->occurrence});
  return deed == m_deeds.end() ? std::vector<const Step*>() : deed->second.reports;
}

}  // namespace rogatory::request
