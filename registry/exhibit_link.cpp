#include "registry/exhibit_link.hpp"

#include "registry/exhibit_telling.hpp"

namespace rogatory::registry {
namespace {

using ledger::CaseId;
using ledger::CustodyTable;
using ledger::EntryRef;
using ledger::ExhibitId;
using ledger::ExhibitLinked;
using ledger::ExhibitStory;
using ledger::LinkedFrom;
using ledger::LinkedInto;
using Events = std::vector<ledger::ExhibitEvent>;

std::string short_id(const CaseId& case_id) { return case_id.text().substr(0, 12); }

Error linked_already(const CaseId& with, const ExhibitId& as) {
  return Error(ErrorCode::refused, "it is linked with the case " + short_id(with) + " already")
      .because("it is exhibit " + as.text() + " there")
      .next("rogatory exhibit show " + short_id(with) + " " + as.text());
}

/// The sum of an entry's bytes.
Result<ledger::EntryHash> hash_of(ledger::CaseSource& source, const EntryRef& entry) {
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::LogSource> log, source.open(entry.log));
  ROG_TRY_ASSIGN(const ledger::EntryFiles files, log->entry(entry.seq));
  return files.hash();
}

class Link {
 public:
  Link(CaseWriter from, CaseWriter into, const LinkRequest& request, std::string ourselves, const Clock& clock)
      : m_from(std::move(from)),
        m_into(std::move(into)),
        m_request(&request),
        m_ourselves(std::move(ourselves)),
        m_clock(&clock) {}

  Result<LinkedExhibit> write() {
    Result<WrittenCustody> here =
        write_custody(m_from, m_request->from_compartment, *m_clock,
                      [this](const CustodyTable& table) -> Result<Events> { return plan_here(table); });
    if (!here) {
      const bool is_half = m_is_begun && here.error().code() != ErrorCode::partial;
      return fail(is_half ? half_done(here.error()) : std::move(here).error());
    }
    m_linked.written = here->written;
    m_linked.officer = m_from.signers().officer().id;
    return std::move(m_linked);
  }

 private:
  /// Under the lock of this case's log: what is told of it there still holds when it is written there.
  Result<Events> plan_here(const CustodyTable& table) {
    ROG_TRY_ASSIGN(const ExhibitStory* const story, find_exhibit(table, m_request->exhibit));
    const auto is_other = [&](const auto& half) { return half.case_id == m_request->into; };
    if (const auto there = find_half<LinkedInto>(*story, is_other)) {
      return fail(linked_already(m_request->into, there->second.exhibit));
    }
    if (const auto there = find_half<LinkedFrom>(*story, is_other)) {
      return fail(linked_already(m_request->into, there->second.exhibit));
    }
    ROG_TRY(m_from.check_open(ExhibitLinked::k_type));
    ROG_TRY(write_there(table, *story));
    return Events{ExhibitLinked{.exhibit = m_request->exhibit,
                                .other = LinkedInto{.case_id = m_request->into, .exhibit = m_linked.exhibit}}};
  }

  Result<void> write_there(const CustodyTable& here, const ExhibitStory& story) {
    const Result<WrittenCustody> written =
        write_custody(m_into, m_request->into_compartment, *m_clock,
                      [&](const CustodyTable& there) { return plan_there(here, story, there); });
    if (m_linked.was_begun) {
      return {};  // the plan found it, and had nothing to write
    }
    if (!written) {
      // Recorded: it will be in that log when it is opened the next time.
      const bool is_half = written.error().code() == ErrorCode::partial;
      return fail(is_half ? half_done(written.error()) : written.error());
    }
    m_is_begun = true;
    m_linked.entry = {.log = written->written.log, .seq = written->written.appended.last};
    m_linked.now = written->table.at(m_linked.exhibit).now;
    return {};
  }

  Result<Events> plan_there(const CustodyTable& here, const ExhibitStory& story, const CustodyTable& there) {
    for (const auto& [exhibit, other] : there) {
      const auto half = find_half<LinkedFrom>(other, [&](const LinkedFrom& from) {
        return from.case_id == m_request->from && from.exhibit == m_request->exhibit;
      });
      if (half) {
        return go_on_from(exhibit, half->first, other.now);
      }
    }
    ROG_TRY(check_may_link(m_request->exhibit, story, m_ourselves));
    ROG_TRY_ASSIGN(m_linked.exhibit, new_exhibit(there, m_ourselves, m_request->number));
    ledger::ExhibitRegistered item = item_told(here, story, *m_request);
    item.exhibit = m_linked.exhibit;
    ROG_ASSERT(story.registered);
    const EntryRef& last = story.steps.empty() ? story.registered->entry : story.steps.back().entry;
    ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, m_from.source());
    ROG_TRY_ASSIGN(const ledger::EntryHash hash, hash_of(*source, last));
    return Events{item, ExhibitLinked{.exhibit = m_linked.exhibit,
                                      .other = LinkedFrom{.case_id = m_request->from,
                                                          .entry = hash,
                                                          .exhibit = m_request->exhibit,
                                                          .custody = custody_told(story, *m_request)}}};
  }

  /// The half of a link that was cut short. Never a value: there is nothing to write.
  Result<Events> go_on_from(const ExhibitId& exhibit, const EntryRef& entry, const ledger::CustodyState& now) {
    if (exhibit.authority != m_ourselves || (m_request->number && *m_request->number != exhibit.number)) {
      return fail(linked_already(m_request->into, exhibit));
    }
    m_linked.exhibit = exhibit;
    m_linked.entry = entry;
    m_linked.now = now;
    m_linked.was_begun = m_is_begun = true;
    return fail(linked_already(m_request->into, exhibit));
  }

  [[nodiscard]] Error half_done(const Error& cause) const {
    const std::string from = short_id(m_request->from);
    const std::string into = short_id(m_request->into);
    return Error(ErrorCode::partial, "the case " + into + " has its half of the link, the case " + from + " has not")
        .because(cause.sentence())
        .next("type it again, which completes it: rogatory exhibit link " + from + " " + m_request->exhibit.text() +
              " --into " + into);
  }

  CaseWriter m_from, m_into;
  const LinkRequest* m_request;
  std::string m_ourselves;
  const Clock* m_clock;
  LinkedExhibit m_linked;
  bool m_is_begun = false;  // the other case has its half
};

}  // namespace

Result<LinkedExhibit> link_exhibit(const Home& home, KeyRing& keys, const LinkRequest& request, const Writing& writing,
                                   const Clock& clock) {
  if (request.from == request.into) {
    return fail(Error(ErrorCode::usage, "an exhibit is linked into another case")
                    .because("both are " + short_id(request.from))
                    .next("rogatory case list names the cases of this home"));
  }
  ROG_TRY_ASSIGN(CaseWriter from, CaseWriter::open(home, keys, request.from, writing, clock));
  ROG_TRY_ASSIGN(CaseWriter into, CaseWriter::open(home, keys, request.into, writing, clock));
  return Link(std::move(from), std::move(into), request, home.authority(), clock).write();
}

}  // namespace rogatory::registry
