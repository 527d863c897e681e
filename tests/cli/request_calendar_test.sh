#!/usr/bin/env bash
# Calendars of holidays: those that the program brings, a home's own in their place, what a newer one changes, and that
# dates are counted by it.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/request_lib.sh"
brought=$ROGATORY_SOURCE_DIR/schemas/calendars

# Without a home there are those that the program brings.
export ROGATORY_HOME=$work/nowhere
expect 0 rogatory request calendar
for id in DE DE-BW FR NG TH; do stdout_has "^$id +program +[0-9]{4}-[0-9]{4} "; done
stdout_has '^TH +program .* tentative'
expect 0 rogatory request calendar list --json
stdout_keeps_to request-calendar
[[ $(jq '.calendars | length' stdout) == $(find "$brought" -name '*.json' | wc -l) ]] || fail "not each calendar is listed"
expect 0 rogatory request calendar show DE-BW --year 2026
stdout_has '^2026-01-06 +Tuesday +computed '
stdout_lacks '^2027'
expect 0 rogatory request calendar show FR --json
stdout_keeps_to request-calendar
jq 'del(.calendar.from) | .calendar' stdout >shown.json
diff <(jq -S . shown.json) <(jq -S . "$brought/FR.json") >&2 || fail "FR is not shown as it is"
expect 10 rogatory request calendar show DE-BW --year 2099
stderr_has 'says nothing of 2099: it covers'
expect 10 rogatory request calendar show ZZ
stderr_has 'next: .*calendar add FILE'
expect 10 rogatory request calendar show ../../etc/passwd
expect 2 rogatory request calendar FR
stderr_has 'next: .*calendar show FR'
expect 2 rogatory request calendar add
expect 2 rogatory request calendar list FR
expect 2 rogatory request calendar list --year 2026
expect 2 rogatory request calendar show FR --force
expect 10 rogatory request calendar add "$brought/FR.json"
stderr_has 'next: '
unset ROGATORY_HOME

# One of our own, of a State of which the program knows none.
two_homes fr-ca FR Europe/Paris de-ca DE Europe/Berlin
fr() { in_home fr-ca "$@"; }
jq '.id = "PT" | .title = "Portugal" | .zones = ["Europe/Lisbon"]' "$brought/ES.json" >pt.json
expect 0 fr authority add pt-ca --country PT --role court --zone Europe/Lisbon --source test
stderr_has 'nobody here has a calendar of PT: its dates are counted without holidays'
expect 0 fr authority add de-sn --country DE --calendar DE-SN --zone Europe/Berlin --role court --source test
stderr_has 'nobody here has a calendar of DE-SN: its dates are counted by that of DE until'
expect 0 fr request calendar add pt.json
stdout_has '^Kept for fr-ca, added: PT, Portugal$'
stdout_lacks 'program'
expect 0 fr request calendar list
stdout_has '^PT +home +[0-9]{4}-[0-9]{4} +Europe/Lisbon '
expect 0 fr authority add pt-pg --country PT --role prosecution --zone Europe/Lisbon --source test
! grep -q 'calendar' stderr || fail "warned of a calendar that is there"

# In the place of the program's: said, with every day that is another; an older one of ours only with --force.
monday='{"date": "2026-10-12", "name": "Tag X\u001b[31m", "status": "proclaimed"}'
jq --argjson day "$monday" '.days |= (map(select(.date != "2026-12-26")) + [$day] | sort_by(.date))' "$brought/DE.json" >de.json
expect 0 fr request calendar add de.json --json
stdout_keeps_to request-calendar
[[ $(jq -c '[.before, .result, .added.in_place, .change.added[0].date, .change.removed[0].date]' stdout) == \
  '["program","added",true,"2026-10-12","2026-12-26"]' ]] || fail "what it changes is not told"
expect 0 fr request calendar list
stdout_has "^DE +home, in place of the program's +"
expect 0 fr request calendar add de.json
stdout_has 'unchanged: DE,'
jq '.days |= map(if .date == "2026-10-12" then .status = "tentative" else . end) | .last_year += 1' de.json >newer.json
expect 31 fr request calendar add newer.json
stderr_has 'next: .*--force'
expect 0 fr request calendar add newer.json --force
stdout_has 'replaced: DE,'
stdout_has 'Against our own older one:'
stdout_has '^  years 2025 to 2028, now 2025 to 2029$'
stdout_has '^  ~ 2026-10-12 Tag X\\x1b\[31m \(proclaimed\), now .*\(tentative\)$'
! grep -q $'\033' stdout || fail "an escape reached the terminal"
expect 0 fr request calendar add de.json --force

# What is no calendar is refused and changes nothing.
jq '.days[0].date = "2031-01-01"' de.json >wrong.json
expect 24 fr request calendar add wrong.json --force
stderr_has 'wrong.json: a day: date: 2031-01-01 is outside'
jq '.zones = ["Europe/Bonn"]' de.json >wrong.json
expect 24 fr request calendar add wrong.json --force
stderr_has 'zones: there is no time zone Europe/Bonn'
expect 10 fr request calendar add nothing.json
expect 0 fr request calendar add de.json
stdout_has 'unchanged'

# Dates are counted by it, and say so: Paris has the day of Bonn, Bonn itself has not.
shared_case 'Operation Abendstern' fr-ca de-ca
cat >draft.json <<'JSON'
{"format": "rogatory-draft/1", "instrument": "ets24",
 "requesting": {"authority": "fr-ca", "state": "FR"}, "requested": {"authority": "de-ca", "state": "DE"},
 "person": "accused", "measures": ["provisional_arrest", "extradition"], "urgent": true, "fields": {}, "documents": []}
JSON
now='2026-09-24 08:00:00'
file_draft fr-ca draft.json 'Arrest of A.' --role CA-R --incomplete --reason 'the papers follow'
step fr-ca 0 provisional_arrest_requested --role POL
step fr-ca 0 provisional_arrest --told-by BKA --means telephone --role POL
pass fr-ca de-ca
expect 0 fr request due "$request"
stdout_has 'Sunday 11 October 2026, 24:00 at the earliest, Tuesday 13 October 2026, 24:00 at the latest'
stdout_has '^  holidays by DE as the home itself keeps it'
expect 0 fr --json request due "$request"
stdout_keeps_to request-due
[[ $(jq -r '.due[0].calendar_from' stdout) == home ]] || fail "not said that it is the home's own"
expect 0 in_home de-ca request due "$request"
stdout_has '^running +Sunday 11 October 2026, 24:00 at the earliest, Monday 12 October 2026, 24:00 at the latest, '
stdout_lacks 'the home itself'
expect 0 fr ledger clone "$case_id" clone
expect 0 fr case key "$case_id" --for auditor --reason audit
cp stdout auditor.key
echo "fr-ca $(fingerprint fr-ca)" >roots.txt
expect 0 rogatory --home "$work/nowhere" request due --case ./clone --trust roots.txt --identity auditor.key
stdout_has '^running +Sunday 11 October 2026, 24:00 at the earliest, Monday 12 October 2026, 24:00 at the latest, '

# Behind the years that it covers nothing is known, and that is said.
jq '.last_year = 2025 | .days |= map(select(.date < "2026"))' de.json >short.json
expect 0 fr request calendar add short.json --force
expect 0 fr request due "$request"
stdout_has 'The calendar DE covers 2025 to 2025: the public holidays of 2026 are not known'

# One that is damaged hides no other, and what is taken in its place is said.
echo '{}' >fr-ca/calendars/DE.json
cp fr-ca/calendars/PT.json fr-ca/calendars/SE.json
expect 0 fr request calendar list
stderr_has 'the calendar DE of the program is taken: .*calendars/DE.json'
stderr_has 'calendars/SE.json calls itself PT'
stdout_has '^DE +program '
expect 0 fr request due "$request"
stderr_has 'the calendar DE of the program is taken'
stdout_has '^running +Sunday 11 October 2026, 24:00 at the earliest, Monday 12 October 2026, 24:00 at the latest, '
expect 24 fr request calendar show SE
expect 31 fr request calendar add de.json
expect 0 fr request calendar add de.json --force
stderr_has 'what was there could not be read'
stdout_has "It takes the place of the program's:"
