#include "cmd/request_desk.hpp"

#include <algorithm>

#include "base/spoken.hpp"
#include "base/text.hpp"
#include "cmd/entry_view.hpp"
#include "cmd/home_access.hpp"
#include "cmd/request_view.hpp"
#include "registry/inbox_reading.hpp"
#include "registry/request_reading.hpp"

namespace rogatory::cmd {
namespace {

using ledger::CaseId;
using registry::CaseRequest;
using registry::Home;

struct Place {
  CaseId case_id;
  std::string id;
  std::string name;
};
/// What each word may mean.
using Candidates = std::vector<std::vector<Place>>;

/// The requests of one case that may be meant.
Result<void> look_in(const Home& home, registry::CaseKeyRing& ring, const CaseId& case_id,
                     const std::vector<std::string>& which, Candidates& found) {
  const registry::CasePaths paths = registry::case_paths(home, case_id);
  ROG_TRY_ASSIGN(const registry::CaseKeys keys, ring.load(paths.keys));
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, ledger::open_repository(paths.repository));
  ROG_TRY_ASSIGN(const registry::RequestLedger ledger, registry::read_request_ledger(*source, keys.identities));
  for (const registry::RequestEntry& entry : ledger.entries) {
    const auto* filed = entry.event ? std::get_if<ledger::RequestFiled>(&*entry.event) : nullptr;
    if (filed == nullptr) {
      continue;
    }
    const std::string id = entry.hash.hex();
    for (std::size_t word = 0; word < which.size(); ++word) {
      if (registry::is_meant(id, which[word])) {
        found[word].push_back({case_id, id, request_name(id) + " " + filed->title});
      }
    }
  }
  return {};
}

Result<Place> the_one(const std::vector<Place>& found, const std::string& which) {
  if (found.empty()) {
    return fail(Error(ErrorCode::not_found, "there is no request " + which)
                    .next("rogatory request list names those that there are"));
  }
  if (found.size() > 1) {
    std::vector<std::string> names;
    names.reserve(found.size());
    for (const Place& place : found) {
      names.push_back(place.name);
    }
    return fail(Error(ErrorCode::usage, which + " may be any of " + std::to_string(found.size()) + " requests")
                    .next("one of: " + base::join(names, ", ")));
  }
  return found.front();
}

/// Where each of them is.
Result<std::vector<Place>> find_places(const Home& home, registry::KeyRing& keys, const std::vector<CaseId>& cases,
                                       const std::vector<std::string>& which) {
  registry::CaseKeyRing ring(home, keys);
  Candidates found(which.size());
  for (const CaseId& case_id : cases) {
    ROG_TRY_DOING(look_in(home, ring, case_id, which, found), "looking in case " + case_id.text().substr(0, 12));
  }
  std::vector<Place> places;
  for (std::size_t word = 0; word < which.size(); ++word) {
    ROG_TRY_ASSIGN(Place place, the_one(found[word], which[word]));
    places.push_back(std::move(place));
  }
  return places;
}

}  // namespace

Result<std::vector<RequestDesk>> RequestDesk::open_many(Context& context, const std::vector<std::string>& which,
                                                        const std::optional<std::string>& case_option,
                                                        const std::string& compartment) {
  ROG_TRY_ASSIGN(Home opened, open_home(context));
  const auto home = std::make_shared<Home>(std::move(opened));
  registry::KeyRing keys(*home, context.passphrases);
  std::vector<CaseId> cases;
  if (case_option) {
    ROG_TRY_ASSIGN(cases.emplace_back(), registry::find_case(*home, keys, *case_option));
  } else {
    ROG_TRY_ASSIGN(cases, registry::case_ids(*home));
  }
  ROG_TRY_ASSIGN(const std::vector<Place> places, find_places(*home, keys, cases, which));
  std::vector<RequestDesk> desks;
  for (std::size_t word = 0; word < places.size(); ++word) {
    auto desk =
        std::ranges::find_if(desks, [&](const RequestDesk& one) { return one.case_id() == places[word].case_id; });
    if (desk == desks.end()) {
      ROG_TRY_ASSIGN(registry::CaseWriter writer,
                     registry::CaseWriter::open(*home, keys, places[word].case_id, writing_of(context), context.clock));
      desks.push_back(RequestDesk(context, home, std::move(writer), compartment));
      desk = desks.end() - 1;
    }
    desk->m_meant.push_back({.id = places[word].id, .word = word});
  }
  return desks;
}

Result<RequestDesk> RequestDesk::open(Context& context, const std::string& which,
                                      const std::optional<std::string>& case_option, const std::string& compartment) {
  ROG_TRY_ASSIGN(std::vector<RequestDesk> desks, open_many(context, {which}, case_option, compartment));
  return std::move(desks.front());
}

Result<RequestDesk> RequestDesk::open_case(Context& context, const std::string& which_case,
                                           const std::string& compartment) {
  ROG_TRY_ASSIGN(Home opened, open_home(context));
  auto home = std::make_shared<Home>(std::move(opened));
  registry::KeyRing keys(*home, context.passphrases);
  ROG_TRY_ASSIGN(const CaseId case_id, registry::find_case(*home, keys, which_case));
  ROG_TRY_ASSIGN(registry::CaseWriter writer,
                 registry::CaseWriter::open(*home, keys, case_id, writing_of(context), context.clock));
  return RequestDesk(context, std::move(home), std::move(writer), compartment);
}

Result<registry::WrittenRequest> RequestDesk::write(const registry::RequestPlan& plan) {
  return registry::write_request(m_writer, m_compartment, m_context->clock, plan);
}

Result<std::vector<registry::WrittenRequest>> RequestDesk::write_all(std::span<const registry::RequestPlan> plans,
                                                                     std::optional<std::size_t>& failed) {
  return registry::write_requests(m_writer, m_compartment, m_context->clock, plans, failed);
}

Json::Object RequestDesk::document(const registry::WrittenRequest& written) {
  Json::Object document = entry_document(*m_home, case_id(), officer().id, written.written);
  document["now"] = state_document(written.request);
  document["request"] = written.request.id;
  document["type"] = ledger::type_of(written.event);
  return document;
}

Json::Object RequestDesk::show(const registry::WrittenRequest& written) {
  Ui& ui = m_context->ui;
  const CaseRequest& request = written.request;
  warn_of_clock(ui, written.written.appended);
  ui.line({{"entered ", Tone::good}, {request.name() + " " + request.filed.title, Tone::strong}});
  ui.line("  entry    " + written.written.name() + ", by " + speaker(*m_home, officer().id));
  show_state(ui, request);
  return document(written);
}

Json::Object RequestDesk::show_line(const registry::WrittenRequest& written) {
  const CaseRequest& request = written.request;
  m_context->ui.line({{"entered ", Tone::good},
                      {request.name() + " " + request.filed.title, Tone::strong},
                      {": " + base::spoken(request.history.reported.name) + ", entry " + written.written.name()}});
  return document(written);
}

std::vector<ExitLine> request_exits(ExitLine first) {
  return {first,
          {4, "the officer may not sign entries, or is expired or revoked"},
          {5, "the home came back from a copy (ledger reopen)"},
          {10, "no such case, request, compartment or file"},
          {11, "another program is writing into the case"},
          {12, "wrong passphrase"},
          {24, "a text is not UTF-8"},
          {30, "the machine of the request does not allow it now; or the case is closed"},
          {31, "the clock looks wrong (--clock-ok); or the request's rules are not known here"}};
}

}  // namespace rogatory::cmd
