#!/usr/bin/env bash
# A provisional arrest on a Friday evening under ETS 24: told by telephone and INTERPOL before the requested State enters
# anything, papers received, consent, surrender, and another offence afterwards. And one for which no papers come, to day
# 18, day 40 and release.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/request_lib.sh"
two_homes fr-ca FR Europe/Paris de-ca DE Europe/Berlin
shared_case 'Operation Morgenstern' fr-ca de-ca

# ets24_draft MEASURE FILE
ets24_draft() {
  expect 0 in_home fr-ca request draft --instrument ets24 --layer ets86 --layer ets98 --layer cets209 --layer cets212 \
    --to de-ca --for "$1" --person accused --language fr --translation de --urgent -o "$2"
}
ets24_draft provisional_arrest draft.json
# Not without what must be there, unless somebody says why.
expect 31 in_home fr-ca request file "$case_id" draft.json
says 'missing'
says 'incomplete --reason'
expect 0 in_home fr-ca request list
says '^no requests$'
expect 0 in_home fr-ca request set draft.json \
  '16(2) document=Warrant of arrest of 2 September 2026, investigating judge at the court of Lille, 26/311.' \
  '16(2) intention=A request for extradition will be sent through the Ministries of Justice.' \
  '16(2) offence=Trafficking in human beings by an organised group, Lille and Roubaix, January to August 2026.' \
  '16(2) person=Man born in 1984, 178 cm, dark hair, tattoo of an anchor on the left forearm; travels by train to Aachen.'
complete fr-ca draft.json de
file_draft fr-ca draft.json 'Arrest of M.' --role CA-R
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
printf mandat >warrant.pdf
printf code >penal-code.pdf
ets24_draft extradition formal.json
expect 0 in_home fr-ca request set formal.json \
  '12(2)(b)=From January to August 2026 in Lille and Roubaix, as the head of the group, trafficking in human beings by an organised group, Articles 225-4-1 and 225-4-3 of the Penal Code; barred twenty years after the last act, Article 7 of the Code of Criminal Procedure.' \
  '12(2)(c)=Man born on 14 March 1984 in Tourcoing, French, passport enclosed as a copy; in custody at Aachen.'
expect 0 in_home fr-ca request attach formal.json '12(2)(a)' warrant.pdf --language fr
expect 0 in_home fr-ca request attach formal.json '12(2)(c)' penal-code.pdf --language fr
complete fr-ca formal.json de
step fr-ca 0 formal_request_sent --role CA-R --document formal.json --document warrant.pdf --document penal-code.pdf
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
printf 'proces-verbal' >statement.pdf
step fr-ca 0 speciality_consent_requested --role CA-R --document warrant.pdf --document statement.pdf
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

# Of N., arrested on another Friday evening, no papers come: day 18 passes and the person may be released, day 40 passes
# and the person has to be.
now='2026-11-06 17:00:00'
file_draft fr-ca draft.json 'Arrest of N.' --role CA-R
step fr-ca 0 provisional_arrest_requested --role POL
pass fr-ca de-ca
now='2026-11-06 23:30:00'
step de-ca 0 provisional_arrest --role POL --at 2026-11-06T23:55:00+01:00
step de-ca 0 consent_declined --role CRT
step de-ca 0 no_consent_notified --role CA-Q
for now in '2026-11-23 22:00:00' '2026-11-24 23:30:00' '2026-12-15 22:00:00' '2026-12-16 23:30:00'; do
  tell de-ca request due "$request"
done
step de-ca 0 released --role CRT --reason 'neither request nor documents within 40 days, Article 16(4)'
tell de-ca request due "$request" --all
told request_ets24.txt
