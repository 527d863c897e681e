#include "cmd/request_desk.hpp"

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

/// The requests of one case that may be meant.
Result<void> look_in(const Home& home, registry::CaseKeyRing& ring, const CaseId& case_id, const std::string& which,
                     std::vector<Place>& found) {
  const registry::CasePaths paths = registry::case_paths(home, case_id);
  ROG_TRY_ASSIGN(const registry::CaseKeys keys, ring.load(paths.keys));
  ROG_TRY_ASSIGN(const std::unique_ptr<ledger::CaseSource> source, ledger::open_repository(paths.repository));
  ROG_TRY_ASSIGN(const registry::RequestLedger ledger, registry::read_request_ledger(*source, keys.identities));
  for (const registry::RequestEntry& entry : ledger.entries) {
    const auto* filed = entry.event ? std::get_if<ledger::RequestFiled>(&*entry.event) : nullptr;
    if (filed != nullptr && registry::is_meant(entry.hash.hex(), which)) {
      found.push_back({case_id, entry.hash.hex(), request_name(entry.hash.hex()) + " " + filed->title});
    }
  }
  return {};
}

Result<Place> find_place(const Home& home, registry::KeyRing& keys, const std::vector<CaseId>& cases,
                         const std::string& which) {
  registry::CaseKeyRing ring(home, keys);
  std::vector<Place> found;
  for (const CaseId& case_id : cases) {
    ROG_TRY_DOING(look_in(home, ring, case_id, which, found), "looking in case " + case_id.text().substr(0, 12));
  }
  if (found.empty()) {
    return fail(Error(ErrorCode::not_found, "there is no request " + which)
                    .next("rogatory request list names those that there are"));
  }
  if (found.size() > 1) {
    std::vector<std::string> names;
    for (const Place& place : found) {
      names.push_back(place.name);
    }
    return fail(Error(ErrorCode::usage, which + " may be any of " + std::to_string(found.size()) + " requests")
                    .next("one of: " + base::join(names, ", ")));
  }
  return std::move(found.front());
}

}  // namespace

Result<RequestDesk> RequestDesk::open(Context& context, const std::string& which,
                                      const std::optional<std::string>& case_option, const std::string& compartment) {
  ROG_TRY_ASSIGN(Home opened, open_home(context));
  auto home = std::make_unique<Home>(std::move(opened));
  registry::KeyRing keys(*home, context.passphrases);
  std::vector<CaseId> cases;
  if (case_option) {
    ROG_TRY_ASSIGN(cases.emplace_back(), registry::find_case(*home, keys, *case_option));
  } else {
    ROG_TRY_ASSIGN(cases, registry::case_ids(*home));
  }
  ROG_TRY_ASSIGN(Place place, find_place(*home, keys, cases, which));
  ROG_TRY_ASSIGN(registry::CaseWriter writer,
                 registry::CaseWriter::open(*home, keys, place.case_id, writing_of(context), context.clock));
  return RequestDesk(context, std::move(home), std::move(writer), std::move(place.id), compartment);
}

Result<RequestDesk> RequestDesk::open_case(Context& context, const std::string& which_case,
                                           const std::string& compartment) {
  ROG_TRY_ASSIGN(Home opened, open_home(context));
  auto home = std::make_unique<Home>(std::move(opened));
  registry::KeyRing keys(*home, context.passphrases);
  ROG_TRY_ASSIGN(const CaseId case_id, registry::find_case(*home, keys, which_case));
  ROG_TRY_ASSIGN(registry::CaseWriter writer,
                 registry::CaseWriter::open(*home, keys, case_id, writing_of(context), context.clock));
  return RequestDesk(context, std::move(home), std::move(writer), {}, compartment);
}

Result<registry::WrittenRequest> RequestDesk::write(const registry::RequestPlan& plan) {
  return registry::write_request(m_writer, m_compartment, m_context->clock, plan);
}

Json::Object RequestDesk::show(const registry::WrittenRequest& written) {
  const std::string officer_id = officer().id;
  Ui& ui = m_context->ui;
  const CaseRequest& request = written.request;
  warn_of_clock(ui, written.written.appended);
  ui.line({{"entered ", Tone::good}, {request.name() + " " + request.filed.title, Tone::strong}});
  ui.line("  entry    " + written.written.name() + ", by " + speaker(*m_home, officer_id));
  show_state(ui, request);
  Json::Object document = entry_document(*m_home, case_id(), officer_id, written.written);
  document["now"] = state_document(request);
  document["request"] = request.id;
  document["type"] = ledger::type_of(written.event);
  return document;
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
