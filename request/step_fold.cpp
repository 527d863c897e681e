#include "request/step_fold.hpp"

#include <algorithm>

namespace rogatory::request {

StepFold::StepFold(const Machine& machine, const Parties& parties, const StepOrder& order)
    : m_machine(&machine), m_parties(&parties), m_order(&order) {
  for (const Step* const step : order.in_order([](const Step&) { return 0; })) {
    if (step->kind == StepKind::corrected && step->withdraws) {
      m_ever_withdrawn.insert(step->names.begin(), step->names.end());
    }
    const std::optional<Side> side = side_of(parties, *step);
    if (step->kind == StepKind::made && side) {
      m_deeds[{*side, step->event, step->occurrence}].made.push_back(step);
    }
  }
}

void StepFold::take(const Step& step) {
  m_places[step.entry] = m_told.size();
  m_told.push_back(
      {.step = step, .side = side_of(*m_parties, step), .why = {}, .state = {}, .ref = {}, .at = step.happened_at});
  ToldStep& told = m_told.back();
  if (!told.side) {
    refuse(told, {.why = step.authority + " acts on neither side of the request"});
    return;
  }
  switch (step.kind) {
    case StepKind::made:
      take_made(step, told);
      break;
    case StepKind::reported:
      take_report(step, told);
      break;
    case StepKind::confirmed:
    case StepKind::disputed:
    case StepKind::corrected:
      take_remark(step, told);
      break;
  }
}

Views StepFold::views(std::size_t count) const {
  Views views{.own = m_machine->start, .all = m_machine->start, .mine = {}};
  views.mine.fill(m_machine->start);
  for (std::size_t i = 0; i < count; ++i) {
    move(m_applied[i], views);
  }
  return views;
}

void StepFold::move(const Applied& applied, Views& views) const {
  const std::string& next = applied.transition->next;
  if (next == "=") {
    return;
  }
  for (const Side side : {Side::requesting, Side::requested, Side::provider}) {
    const bool is_his = applied.is_report ? side == applied.author : !applied.own_only || side == applied.side;
    if (is_his) {
      views.mine[static_cast<std::size_t>(side)] = next;
    }
  }
  if (!applied.own_only) {
    views.all = next;
  }
  if (!applied.is_report) {
    views.own = next;
  }
}

Judgement StepFold::judged(const Applied& candidate, const Views& views) const {
  if (candidate.is_forced) {
    return {.transition = candidate.transition, .why = {}};
  }
  return judge(*m_machine, views.of(candidate.author), *candidate.step, candidate.author, candidate.side,
               filed_by(candidate.side));
}

const Step* StepFold::filed_by(Side side) const {
  const auto filed = std::ranges::find_if(m_applied, [&](const Applied& one) {
    return one.step->event == "filed" && one.step->kind == StepKind::made && one.side == side;
  });
  return filed == m_applied.end() ? nullptr : filed->step;
}

std::optional<StepFold::Refusal> StepFold::place(Applied candidate) {
  const Judgement now = judged(candidate, views(m_applied.size()));
  if (now.transition == nullptr) {
    return now.by_order ? place_beside(candidate, now.why) : std::optional(Refusal{.why = now.why});
  }
  candidate.transition = now.transition;
  m_applied.push_back(candidate);
  return std::nullopt;
}

/// Before those at the end that its author had not seen, and whose authors had not seen it.
std::optional<StepFold::Refusal> StepFold::place_beside(const Applied& candidate, std::string why) {
  std::optional<Refusal> refusal;
  for (std::size_t at = m_applied.size(); at > 0 && m_order->are_concurrent(*candidate.at, *m_applied[at - 1].at);) {
    --at;
    Views state = views(at);
    const Judgement here = judged(candidate, state);
    if (here.transition == nullptr) {
      continue;
    }
    std::vector<Applied> behind{candidate};
    behind.front().transition = here.transition;
    move(behind.front(), state);
    std::vector<Applied> losers;
    for (auto one = m_applied.begin() + static_cast<std::ptrdiff_t>(at); one != m_applied.end(); ++one) {
      const Judgement again = judged(*one, state);
      if (again.transition == nullptr) {
        losers.push_back(*one);
        continue;
      }
      behind.push_back(*one);
      behind.back().transition = again.transition;
      move(behind.back(), state);
    }
    if (losers.empty() || wins(candidate, losers)) {
      m_applied.resize(at);
      std::ranges::copy(behind, std::back_inserter(m_applied));
      for (const Applied& loser : losers) {
        drop(loser, *candidate.step);
      }
      return std::nullopt;
    }
    refusal = Refusal{.why = {}, .by = losers.front().step};
  }
  return refusal ? refusal : Refusal{.why = std::move(why)};
}

bool StepFold::wins(const Applied& candidate, const std::vector<Applied>& losers) const {
  const int own = precedence_of(*m_machine, *candidate.step);
  return std::ranges::all_of(losers, [&](const Applied& loser) {
    const int other = precedence_of(*m_machine, *loser.step);
    return !loser.is_forced && (own > other || (own == other && candidate.step->entry.log < loser.step->entry.log));
  });
}

void StepFold::drop(const Applied& loser, const Step& winner) {
  Deed& deed = m_deeds[{loser.side, loser.step->event, loser.step->occurrence}];
  deed.own = deed.own == loser.step ? nullptr : deed.own;
  deed.has_applied_report = deed.has_applied_report && !loser.is_report;
  if (ToldStep* const told = find_told(loser.step->entry)) {
    refuse(*told, {.why = {}, .by = &winner});  // else it is judged again at its own place
  }
}

void StepFold::refuse(ToldStep& told, Refusal refusal) {
  if (refusal.by != nullptr) {
    refusal.why = "superseded by a concurrent step, " + refusal.by->event + " of " + refusal.by->entry.text();
  }
  told.standing = refusal.by != nullptr ? StepStanding::superseded : StepStanding::not_applied;
  told.why = refusal.why;
  m_refused[told.step.entry] = std::move(refusal);
}

ToldStep* StepFold::find_told(const StepRef& entry) {
  const auto place = m_places.find(entry);
  return place == m_places.end() ? nullptr : &m_told[place->second];
}

std::vector<Applied>::iterator StepFold::find_applied(const Step& step) {
  return std::ranges::find_if(m_applied, [&](const Applied& one) { return one.step->entry == step.entry; });
}

std::string StepFold::miscounted(const ToldStep& told) const {
  int before = 0;
  for (const auto& [key, deed] : m_deeds) {
    const auto& [side, event, occurrence] = key;
    const bool is_earlier = side == told.side && event == told.step.event && occurrence < told.step.occurrence;
    before += is_earlier && (deed.own != nullptr || deed.has_applied_report) ? 1 : 0;
  }
  return before + 1 == told.step.occurrence
             ? ""
             : "it is said to be number " + std::to_string(told.step.occurrence) + " of " + told.step.event + ", and " +
                   std::to_string(before) + " came before";
}

void StepFold::take_made(const Step& step, ToldStep& told) {
  Deed& deed = deed_of(told);
  if (deed.own != nullptr && deed.own->entry != step.entry) {
    refuse(told, {.why = "it is entered already, as " + deed.own->entry.text()});
    return;
  }
  if (deed.own == nullptr) {
    if (std::string why = miscounted(told); !why.empty()) {
      refuse(told, {.why = std::move(why)});
      return;
    }
    if (std::optional<Refusal> refusal = place({.at = &step,
                                                .step = &step,
                                                .author = *told.side,
                                                .side = *told.side,
                                                .own_only = deed.has_applied_report})) {
      refuse(told, *std::move(refusal));
      return;
    }
    deed.own = &step;
  }
  for (const StepRef& name : step.names) {
    ToldStep* const target = find_told(name);
    if (target != nullptr && target->step.kind == StepKind::made) {
      static_cast<void>(confirm(step, *target));
    }
  }
}

void StepFold::take_report(const Step& step, ToldStep& told) {
  const Side author = *told.side;
  told.side = side_reported(*m_machine, step.event, author);
  if (std::string why = miscounted(told); !why.empty()) {
    refuse(told, {.why = std::move(why)});
    return;
  }
  Deed& deed = deed_of(told);
  const auto stands = [&](const Step* made) {
    return !m_ever_withdrawn.contains(made->entry) &&
           !place({.at = &step, .step = made, .author = *told.side, .side = *told.side});
  };
  // The own entry takes the place of the report, from which its side and the other's later steps went on.
  if (deed.own == nullptr && !deed.has_applied_report) {
    const auto made = std::ranges::find_if(deed.made, stands);
    deed.own = made == deed.made.end() ? nullptr : *made;
  }
  const Applied alone{.at = &step, .step = &step, .author = author, .side = *told.side, .is_report = true};
  if (deed.own == nullptr && !deed.has_applied_report) {
    if (std::optional<Refusal> refusal = place(alone)) {
      refuse(told, *std::move(refusal));
      return;
    }
    deed.has_applied_report = true;
  } else if (Judgement form = judge(*m_machine, "", step, author, *told.side, nullptr);
             form.transition == nullptr && !form.by_order) {
    refuse(told, {.why = std::move(form.why)});
    return;
  }
  told.standing = StepStanding::reported;
  deed.reports.push_back(&step);
}

}  // namespace rogatory::request
