#!/usr/bin/env bash
# schemas/ has a file for what every command prints with --json, and none for a command that is gone.
. "$(dirname "$0")/lib.sh"
schemas=$ROGATORY_SOURCE_DIR/schemas

expect 0 rogatory help --json
stdout_keeps_to help
sed -n 's/^ *"\(noun\|verb\)": "\(.*\)",*$/\1 \2/p' "$work/stdout" |
  awk '$1 == "noun" { noun = $2 } $1 == "verb" { print noun ($2 ? "-" $2 : "") }' | sort -u >commands
[[ $(wc -l <commands) -ge 20 ]] || fail "the table of commands was not read"

# completion prints a script of a shell, not a document.
grep -v -x completion commands >expected
printf '%s\n' error help-command version >>expected
(cd "$schemas" && ls -- *.json) | sed 's/\.json$//' | sort >present
sort expected | diff -u - present >&2 || fail "commands (-) and schemas/ (+) differ"

# Each is a schema that is closed: a key that it does not name is refused.
while read -r name; do
  grep -q '"additionalProperties": false' "$schemas/$name.json" || fail "schemas/$name.json takes any key"
  echo '{"no_such_key": 1}' >wrong
  expect 1 schema_check "$schemas/$name.json" wrong
done <present
