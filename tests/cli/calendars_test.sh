#!/usr/bin/env bash
# The calendars that the program brings keep to the schema that a ministry writes its own by, and bear their own names.
set -euo pipefail

check=${ROGATORY_BIN:?says where the programs are}/schema_check
schemas=${ROGATORY_SOURCE_DIR:?says where the sources are}/schemas
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

count=0
for calendar in "$schemas"/calendars/*.json; do
  "$check" "$schemas/calendar-1.schema.json" "$calendar" || { echo "calendars: $calendar" >&2; exit 1; }
  id=$(jq -r .id "$calendar")
  [[ $id == "$(basename "$calendar" .json)" ]] || { echo "calendars: $calendar calls itself $id" >&2; exit 1; }
  count=$((count + 1))
done
((count >= 12)) || { echo "calendars: only $count" >&2; exit 1; }

# The schema must see what it is for.
refused() {
  jq "$1" "$schemas/calendars/DE.json" >"$scratch/wrong.json"
  if "$check" "$schemas/calendar-1.schema.json" "$scratch/wrong.json" 2>/dev/null; then
    echo "calendars: the schema takes $1" >&2
    exit 1
  fi
}
refused 'del(.sources)'
refused '.days[0].status = "likely"'
refused '.days[0].date = "1 January 2025"'
refused '.id = "Germany"'
refused '.weekend = ["sun"]'
refused '.colour = 1'
echo "calendars: $count keep to the schema"
