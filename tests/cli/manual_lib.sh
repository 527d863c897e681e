# What the tests share that compare the manual with the code; lib.sh is sourced before.
# shellcheck shell=bash
source_dir=$ROGATORY_SOURCE_DIR

# code|status|word, one row a line, from the one table of base/result.cpp.
codes() { sed -n 's/^ *CodeRow{ErrorCode::\([a-z_]*\), \([0-9]*\), "\([a-z_]*\)"},$/\1|\2|\3/p' "$source_dir/base/result.cpp"; }

# check|status|what, from the table of bundle/checks.cpp.
checks_of_code() {
  sed -n 's/^ *Check{"\([a-z_.]*\)", ErrorCode::\([a-z_]*\), "\(.*\)"},$/\1|\2|\3/p' "$1" |
    while IFS='|' read -r check code what; do
      echo "$check|$(codes | awk -F'|' -v code="$code" '$1 == code { print $2 }')|$what"
    done
}

# section FILE HEADING: the lines of one section of a page.
section() { awk -v heading="# $2" '/^# / { inside = $0 == heading } inside' "$1"; }

# Rows of three columns, as a page of scdoc has them: "|  a", ":  b", ":  c".
rows_of_page() { awk '/^\|  / { if (row) print row; row = substr($0, 4) } /^:  / { row = row "|" substr($0, 4) } END { print row }'; }

# same WHAT A B: the two are equal, and not both empty.
same() {
  [[ -s $2 ]] || fail "$1: nothing was read"
  diff -u "$2" "$3" >&2 || fail "$1: the manual and the code differ"
}

# same_checks TABLE PAGE: the table of checks in the code and the one in section CHECKS of the page.
same_checks() {
  checks_of_code "$1" >checks.code
  [[ $(wc -l <checks.code) == "$(grep -c '^ *Check{' "$1")" ]] || fail "a row of $1 was not read"
  section "$2" CHECKS | rows_of_page >checks.page
  same 'table of checks' checks.code checks.page
}
