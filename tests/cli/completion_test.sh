#!/usr/bin/env bash
# The completion of bash is run; those of zsh and fish are read by their shells where these are installed.
. "$(dirname "$0")/lib.sh"

expect 0 rogatory completion bash
bash -n "$work/stdout" || fail "bash does not read its completion"
cp "$work/stdout" completion.bash
# shellcheck disable=SC1091
. ./completion.bash
compopt() { files=yes; }  # only within a completion does bash know it

# completes 'WORDS... LAST' 'EXPECTED...': what is offered for the last word.
completes() {
  IFS=' ' read -ra COMP_WORDS <<<"$1"
  [[ $1 != *' ' ]] || COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  files=no
  _rogatory || true  # compgen finds nothing: 1
  local got="${COMPREPLY[*]}"
  [[ $got == "$2" && $files == "${3:-no}" ]] || fail "'$1' is completed by '$got' (files: $files), not '$2'"
}

completes 'rogatory comp' 'completion'
completes 'rogatory hel' 'help'
completes 'rogatory --home x hel' 'help'
completes 'rogatory --home = x hel' 'help'
completes 'rogatory --json hel' 'help'
completes 'rogatory --col' '--color'
completes 'rogatory help --no-' '--no-input'
completes 'rogatory --color ' 'auto never always'
completes 'rogatory help --color al' 'always'
completes 'rogatory --color = n' 'never'
completes 'rogatory --passphrase-file ' '' yes
completes 'rogatory help ' '' yes
completes 'rogatory zz' ''

# Each command is offered, and each of its options.
expect 0 rogatory help --json
sed -n 's/^ *"\(noun\|verb\)": "\(.*\)",*$/\1 \2/p' "$work/stdout" |
  awk '$1 == "noun" { noun = $2 } $1 == "verb" { print noun "|" $2 }' >table
[[ $(wc -l <table) -ge 2 ]] || fail "the table of commands was not read"
while IFS='|' read -r noun verb; do
  completes "rogatory $noun" "$(cut -d'|' -f1 table | sort -u | grep "^$noun" | tr '\n' ' ' | sed 's/ $//')"
  [[ -z $verb ]] || completes "rogatory $noun $verb" "$(sed -n "s/^$noun|//p" table | grep "^$verb" | tr '\n' ' ' | sed 's/ $//')"
  # shellcheck disable=SC2086
  expect 0 rogatory help $noun $verb --json
  for option in $(sed -n 's/^ *"\(--[a-z-]*\)",\{0,1\}$/\1/p' "$work/stdout"); do
    COMP_WORDS=(rogatory "$noun" ${verb:+"$verb"} "$option")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _rogatory || true
    [[ " ${COMPREPLY[*]} " == *" $option "* ]] || fail "$noun $verb $option is not offered"
  done
done <table

expect 0 rogatory completion zsh
cp "$work/stdout" _rogatory
if command -v zsh >/dev/null; then
  expect 0 zsh -n _rogatory
fi
expect 0 rogatory completion fish
cp "$work/stdout" rogatory.fish
if command -v fish >/dev/null; then
  expect 0 fish --no-execute rogatory.fish
  fish -c "source rogatory.fish; complete -C 'rogatory comp'" | grep -q '^completion' || fail "fish does not complete"
fi
