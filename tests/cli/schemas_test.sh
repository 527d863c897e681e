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
# What is signed in a ledger: an entry, and the body of each type of event that ledger/ has. All acts of custody share
# one, body-custody, and all steps of a request body-request.
sed -n 's/.* k_type = "\(.*\)";/body-\1/p' "$ROGATORY_SOURCE_DIR"/ledger/*event.hpp >bodies
printf 'body-request.%s\n' confirmed corrected disputed reported >>bodies
[[ $(wc -l <bodies) -ge 15 ]] || fail "the types of events were not read"
printf '%s\n' body-custody body-request entry | cat bodies - >>expected
# The law as data: what a ministry may write itself.
printf '%s\n' calendar-1.schema draft-1.schema instrument-1.schema machine-1.schema >>expected
(cd "$schemas" && ls -- *.json) | sed 's/\.json$//' | sort >present
sort expected | diff -u - present >&2 || fail "commands (-) and schemas/ (+) differ"

# Each is a schema that is closed: a key that it does not name is refused.
while read -r name; do
  grep -q '"additionalProperties": false' "$schemas/$name.json" || fail "schemas/$name.json takes any key"
  echo '{"no_such_key": 1}' >wrong
  expect 1 schema_check "$schemas/$name.json" wrong
done <present

# The golden files of the ledger keep to theirs; ledger_tests reads them with the code.
golden=$ROGATORY_SOURCE_DIR/tests/schema/golden/ledger
for file in "$golden"/*.json; do
  schema=$(basename "$file" .json)
  schema=${schema/#entry-*/entry}
  [[ -e $schemas/$schema.json ]] || schema=${schema/#body-custody.*/body-custody}
  [[ -e $schemas/$schema.json ]] || schema=${schema/#body-request.*/body-request}
  expect 0 schema_check "$schemas/$schema.json" "$file"
done
# Each act of the code's table is one of the schema's, and no other.
sed -n 's/.*Act::[a-z_]*, "\([a-z_]*\)".*/custody.\1/p' "$ROGATORY_SOURCE_DIR/ledger/custody_act.cpp" | sort >acts
[[ $(wc -l <acts) -ge 46 ]] || fail "the acts of custody were not read"
grep -o '"custody\.[a-z_]*"' "$schemas/body-custody.json" | tr -d '"' | sort -u | diff -u acts - >&2 ||
  fail "acts of custody (-) and schemas/body-custody.json (+) differ"
while read -r body; do
  [[ -e $golden/$body.json ]] || fail "no golden file $body.json"
done <bodies

# The files of law that the program brings keep to their schema; request_tests reads them with the code.
for file in "$schemas"/machines/*.json; do
  expect 0 schema_check "$schemas/machine-1.schema.json" "$file"
done
for file in "$schemas"/instruments/*.json; do
  expect 0 schema_check "$schemas/instrument-1.schema.json" "$file"
done
for file in "$ROGATORY_SOURCE_DIR"/tests/drafts/*.json; do
  expect 0 schema_check "$schemas/draft-1.schema.json" "$file"
done
