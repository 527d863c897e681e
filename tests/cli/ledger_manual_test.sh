#!/usr/bin/env bash
# rogatory-ledger(5) has the table of checks of the code, and the body of every type of event.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/manual_lib.sh"
page5=$source_dir/man/rogatory-ledger.5.scd

same_checks "$source_dir/ledger/checks.cpp" "$page5"

{
  sed -n 's/.* k_type = "\(.*\)";/\1/p' "$source_dir"/ledger/*event.hpp
  echo 'custody._act_'
  echo 'request._event_'
  sed -n 's/.* others{\(.*\)};/\1/p' "$source_dir/ledger/request_event.cpp" | tr -d '" ' | tr ',' '\n' | sed 's/^/request./'
} | sort -u >types.code
section "$page5" BODY | sed -n 's/^|  //p' | sort >types.page
same 'types of events' types.code types.page
sed -n 's/.*Act::[a-z_]*, "\([a-z_]*\)".*/\1/p' "$source_dir/ledger/custody_act.cpp" | sort >acts.code
section "$page5" CUSTODY | tr '\n' ' ' | sed 's/.*The acts of custody are \([^.]*\)\..*/\1/; s/ and /, /' | tr -d ' ' | tr ',' '\n' | sort >acts.page
same 'acts of custody' acts.code acts.page

# The limits that the page names are those of the code.
grep -q 'k_most_entries = 1'\''000'\''000;' "$source_dir/ledger/names.hpp" || fail "another number of entries"
grep -q 'k_entry_limit = 32 \* 1024;' "$source_dir/ledger/names.hpp" || fail "another size of an entry"
grep -q 'k_most_parties = 64;' "$source_dir/ledger/names.hpp" || fail "another number of parties"
section "$page5" LIMITS | grep -q 'An entry 32 KiB; a body 1 MiB; 1,000,000 entries in a log; 64 parties' || fail "other limits on the page"

# The checks above see what they are for.
sed '0,/:  24/s//:  20/' "$page5" | section /dev/stdin CHECKS | rows_of_page >planted
! cmp -s planted checks.code || fail "a changed status was not noticed"
