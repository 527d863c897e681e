#!/usr/bin/env bash
# A provisional arrest on a Friday evening under ETS 24: told by telephone and INTERPOL before the requested State enters
# anything, to days 18 and 40, papers received, consent, surrender, and another offence afterwards.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/request_lib.sh"
two_homes fr-ca FR Europe/Paris de-ca DE Europe/Berlin
shared_case 'Operation Morgenstern' fr-ca de-ca

cat >draft.json <<'JSON'
{"format": "rogatory-draft/1", "instrument": "ets24", "layers": ["cets209", "cets212", "ets86", "ets98"],
 "requesting": {"authority": "fr-ca", "state": "FR"}, "requested": {"authority": "de-ca", "state": "DE"},
 "person": "accused", "measures": ["provisional_arrest", "extradition"], "urgent": true,
 "fields": {}, "documents": []}
JSON
# Not without what must be there, unless somebody says why.
expect 31 in_home fr-ca request file "$case_id" draft.json
says 'missing'
says 'incomplete --reason'
expect 0 in_home fr-ca request list
says '^no requests$'
file_draft fr-ca draft.json 'Arrest of M.' --role CA-R --incomplete --reason 'the formal request follows by Monday'
expect 0 in_home fr-ca --json request list
stdout_keeps_to request-list

# What the machine does not allow is refused with the next steps, and nothing is written.
step fr-ca 30 provisional_arrest --role POL
says 'is a step of the requested side'
says 'next: .*provisional_arrest_requested'
step fr-ca 30 surrendered --told-by BKA --means telephone --role POL
says 'surrendered does not follow from filed'
step fr-ca 30 exploded --role CA-R
step fr-ca 30 provisional-arest --told-by BKA --means telephone --role POL
says 'did you mean provisional_arrest\?'
step fr-ca 2 provisional_arrest --told-by BKA --role POL
step fr-ca 2 provisional_arrest_requested
says 'in which role'
expect 10 in_home fr-ca request advance R-ffffffff closed --role CA-R
expect 0 in_home fr-ca --json request advance "$request" provisional_arrest_requested --role POL --at 2026-09-04T18:05:00+02:00
stdout_keeps_to request-advance
tell fr-ca request show "$request"

# Nobody in Bonn has entered anything; Paris was told twice, and not the same.
now='2026-09-04 22:30:00'
step fr-ca 0 provisional_arrest --told-by 'BKA, duty officer' --means telephone --role POL --at 2026-09-04T23:50:00+02:00
step fr-ca 0 provisional_arrest --told-by 'NCB Wiesbaden' --means interpol --ref 2026/4711 --role POL \
  --at 2026-09-05T00:10:00+02:00
tell fr-ca request show "$request"
tell fr-ca request due
expect 0 in_home fr-ca --json request due "$request" --ics due.ics
stdout_keeps_to request-due
stdout_has '"reported_only": true'
grep -q '^BEGIN:VEVENT' due.ics || fail "no event in the calendar file"
! grep -q 'Arrest of M' due.ics || fail "the calendar file names the person"

# On Monday Bonn has the ledger, and enters it itself: one step, and the own entry stands.
now='2026-09-07 07:00:00'
pass fr-ca de-ca
expect 0 in_home de-ca request list --turn theirs
says "^$request +fr-ca +de-ca +ets24 "
step de-ca 30 consent_given --role CRT --at 2026-09-06T09:00:00Z
step de-ca 0 provisional_arrest --role POL --at 2026-09-04T23:55:00+02:00
tell de-ca request show "$request"
tell de-ca request due "$request"

# Paris goes on from it: agreed. The papers come on the 14th day.
pass de-ca fr-ca
now='2026-09-10 08:00:00'
printf 'mandat' >warrant.pdf
step fr-ca 0 formal_request_sent --role CA-R --document warrant.pdf
tell fr-ca request show "$request"
pass fr-ca de-ca
now='2026-09-18 10:00:00'
step de-ca 0 request_and_documents_received --role CA-Q --at 2026-09-18T11:30:00+02:00
step de-ca 0 consent_given --role CRT --at 2026-09-18T11:50:00+02:00
step de-ca 0 consent_notified --role CA-Q
tell de-ca request due "$request" --all

# Granted, surrendered.
now='2026-09-21 09:00:00'
printf Bewilligung >decision.pdf
step de-ca 30 granted --role MIN
says "granted .* needs document"
step de-ca 0 granted --role MIN --document decision.pdf
step de-ca 0 surrender_date_fixed --role CA-Q --date 2026-10-01T08:00:00Z
now='2026-10-01 09:00:00'
step de-ca 0 surrendered --role POL --at 2026-10-01T10:05:00+02:00
pass de-ca fr-ca
step fr-ca 0 arrival_confirmed --role CA-R
# Speciality: another offence wants consent, within 90 days.
now='2026-10-20 09:00:00'
step fr-ca 0 speciality_consent_requested --role CA-R --document warrant.pdf
pass fr-ca de-ca
now='2026-10-22 09:00:00'
step de-ca 0 speciality_consent_request_received --role CA-Q
tell de-ca request due "$request"
step de-ca 0 speciality_consent_given --role MIN --document decision.pdf
pass de-ca fr-ca
tell fr-ca request show "$request"
expect 0 in_home fr-ca --json request show "$request"
stdout_keeps_to request-show
# Both sides come to the same.
expect 0 in_home fr-ca request show "$request"
sed '/^case /,$d' stdout >fr.txt
expect 0 in_home de-ca request show "$request"
sed '/^case /,$d' stdout | diff -u fr.txt - >&2 || fail "Paris and Bonn see another history"
told request_ets24.txt
