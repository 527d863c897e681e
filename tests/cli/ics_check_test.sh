#!/usr/bin/env bash
# The tool that reads our calendar files again must see what it is for.
set -euo pipefail

check=${ROGATORY_BIN:?says where the programs are}/ics_check
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# expect STATUS WHAT: of the calendar on stdin, whose lines get CRLF ends unless they bring their own.
expect() {
  local status=0
  cat >"$scratch/calendar.ics"
  "$check" "$scratch/calendar.ics" >"$scratch/printed" 2>"$scratch/said" || status=$?
  if [[ $status != "$1" ]]; then
    echo "ics_check: status $status, not $1, for $2" >&2
    cat "$scratch/said" >&2
    exit 1
  fi
}

calendar() {
  printf '%s\n' BEGIN:VCALENDAR VERSION:2.0 'PRODID:-//test//EN' BEGIN:VEVENT UID:1@test "$@" END:VEVENT END:VCALENDAR |
    sed 's/$/\r/'
}
right=(DTSTAMP:20260901T080000Z DTSTART:20260921T210000Z DTEND:20260921T220000Z STATUS:CONFIRMED)

calendar "${right[@]}" 'SUMMARY:it ends' | expect 0 'a right one'
grep -qx '1@test 20260921T220000Z CONFIRMED 0 it ends' "$scratch/printed"
calendar "${right[@]}" 'DUE:no time' | expect 1 'a time that is none'
calendar DTSTART:20260921T210000Z | expect 1 'an event without DTSTAMP'
calendar "${right[@]}" | tr -d '\r' | expect 1 'lines that end with LF'
calendar "${right[@]}" "SUMMARY:$(printf 'x%.0s' {1..70})" | expect 1 'a line of 78 octets'
echo 'no calendar' | expect 1 'no calendar'
"$check" "$scratch/missing.ics" 2>/dev/null && exit 1 || [[ $? == 2 ]]
echo "ics_check: sees what it is for"
