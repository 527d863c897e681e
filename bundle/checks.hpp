// The table of a bundle's checks. rogatory-bundle(5) prints it, --json names them, a test compares. Only ever added to.
#pragma once

#include "base/checklist.hpp"

namespace rogatory::bundle {

using base::Check;
using base::Checked;
using base::Fault;
using base::fault;
using base::Finding;
using base::graver;
using base::Verdict;
using base::verdict_of;
using base::word;
using base::worst;

/// In the order in which verify makes them.
base::CheckTable all_checks();
/// The row; asking for a name that is not in the table is our own bug.
const Check& check_named(std::string_view name);
Finding finding(std::string_view check_name, std::string detail);

/// Of a bundle's checks.
class Checklist : public base::Checklist {
 public:
  Checklist() : base::Checklist(all_checks()) {}
};

}  // namespace rogatory::bundle
