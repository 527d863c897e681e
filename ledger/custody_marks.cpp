#include "ledger/custody_story.hpp"

namespace rogatory::ledger {
namespace {

std::string seal_name(const std::optional<std::string>& seal) { return seal ? "seal " + *seal : "no seal"; }

/// Whether seals begin anew: what was on it before is another's business.
bool begins_custody(const CustodyEvent& event) {
  return row_of(event.act).effect == CustodyEffect::takes || event.without_log;
}

void look_at_time(const ToldAct& act, Findings& findings) {
  const UtcTime at = act.event.happened_at.at;
  const std::int64_t seconds = act.made_at.seconds - at.seconds;
  if (seconds > k_late_seconds) {
    findings.add(CustodyFault::late,
                 "entered at " + act.made_at.text() + ", " + std::to_string(seconds / 3600) + " hours after the act",
                 {act.entry});
  } else if (-seconds > k_clock_tolerance) {
    findings.add(CustodyFault::late, "entered at " + act.made_at.text() + " as of " + at.text() + ", which was later",
                 {act.entry});
  }
}

}  // namespace

void Marks::doubt() {
  m_may_have_copy = true;
  m_doubts_seal = true;
  m_doubts_medium = true;
}

/// Another medium: its hashes are new ones.
void Marks::forget_medium() {
  std::erase_if(m_hashes, [](const auto& known) { return known.first.first == HashScope::media; });
  m_doubts_medium = false;
}

void Marks::look_at_seal(const ToldAct& act, CustodyState& state, Findings& findings) {
  const bool is_unsealed = act.event.act == CustodyAct::unsealed;
  if (!act.event.seal && !is_unsealed) {
    return;
  }
  const SealSeen seen = act.event.seal.value_or(SealSeen{});
  const std::vector<EntryRef> entries = m_sealed ? std::vector{*m_sealed, act.entry} : std::vector{act.entry};
  if (seen.intact == false) {
    findings.add(CustodyFault::seal, seal_name(seen.before ? seen.before : state.seal) + " was not whole", entries);
  } else if (!begins_custody(act.event)) {
    const bool saw_another = seen.before && seen.before != state.seal;
    // A new seal over one that nobody took off.
    const bool put_over = seen.after && !seen.before && state.seal && seen.after != state.seal;
    if ((saw_another || put_over) && !m_doubts_seal) {
      findings.add(
          CustodyFault::seal,
          seal_name(seen.before ? seen.before : seen.after) + " where " + seal_name(state.seal) + " was recorded last",
          entries);
    }
  }
  if (seen.after || is_unsealed) {
    state.seal = seen.after;
  } else if (seen.before) {
    state.seal = seen.before;
  }
  m_sealed = act.entry;
  m_doubts_seal = false;
}

void Marks::compare_hashes(const ToldAct& act, Findings& findings) {
  if (act.event.act == CustodyAct::migrated_media) {
    forget_medium();
  }
  for (const ScopedHash& hash : act.event.hashes) {
    if (hash.scope == HashScope::chunk) {
      continue;
    }
    if (hash.scope == HashScope::media && m_doubts_medium) {
      forget_medium();
    }
    const HashKind kind(hash.scope, hash.algorithm);
    const auto& [first, entry] = m_hashes.try_emplace(kind, hash.value, act.entry).first->second;
    if (first != hash.value) {
      findings.add(CustodyFault::hash,
                   std::string(text_of(hash.algorithm)) + " of the " + std::string(text_of(hash.scope)) + " is " +
                       hash.value + ", it was " + first,
                   {entry, act.entry});
    }
  }
}

void Marks::look_at_copy(const ToldAct& act, Findings& findings) const {
  const std::string what = std::string(text_of(act.event.act)) + " by " + act.actor().text();
  if (act.event.on != WorkedOn::working_copy) {
    findings.add(CustodyFault::original, what + " on the original", {act.entry});
  } else if (!m_has_copy && !m_may_have_copy) {
    findings.add(CustodyFault::original, what + " on a working copy that nobody recorded", {act.entry});
  }
}

void Marks::take(const ToldAct& act, std::optional<ExhibitKind> kind, CustodyState& state, Findings& findings) {
  if (kind == ExhibitKind::digital && row_of(act.event.act).on_content) {
    look_at_copy(act, findings);
  }
  if (act.event.on != WorkedOn::working_copy) {
    look_at_seal(act, state, findings);
    compare_hashes(act, findings);
  }
  look_at_time(act, findings);
  const CustodyAct done = act.event.act;
  m_has_copy |= done == CustodyAct::copied || done == CustodyAct::working_copy_made || done == CustodyAct::acquired;
}

void Marks::take(const ToldLink& link, CustodyState& state) {
  state.seal = link.custody.seal;
  m_sealed = link.entry;
  for (const ScopedHash& hash : link.custody.hashes) {
    m_hashes.try_emplace(HashKind(hash.scope, hash.algorithm), hash.value, link.entry);
  }
  m_has_copy |= link.custody.working_copy;
}

std::vector<ScopedHash> Marks::hashes() const {
  std::vector<ScopedHash> hashes;
  hashes.reserve(m_hashes.size());
  for (const auto& [kind, first] : m_hashes) {
    hashes.push_back({.scope = kind.first, .algorithm = kind.second, .value = first.first});
  }
  return hashes;
}

}  // namespace rogatory::ledger
