#!/usr/bin/env bash
# Every command of the table has its section in its man page, and rogatory(1) explains all options and statuses.
. "$(dirname "$0")/lib.sh"
man="$ROGATORY_SOURCE_DIR/man"

# missing_sections TABLE DIRECTORY: names each command without a section "## rogatory NOUN VERB" in its page.
missing_sections() {
  local noun verb page source missing=0
  while IFS='|' read -r noun verb page; do
    source=${page%(*}
    source="$2/$source.${page//[^0-9]/}.scd"
    if ! grep -Eq "^## rogatory $noun${verb:+ $verb}( |\$)" "$source" 2>/dev/null; then
      echo "${source##*/} has no section '## rogatory $noun${verb:+ $verb}'"
      missing=1
    fi
  done <"$1"
  return "$missing"
}

# The check sees what it is for.
mkdir planted
printf 'x(1)\n\n## rogatory a b\n\n## rogatory completions\n' >planted/rogatory-a.1.scd
echo 'a|b|rogatory-a(1)' >good
echo 'a|c|rogatory-a(1)' >bad
echo 'completion||rogatory-a(1)' >longer
echo 'a|b|rogatory-b(1)' >elsewhere
missing_sections good planted || fail "a section that is there was not seen"
for table in bad longer elsewhere; do
  ! missing_sections "$table" planted >/dev/null || fail "a section that is missing was not noticed ($table)"
done

expect 0 rogatory help --json
sed -n 's/^ *"\(noun\|page\|verb\)": "\(.*\)",*$/\1 \2/p' "$work/stdout" |
  awk '$1 == "noun" { noun = $2 } $1 == "page" { page = $2 } $1 == "verb" { print noun "|" $2 "|" page }' >table
[[ $(wc -l <table) -ge 2 ]] || fail "the table of commands was not read"
missing_sections table "$man" >missing || { cat missing >&2; exit 1; }

# Sections of commands that a noun does not have (any more); and each page is one that scdoc takes.
for page in "$man"/*.scd; do
  sed -n 's/^## rogatory \([a-z]*\) *\([a-z-]*\).*/\1|\2/p' "$page" | while IFS='|' read -r noun verb; do
    if grep -q "^$noun|" table && ! grep -Eq "^$noun\|($verb)?\|" table; then
      echo "${page##*/} explains 'rogatory $noun $verb', which is no command" >&2
      exit 1
    fi
  done
  if command -v scdoc >/dev/null; then
    expect 0 scdoc <"$page"
  fi
done

# rogatory(1) names each option that every command takes, and each status with its word.
expect 0 rogatory help help
for option in $(tr ' ,:' '\n\n\n' <"$work/stdout" | grep '^--[a-z]' | sort -u); do
  grep -q -e "^\*$option\*" "$man/rogatory.1.scd" || fail "rogatory(1) does not explain $option"
done
sed -n 's/.*ErrorCode::[a-z_]*, \([0-9]*\), "\([a-z_]*\)".*/\1 \2/p' "$ROGATORY_SOURCE_DIR/base/result.cpp" >codes
[[ $(wc -l <codes) -ge 20 ]] || fail "the table of codes was not read"
while read -r status code; do
  grep -Eq "^[|:] *$status *\$" "$man/rogatory.1.scd" || fail "rogatory(1) does not name the status $status"
  grep -Eq "^[|:] *$code *\$" "$man/rogatory.1.scd" || fail "rogatory(1) does not name the code $code"
done <codes
