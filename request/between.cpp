#include "request/between.hpp"

#include <algorithm>
#include <array>

namespace rogatory::request {
namespace {

bool is_kind_for(std::string_view kind, std::string_view measure) {
  const bool for_persons = kind == "extradition" || kind == "surrender";
  if (is_of_surrender(measure)) {
    return for_persons;
  }
  return !for_persons && (kind != "preservation" || measure == "preservation");
}

int rank_of(const Applicable& one) {
  constexpr int k_middle = 50;
  return one.instrument->order ? one.instrument->order->rank : k_middle;
}

}  // namespace

std::string_view text_of(Bound bound) {
  switch (bound) {
    case Bound::yes:
      return "yes";
    case Bound::no:
      return "no";
    case Bound::not_known:
      return "not_known";
  }
  return "";
}

Bound bound_by(const Instrument& instrument, std::string_view one, std::string_view other) {
  if (find_party(instrument, one) != nullptr && find_party(instrument, other) != nullptr) {
    return Bound::yes;
  }
  return instrument.parties_complete ? Bound::no : Bound::not_known;
}

bool is_of_surrender(std::string_view measure) {
  constexpr std::array<std::string_view, 6> k_measures{"arrest",    "provisional_arrest", "extradition",
                                                       "surrender", "simplified",         "speciality_consent"};
  return std::ranges::find(k_measures, measure) != k_measures.end();
}

std::vector<Applicable> instruments_between(const InstrumentSet& instruments, std::string_view one,
                                            std::string_view other, const std::optional<std::string>& measure) {
  std::vector<Applicable> found;
  for (const Instrument& instrument : instruments.all()) {
    const Bound bound = bound_by(instrument, one, other);
    if (!is_base(instrument) || bound == Bound::no || (measure && !is_kind_for(instrument.kind, *measure))) {
      continue;
    }
    Applicable applicable{.instrument = &instrument, .bound = bound, .layers = {}};
    for (const Instrument* layer : instruments.layers_on(instrument.id)) {
      if (const Bound of_layer = bound_by(*layer, one, other); of_layer != Bound::no) {
        applicable.layers.push_back({.instrument = layer, .bound = of_layer});
      }
    }
    found.push_back(std::move(applicable));
  }
  std::ranges::stable_sort(found, {}, rank_of);
  return found;
}

}  // namespace rogatory::request
