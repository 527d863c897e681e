#!/usr/bin/env bash
# The tool that checks our JSON must see what it is for, and every schema in schemas/ must be one that checks something.
set -euo pipefail

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
check=${ROGATORY_BIN:?says where the programs are}/schema_check

# expect STATUS SCHEMA DOCUMENT
expect() {
  local status=0
  printf '%s' "$2" >"$scratch/schema.json"
  printf '%s' "$3" >"$scratch/document.json"
  "$check" "$scratch/schema.json" "$scratch/document.json" 2>"$scratch/said" || status=$?
  if [[ $status != "$1" ]]; then
    echo "schema_check: status $status, not $1, for $3 against $2" >&2
    cat "$scratch/said" >&2
    exit 1
  fi
}

closed='{"type":"object","additionalProperties":false,"required":["n"],"properties":{"n":{"type":"integer","minimum":1},
  "id":{"type":"string","pattern":"^[a-z]+$"},"list":{"type":"array","items":{"type":"string"}}}}'
expect 0 "$closed" '{"n":1}'
expect 0 "$closed" '{"n":1,"id":"abc","list":["x"]}'
expect 1 "$closed" '{}'
expect 1 "$closed" '{"n":0}'
expect 1 "$closed" '{"n":"1"}'
expect 1 "$closed" '{"n":1,"more":2}'
expect 1 "$closed" '{"n":1,"id":"ABC"}'
expect 1 "$closed" '{"n":1,"list":[1]}'
expect 1 "$closed" '[]'

# A schema that would check less than it seems to is refused, whatever the document.
expect 1 '{"type":"object","properties":{"n":{}}}' '{}'
expect 1 '{"type":"object","requierd":["n"]}' '{"n":1}'
expect 1 '{"type":"array","items":{"type":"string","patern":"x"}}' '[]'
expect 0 '{"type":"object","additionalProperties":false,"properties":{"patern":{"type":"string"}}}' '{"patern":"x"}'

expect 2 "$closed" '{"n":1'
expect 2 '{' '{"n":1}'
status=0
"$check" "$scratch/schema.json" 2>/dev/null || status=$?
[[ $status == 2 ]]

# No document here is an empty array; what is asked is whether each schema reads.
echo '[]' >"$scratch/nothing.json"
for schema in "${ROGATORY_SOURCE_DIR:?says where the sources are}"/schemas/*.json; do
  [[ -e $schema ]] || continue
  status=0
  "$check" "$schema" "$scratch/nothing.json" 2>"$scratch/said" || status=$?
  if [[ $status != 1 ]] || grep -q '^schema ' "$scratch/said"; then
    echo "schema_check: $schema is not a schema of a document" >&2
    cat "$scratch/said" >&2
    exit 1
  fi
done
echo "schema_check: sees what it is for"
