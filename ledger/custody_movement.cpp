#include "ledger/custody_story.hpp"

namespace rogatory::ledger {
namespace {

/// What is not said of one of them does not tell them apart.
bool is_same(const Holder& a, const Holder& b) {
  return (a.authority == b.authority || a.authority.empty() || b.authority.empty()) &&
         (a.name == b.name || a.name.empty() || b.name.empty());
}

std::string act_by(const ToldAct& act) { return std::string(text_of(act.event.act)) + " by " + act.actor().text(); }

}  // namespace

std::string Holder::text() const {
  if (name.empty() || authority.empty()) {
    return name + authority;
  }
  return name + " of " + authority;
}

Holder ToldLink::custodian() const {
  const Person person = custody.custodian.value_or(Person{});
  const std::string own = custody.loan ? std::string() : entry.log.authority;
  return {person.authority.value_or(own), person.name.value_or("")};
}

std::vector<EntryRef> Movement::since(const ToldAct& act) const {
  return m_since ? std::vector{*m_since, act.entry} : std::vector{act.entry};
}

void Movement::assume(const ToldAct& act, CustodyState& state) {
  state.state = ExhibitState::held;
  state.custodian = act.actor();
  m_transit.reset();
  m_since = act.entry;
  m_doubt = false;
}

void Movement::leave(CustodyState& state, ExhibitState becomes) {
  state.state = becomes;
  state.custodian.reset();
  m_transit.reset();
  m_lender.reset();
  m_doubt = false;
}

void Movement::find(Findings& findings, CustodyFault fault, std::string text, std::vector<EntryRef> entries) const {
  if (!m_doubt) {
    findings.add(fault, std::move(text), std::move(entries));
  }
}

/// Whether it was handed over to him: to his authority, or within one authority to him by name.
bool Movement::is_meant(const Transit& transit, const Holder& actor) {
  const std::optional<Person>& to = transit.to;
  if (!to) {
    return true;
  }
  if (to->authority) {
    return actor.authority == *to->authority;
  }
  return actor.authority == transit.giver.authority && actor.name == to->name;
}

void Movement::use(const ToldAct& act, CustodyState& state, Findings& findings) {
  const Holder actor = act.actor();
  if (state.custodian && is_same(*state.custodian, actor)) {
    m_doubt = false;
    return;
  }
  if (m_doubt) {
    assume(act, state);  // it may have come to him by what was not read
  } else if (m_transit && is_meant(*m_transit, actor)) {
    find(findings, CustodyFault::unconfirmed, act_by(act) + ", who did not sign that he received it",
         {m_transit->entry, act.entry});
    assume(act, state);
  } else if (m_transit) {
    find(findings, CustodyFault::stranger, act_by(act) + " while it was in transit", {m_transit->entry, act.entry});
  } else if (state.custodian) {
    find(findings, CustodyFault::stranger, act_by(act) + " while it was in the custody of " + state.custodian->text(),
         since(act));
  } else {
    find(findings, CustodyFault::gap, act_by(act) + " while nobody is known to have had it", since(act));
    assume(act, state);
  }
}

void Movement::begin(const ToldAct& act, CustodyState& state, Findings& findings) {
  const Holder actor = act.actor();
  const bool has_it = state.custodian && is_same(*state.custodian, actor);
  if (act.event.act == CustodyAct::acquired && (state.custodian || m_transit)) {
    use(act, state, findings);  // an image is taken of what is in custody already
    return;
  }
  if (has_it) {
    return;
  }
  if (state.custodian || m_transit) {
    const std::string who =
        m_transit ? "on its way from " + m_transit->giver.text() : "in the custody of " + state.custodian->text();
    find(findings, CustodyFault::overlap, act_by(act) + " while it was " + who,
         m_transit ? std::vector{m_transit->entry, act.entry} : since(act));
  } else if (state.state == ExhibitState::missing) {
    find(findings, CustodyFault::gap, act_by(act) + "; from its loss until then nobody is known to have had it",
         since(act));
  }
  m_lender.reset();
  assume(act, state);
}

void Movement::take(const ToldLink& link, CustodyState& state, Findings& findings) {
  if (state.custodian || m_transit) {
    const std::string who =
        m_transit ? "on its way from " + m_transit->giver.text() : "in the custody of " + state.custodian->text();
    find(findings, CustodyFault::overlap, "linked from another case while it was " + who,
         {m_since.value_or(link.entry), link.entry});
  }
  m_transit.reset();
  m_since = link.entry;
  m_doubt = false;
  state.state = link.custody.loan ? ExhibitState::on_loan : ExhibitState::held;
  state.custodian = link.custodian();
  state.place = link.custody.place;
  m_lender = link.custody.loan ? std::optional(Holder{link.entry.log.authority, {}}) : std::nullopt;
}

void Movement::confirm(const Transit& transit, const ToldAct& act, Findings& findings) const {
  const std::vector<EntryRef> both{transit.entry, act.entry};
  if (act.event.without_log) {
    find(findings, CustodyFault::unconfirmed, "whom " + transit.giver.text() + " handed it to did not sign for it",
         both);
  } else if (!is_meant(transit, act.actor())) {
    const Person to = transit.to.value_or(Person{});
    find(findings, CustodyFault::unconfirmed,
         "handed over to " + Holder{to.authority.value_or(""), to.name.value_or("")}.text() + ", received by " +
             act.actor().text(),
         both);
  } else if (act.entry.log.authority == transit.entry.log.authority && act.officer == transit.officer) {
    find(findings, CustodyFault::unconfirmed, "both sides of the hand-over are signed by one officer, " + act.officer,
         both);
  } else if (act.event.happened_at.at.seconds + k_clock_tolerance < transit.at.seconds) {
    find(findings, CustodyFault::overlap,
         "received at " + act.event.happened_at.at.text() + ", before it was handed over at " + transit.at.text(),
         both);
  }
}

void Movement::receive(const ToldAct& act, CustodyState& state, Findings& findings) {
  const bool has_it = state.custodian && is_same(*state.custodian, act.actor());
  if (m_transit) {
    confirm(*m_transit, act, findings);
  } else if (state.custodian && !has_it) {
    if (act.event.without_log) {
      find(findings, CustodyFault::overlap,
           "received by " + act.actor().text() + " while it was in the custody of " + state.custodian->text(),
           since(act));
    } else {
      find(findings, CustodyFault::unconfirmed,
           state.custodian->text() + " did not sign that he handed it over to " + act.actor().text(), since(act));
    }
  } else if (state.state == ExhibitState::missing) {
    find(findings, CustodyFault::gap, act_by(act) + "; from its loss until then nobody is known to have had it",
         since(act));
  } else if (!state.custodian && !act.event.without_log) {
    find(findings, CustodyFault::unconfirmed, act_by(act) + "; nobody signed that he handed it over", since(act));
  }
  m_lender.reset();
  assume(act, state);
}

void Movement::refuse(const ToldAct& act, CustodyState& state, Findings& findings) {
  if (!m_transit || !is_meant(*m_transit, act.actor())) {
    find(findings, CustodyFault::stranger, act_by(act) + ", to whom it was not handed over", since(act));
    return;
  }
  const Holder giver = m_transit->giver;
  assume(act, state);
  state.custodian = giver;
}

void Movement::send(const ToldAct& act, CustodyState& state, Findings& findings) {
  const bool is_courier = act.event.act == CustodyAct::handed_to_courier;
  if (is_courier && m_transit) {
    if (!is_same(m_transit->giver, act.actor())) {
      find(findings, CustodyFault::stranger, act_by(act) + " while it was in transit", {m_transit->entry, act.entry});
    }
    return;
  }
  use(act, state, findings);
  if (state.custodian && !is_same(*state.custodian, act.actor())) {
    return;  // he had nothing to hand over
  }
  leave(state, ExhibitState::in_transit);
  m_since = act.entry;
  m_transit = Transit{.entry = act.entry,
                      .officer = act.officer,
                      .giver = act.actor(),
                      .to = is_courier ? std::nullopt : act.event.counterpart,
                      .at = act.event.happened_at.at};
}

void Movement::check_out(const ToldAct& act, CustodyState& state, Findings& findings) {
  const bool is_inside = state.custodian && (is_same(*state.custodian, act.actor()) ||
                                             state.custodian->authority == act.entry.log.authority);
  if (!is_inside) {
    use(act, state, findings);
    return;
  }
  if (!m_lender) {
    m_lender = state.custodian;
  }
  assume(act, state);
}

void Movement::check_in(const ToldAct& act, CustodyState& state, Findings& findings) {
  // The store's keeper may sign what comes back to him.
  if (!m_lender || !is_same(*m_lender, act.actor())) {
    use(act, state, findings);
    if (state.custodian && !is_same(*state.custodian, act.actor())) {
      return;
    }
  }
  const std::optional<Holder> keeper = m_lender;
  assume(act, state);
  if (keeper) {
    state.custodian = keeper;
  }
  m_lender.reset();
}

/// By one signature, to the counterpart.
void Movement::hand_to(const ToldAct& act, CustodyState& state, ExhibitState becomes, Findings& findings) {
  use(act, state, findings);
  if (state.custodian && !is_same(*state.custodian, act.actor())) {
    return;
  }
  const Person to = act.event.counterpart.value_or(Person{});
  const bool is_loan = becomes == ExhibitState::on_loan;
  if (!is_loan && to.authority && *to.authority != act.entry.log.authority) {
    findings.add(CustodyFault::unconfirmed, "to another authority, " + *to.authority + ", by one signature",
                 {act.entry});
  }
  const std::string own = is_loan ? std::string() : act.entry.log.authority;
  assume(act, state);
  state.state = becomes;
  state.custodian = Holder{to.authority.value_or(own), to.name.value_or("")};
  m_lender = is_loan ? std::optional(act.actor()) : std::nullopt;
}

void Movement::reappear(const ToldAct& act, CustodyState& state, Findings& findings) {
  if (state.state != ExhibitState::missing) {
    begin(act, state, findings);
    return;
  }
  find(findings, CustodyFault::gap, "from its loss until it was found nobody is known to have had it", since(act));
  assume(act, state);
}

void Movement::take(const ToldAct& act, CustodyState& state, Findings& findings) {
  const CustodyActRow& row = row_of(act.event.act);
  const CustodyState before = state;
  switch (row.effect) {
    case CustodyEffect::none:
      if (row.in_hand && act.event.on != WorkedOn::working_copy) {
        use(act, state, findings);
      }
      break;
    case CustodyEffect::takes:
      begin(act, state, findings);
      break;
    case CustodyEffect::gives:
    case CustodyEffect::sends:
      send(act, state, findings);
      break;
    case CustodyEffect::receives:
      receive(act, state, findings);
      break;
    case CustodyEffect::refuses:
      refuse(act, state, findings);
      break;
    case CustodyEffect::passes:
      hand_to(act, state, ExhibitState::held, findings);
      break;
    case CustodyEffect::lends:
      hand_to(act, state, ExhibitState::on_loan, findings);
      break;
    case CustodyEffect::comes_back:
      if (state.state != ExhibitState::on_loan || !m_lender || m_lender->authority != act.entry.log.authority) {
        use(act, state, findings);
        break;
      }
      m_lender.reset();
      assume(act, state);
      break;
    case CustodyEffect::checks_out:
      check_out(act, state, findings);
      break;
    case CustodyEffect::checks_in:
      check_in(act, state, findings);
      break;
    case CustodyEffect::leaves:
      use(act, state, findings);
      leave(state, ExhibitState::released);
      m_since = act.entry;
      break;
    case CustodyEffect::ends:
      use(act, state, findings);
      leave(state, ExhibitState::gone);
      m_since = m_ended = act.entry;
      break;
    case CustodyEffect::loses:
      leave(state, ExhibitState::missing);
      m_since = act.entry;
      break;
    case CustodyEffect::reappears:
      reappear(act, state, findings);
      break;
  }
  if (state.custodian != before.custodian || state.state != before.state) {
    state.place.reset();
  }
  if (act.event.place && act.event.on != WorkedOn::working_copy && state.state != ExhibitState::in_transit) {
    state.place = act.event.place;
  }
}

void Movement::finish(Findings& findings) const {
  if (m_transit) {
    find(findings, CustodyFault::unconfirmed,
         "handed over by " + m_transit->giver.text() + " at " + m_transit->at.text() +
             "; nobody signed that he received it",
         {m_transit->entry});
  }
}

}  // namespace rogatory::ledger
