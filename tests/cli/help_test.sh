#!/usr/bin/env bash
# Help of every command: complete, on stdout, and quick.
. "$(dirname "$0")/lib.sh"

expect 0 rogatory --version
stdout_has '^rogatory [0-9]+\.[0-9]+\.[0-9]+$'
expect 0 rogatory --version --json
stdout_keeps_to version

for words in help --help -h; do
  expect 0 rogatory "$words"
  stdout_has '^USAGE$'
  stderr_is_empty
done
# Without a command the same text is shown, and the status says that something is missing.
expect 2 rogatory
stdout_has '^USAGE$'

expect 0 rogatory help --json
stdout_keeps_to help
# noun|verb|page, one command a line
sed -n 's/^ *"\(noun\|page\|verb\)": "\(.*\)",*$/\1 \2/p' "$work/stdout" |
  awk '$1 == "noun" { noun = $2 } $1 == "page" { page = $2 } $1 == "verb" { print noun "|" $2 "|" page }' >"$work/table"
[[ $(wc -l <"$work/table") -ge 2 ]] || fail "the table of commands was not read"

while IFS='|' read -r noun verb page; do
  # shellcheck disable=SC2086  # an empty verb is no word
  expect 0 rogatory $noun $verb --help
  stderr_is_empty
  cp "$work/stdout" "$work/asked"
  stdout_has "^  rogatory $noun${verb:+ $verb}( |\$)"
  for heading in USAGE OPTIONS EXAMPLES 'EXIT STATUS'; do stdout_has "^$heading\$"; done
  stdout_has "^The manual is ${page//[()]/.}\.\$"
  # shellcheck disable=SC2086
  expect 0 rogatory help $noun $verb
  cmp -s "$work/stdout" "$work/asked" || fail "'help $noun $verb' and '$noun $verb --help' differ"
  # shellcheck disable=SC2086
  expect 0 rogatory help $noun $verb --json
  stdout_keeps_to help-command
  if [[ -n $verb ]]; then
    expect 0 rogatory help "$noun"
    stdout_has "^  $verb( |\$)"
    expect 0 rogatory "$noun" --help
    expect 2 rogatory "$noun"
    stdout_has "^  $verb( |\$)"
  fi
done <"$work/table"

# The columns stand below each other beside names with an ellipsis too.
expect 0 rogatory help bundle seal
[[ $(grep -E '^  (--to|--not-to-self|--name) ' "$work/stdout" | sed -E 's/^(  --?[^ ]+( [^ ]+)*  +).*/\1/' |
  while IFS= read -r left; do echo "${#left}"; done | sort -u | wc -l) == 1 ]] || fail "the columns are ragged"

# Colours only where they are wanted.
expect 0 rogatory help --color always
stdout_has $'\x1b'
expect 0 rogatory help
stdout_lacks $'\x1b'
on_terminal 0 -- 'TERM=xterm rogatory help'
stdout_has $'\x1b\[1mUSAGE'
on_terminal 0 -- 'TERM=xterm NO_COLOR=1 rogatory help'
stdout_lacks $'\x1b'
