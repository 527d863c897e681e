// What a record of custody must contain, and who wants it: ISO/IEC 27037:2012, NIST SP 800-86, NIST IR 8387, INTERPOL's
// Guidelines for First Responders of 2021, the forms in use. rogatory-custody(1) has the table under WHAT A RECORD MUST
// CONTAIN, and a test compares.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace rogatory::cmd {

/// The rows of the table, in its order.
enum class Want : std::uint8_t {
  identifier,
  description,
  access,
  store,
  authority,
  change,
  handling,
  purpose,
  tools,
  packaging,
  state,
  hashes,
  copies,
  medium,
  witness
};

struct WantRow {
  Want want;
  std::string_view what;           ///< "who had access to it, when and where"
  std::string_view by;             ///< "27037, 800-86", as the manual abbreviates
  std::string_view recorded_with;  ///< as it stands in the manual page (scdoc)
};
std::span<const WantRow> wants();
/// "ISO/IEC 27037 and NIST SP 800-86 want recorded: who had access to it, when and where"
std::string why(Want want);

}  // namespace rogatory::cmd
