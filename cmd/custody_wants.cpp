#include "cmd/custody_wants.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace rogatory::cmd {
namespace {

constexpr std::array k_wants{
    WantRow{Want::identifier, "a unique identifier of the evidence", "27037", "_N_, given by *exhibit add*"},
    WantRow{Want::description, "what it is, so that it is taken for no other", "usage",
            "_TITLE_, *--kind*, *--description*, *--parent* of *exhibit add*"},
    WantRow{Want::access, "who had access to it, when and where", "27037, 800-86",
            "*--by*, *--role*, *--organisation*, *--at*, *--known*, *--zone*, *--place*; who entered it signs"},
    WantRow{Want::store, "who checked it out of and into the store, when and why", "27037",
            "the events checked_out and checked_in, *--by*, *--at*, *--purpose*"},
    WantRow{Want::authority, "under which authority", "27037", "*--warrant*, *--request*"},
    WantRow{Want::change, "unavoidable changes, by whom, with their justification", "27037",
            "the event, *--on* original, *--by*, *--reason*"},
    WantRow{Want::handling, "each person who handled it; date and time of each transfer", "800-86",
            "*transfer* and *receive*, each signed by its side, *--to*, *--from*, *--at*"},
    WantRow{Want::purpose, "the purpose of each transfer", "800-86", "*--purpose*"},
    WantRow{Want::tools, "tools, their versions and settings, so that another can repeat it", "27037, 800-86",
            "*--tool*, *--tool-version*, *--tool-settings*"},
    WantRow{Want::packaging, "packaging, labels and seals", "INTERPOL",
            "*--container*, *--seal*, *--new-seal*, *--seal-intact*"},
    WantRow{Want::state, "its state", "usage", "*--condition*"},
    WantRow{Want::hashes, "a hash on receipt and of each copy", "8387", "*--hash*, *--size*, or *exhibit add --file*"},
    WantRow{Want::copies, "originals and working copies kept apart; how many there are", "8387",
            "the events copied and working_copy_made, *--copies*, *--on*"},
    WantRow{Want::medium, "each change of the medium", "8387", "the event migrated_media, *--hash*"},
    WantRow{Want::witness, "who watched", "usage", "*--witness*"},
};

constexpr bool wants_are_in_order() {
  for (std::size_t i = 0; i < k_wants.size(); ++i) {
    if (static_cast<std::size_t>(k_wants[i].want) != i) {
      return false;
    }
  }
  return k_wants.back().want == Want::witness;
}
static_assert(wants_are_in_order());

std::string spelled_out(std::string_view abbreviation) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> k_names{{{"27037", "ISO/IEC 27037"},
                                                                                  {"800-86", "NIST SP 800-86"},
                                                                                  {"8387", "NIST IR 8387"},
                                                                                  {"usage", "The forms in use"}}};
  const auto* const name = std::ranges::find(k_names, abbreviation, &decltype(k_names)::value_type::first);
  return std::string(name == k_names.end() ? abbreviation : name->second);
}

}  // namespace

std::span<const WantRow> wants() { return k_wants; }

std::string why(Want want) {
  const WantRow& row = k_wants[static_cast<std::size_t>(want)];
  std::vector<std::string> names;
  for (const std::string_view abbreviation : base::split(row.by, ',')) {
    names.push_back(spelled_out(abbreviation.substr(abbreviation.starts_with(' ') ? 1 : 0)));
  }
  const bool is_one = names.size() == 1 && row.by != "usage";
  return base::join(names, " and ") + (is_one ? " wants" : " want") + " recorded: " + std::string(row.what);
}

}  // namespace rogatory::cmd
