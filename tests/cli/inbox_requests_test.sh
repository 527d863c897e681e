#!/usr/bin/env bash
# What waits of requests: whose turn it is, dates that are near or have passed, steps of the other side that are not
# applied; and the list by what is due.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/request_lib.sh"
two_homes fr-ca FR Europe/Paris de-ca DE Europe/Berlin
shared_case 'Operation Dezember' fr-ca de-ca
draft() {
  cat <<JSON
{"format": "rogatory-draft/1", "instrument": "$1",
 "requesting": {"authority": "fr-ca", "state": "FR"}, "requested": {"authority": "de-ca", "state": "DE"},
 $2, "fields": {}, "documents": []}
JSON
}
fr() { in_home fr-ca "$@"; }
de() { in_home de-ca "$@"; }

now='2026-09-04 16:00:00'
draft untoc-mla '"measures": ["search"]' >search.json
draft ets24 '"person": "accused", "measures": ["provisional_arrest", "extradition"]' >arrest.json
file_draft fr-ca search.json 'Search of S.' --role CA-R --incomplete --reason test
search=$request
now='2026-09-04 16:10:00'
file_draft fr-ca arrest.json 'Arrest of A.' --role CA-R --incomplete --reason test
arrest=$request
expect 0 fr inbox
says " turn +$search Search of S.: filed, and it is our turn: .*sent \("
step fr-ca 0 provisional_arrest_requested --role POL
pass fr-ca de-ca
expect 0 de inbox
says " turn +$arrest Arrest of A.: arrest requested, and it is our turn: .*provisional arrest \(ETS 24 16\(4\)\).* rogatory request show $arrest\$"
! grep -q "$search" stdout || fail "what is the other side's turn waits for Bonn"
step de-ca 0 provisional_arrest --role POL --at 2026-09-04T20:00:00+02:00
pass de-ca fr-ca
expect 0 fr inbox
! grep -q ' due ' stdout || fail "in 18 days is not near"

# The list: without dates as ever; with them the next, and only those that are near.
expect 0 fr request list
! grep -q 'DUE' stdout || fail "dates were not asked for"
says "^$search "
expect 0 fr request list --sort due
says '^REQUEST +FROM +TO +UNDER +STATE +TURN +DUE +TITLE$'
sed -n '2,$p' stdout >lines
head -n 1 lines | grep -Eq "^$arrest .* 2026-09-21 24:00 Europe/Berlin, ets24 16\(4\) \(text read\), 17 days left +Arrest of A\.$" ||
  fail "what is due first does not stand first"
sed -n 2p lines | grep -Eq "^$search .* - +Search of S\.$" || fail "what has no date does not stand behind"
expect 0 fr request list --due 7d
says '^no requests$'
expect 0 fr --json request list --due 20d
stdout_keeps_to request-list
[[ $(jq -c '[.requests[] | .next_date | [.ref, .verified, .end.date, .end.hour, .days_left, .zone, .authority]]' stdout) == \
  '[["ets24 16(4)","text","2026-09-21","24:00",17,"Europe/Berlin","de-ca"]]' ]] || fail "the next date is not told"
expect 0 fr request list --sort state
grep -o '^R-[0-9a-f]*' stdout >by_state
printf '%s\n%s\n' "$arrest" "$search" | diff - by_state >&2 || fail "not by state: arrested comes before filed"
expect 0 fr request list --state arrested
grep -o '^R-[0-9a-f]*' stdout | diff - <(echo "$arrest") >&2 || fail "not the one that is arrested"
expect 0 fr request list --state surrender-fixed
says '^no requests$'
expect 2 fr request list --state surrender_fixd
stderr_has 'no request can be in the state surrender_fixd'
stderr_has 'did you mean surrender_fixed'
expect 2 fr request list --due soon
stderr_has '\-\-due: not a duration: soon'
expect 2 fr request list --sort colour

# Near, and then passed.
now='2026-09-16 08:00:00'
expect 0 fr inbox
says " due +$arrest Arrest of A.: ets24 16\(4\) \(text read\) ends: Monday 21 September 2026, 24:00 Europe/Paris, the person may be released; de-ca must act +rogatory request due $arrest\$"
expect 0 fr --json inbox
stdout_keeps_to inbox
[[ $(jq -r '[.items[] | select(.kind == "due") | .request[0:10]][0]' stdout) == "${arrest#R-}" ]] || fail "not whose date it is"
expect 0 de request list --due 7d
says "^$arrest .*, 5 days left +Arrest of A\.$"
now='2026-09-24 08:00:00'
expect 0 fr inbox
says " due +$arrest Arrest of A.: ets24 16\(4\) \(text read\) has passed: Monday 21 September 2026, 24:00 Europe/Paris"
expect 0 fr request list --due 12h
says ', 3 days ago +Arrest of A\.$'

# Met: it waits no longer.
step de-ca 0 released --role POL --reason 'the papers did not come'
pass de-ca fr-ca
expect 0 fr inbox
! grep -q ' due ' stdout || fail "a date that is met waits"
expect 0 fr request list --due 12h
says '^no requests$'
