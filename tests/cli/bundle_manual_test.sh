#!/usr/bin/env bash
# The tables that stand in the manual and in the code are the same tables, row by row; so is the recipe.
. "$(dirname "$0")/lib.sh"
source_dir=$ROGATORY_SOURCE_DIR
page5=$source_dir/man/rogatory-bundle.5.scd

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

checks_of_code "$source_dir/bundle/checks.cpp" >checks.code
[[ $(wc -l <checks.code) == "$(grep -c '^ *Check{' "$source_dir/bundle/checks.cpp")" ]] || fail "a row of checks.cpp was not read"
section "$page5" CHECKS | rows_of_page >checks.page
same 'table of checks' checks.code checks.page

[[ $(codes | wc -l) == "$(grep -c '^ *CodeRow{' "$source_dir/base/result.cpp")" ]] || fail "a row of result.cpp was not read"
{ echo '0|-' && codes | cut -d'|' -f2,3; } >statuses.code
section "$source_dir/man/rogatory.1.scd" 'EXIT STATUS' | rows_of_page | cut -d'|' -f1,2 >statuses.page
same 'table of exit statuses' statuses.code statuses.page

# scdoc's \\ is one backslash.
sed -n '/R"recipe(/,/^)recipe"/p' "$source_dir/bundle/recipe.cpp" | sed -e 's/^.*R"recipe(//' -e '/^)recipe"/d' >recipe.code
section "$page5" 'STOCK RECIPE' | awk '/^```$/ { inside = !inside; next } inside' | sed 's/\\\\/\\/g' >recipe.page
same 'recipe' recipe.code recipe.page

# README says how long it is, and each of its commands is one.
[[ $(wc -l <recipe.page) == 11 ]] || fail "the recipe has $(wc -l <recipe.page) lines"
grep -q 'eleven lines' "$source_dir/README.md" || fail "README does not say how long the recipe is"
sed -n 's/^    \(rogatory [a-z]* *[a-z]*\) .*/\1/p' "$source_dir/README.md" >commands
[[ $(wc -l <commands) -ge 6 ]] || fail "README's commands were not read"
while read -r _ noun verb; do
  [[ $noun != init ]] || verb=
  # shellcheck disable=SC2086  # an empty verb is no word
  expect 0 rogatory help $noun $verb
done <commands

# The checks above see what they are for.
sed '0,/:  24/s//:  20/' "$page5" | section /dev/stdin CHECKS | rows_of_page >planted
! cmp -s planted checks.code || fail "a changed status was not noticed"
