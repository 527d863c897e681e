#!/usr/bin/env bash
# The tables that stand in the manual and in the code are the same tables, row by row; so is the recipe.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/manual_lib.sh"
page5=$source_dir/man/rogatory-bundle.5.scd

same_checks "$source_dir/bundle/checks.cpp" "$page5"

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
