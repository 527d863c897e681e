#!/usr/bin/env bash
# Two European Arrest Warrants: one person consents, the other appeals; and the dates of each.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/request_lib.sh"
now='2026-02-02 08:00:00'
two_homes fr-ca FR Europe/Paris de-ca DE Europe/Berlin
shared_case 'Operation Hesperus' fr-ca de-ca
cat >draft.json <<'JSON'
{"format": "rogatory-draft/1", "instrument": "eaw",
 "requesting": {"authority": "fr-ca", "state": "FR"}, "requested": {"authority": "de-ca", "state": "DE"},
 "person": "accused", "measures": ["surrender"], "language": "fr", "translations": ["de"],
 "fields": {
  "8(1)(a)": "Suspect, of French nationality, born in 1990; names, photograph and fingerprints as on the form.",
  "8(1)(b)": "Public prosecutor at the court of Strasbourg, quai Finkmatt; telephone, fax and e-mail as on the form.",
  "8(1)(c)": "National warrant of arrest of 30 January 2026, investigating judge, 26/77.",
  "8(1)(d)": "Trafficking in human beings, on the list of Article 2(2); Articles 225-4-1 and 225-4-3 of the Penal Code.",
  "8(1)(e)": "From March to December 2025 in Strasbourg and Kehl, as one of three who housed and watched the victims.",
  "8(1)(f)": "At most twenty years.",
  "8(1)(g)": "Confiscation of 210000 euros."},
 "documents": [{"ref": "8(2)", "type": "translation", "form": "copy", "name": "eaw-de.pdf", "language": "de",
  "sha256": "9c6010bbd1e84f8235632b83a596ff35cfaae3a1696435d80e8fa72c25da8b9c"}]}
JSON
complete fr-ca draft.json de
printf 'Beschluss' >decision.pdf
file_draft fr-ca draft.json 'Surrender of A.' --role ISS
consenting=$request
now='2026-02-02 08:01:00'
file_draft fr-ca draft.json 'Surrender of B.' --role ISS
contesting=$request
request=$consenting
step fr-ca 0 sent --role ISS
pass fr-ca de-ca
now='2026-02-06 10:00:00'
step de-ca 0 received --role EXE
step de-ca 0 arrest --role POL --at 2026-02-06T10:30:00+01:00
# B. is met in the street on the same day, on an alert: the warrant comes afterwards.
request=$contesting
step de-ca 0 arrest --role POL --at 2026-02-06T10:30:00+01:00
pass de-ca fr-ca
step fr-ca 0 warrant_sent --role ISS
pass fr-ca de-ca
step de-ca 0 warrant_received --role EXE
# An id that is the beginning of nothing, or of several, is said.
expect 10 in_home de-ca request show R-0000
tell de-ca request due

# With consent: ten days to decide, and ten to surrender.
request=$consenting
now='2026-02-09 09:00:00'
step de-ca 0 consent_given --role CRT --at 2026-02-09T09:40:00+01:00
tell de-ca request due "$request"
now='2026-02-13 09:00:00'
step de-ca 0 granted --role CRT --document decision.pdf
step de-ca 0 decision_final --role CRT --at 2026-02-13T10:00:00+01:00
tell de-ca request due "$request"
step de-ca 0 surrender_date_fixed --role CA-Q --date 2026-02-20T09:00:00Z
now='2026-02-20 09:30:00'
step de-ca 0 surrendered --role POL --at 2026-02-20T10:10:00+01:00
pass de-ca fr-ca
step fr-ca 0 arrival_confirmed --role ISS
tell fr-ca request show "$request"

# With an appeal: sixty days, and thirty more where they are said to be needed.
request=$contesting
now='2026-02-10 09:00:00'
step de-ca 0 consent_declined --role CRT
step de-ca 0 hearing_held --role CRT
now='2026-02-24 09:00:00'
step de-ca 0 granted --role CRT --document decision.pdf
step de-ca 0 appealed --role DEF
now='2026-03-30 09:00:00'
step de-ca 0 delay_notified --role EXE --reason 'the appeal is heard on 20 April'
tell de-ca request due "$request"
now='2026-04-20 09:00:00'
step de-ca 0 appeal_decided_for_surrender --role CRT --document decision.pdf
step de-ca 0 decision_final --role CRT
pass de-ca fr-ca
tell fr-ca request show "$request"
tell fr-ca request due "$request"
expect 0 in_home fr-ca --json request due
stdout_keeps_to request-due

# The date is agreed within the ten days; an operation puts it off, and ten days run from the new date.
now='2026-04-21 08:00:00'
step de-ca 0 decision_notified --role EXE
step de-ca 0 surrender_date_fixed --role CA-Q --date 2026-04-28T08:00:00Z
tell de-ca request due "$request"
now='2026-04-27 09:00:00'
step de-ca 0 surrender_prevented --role EXE --reason 'operated on on 26 April and not fit to travel (Article 23(4))'
pass de-ca fr-ca
tell fr-ca request due "$request"
now='2026-05-05 09:00:00'
step de-ca 30 surrender_date_fixed --role CA-Q --date 2026-05-13T09:00:00Z
stderr_has 'new_surrender_date'
step de-ca 0 new_surrender_date --role CA-Q --at 2026-05-13T11:00:00+02:00 --date 2026-05-13T09:00:00Z
tell de-ca request due "$request"

# Surrendered on the new date. The length of detention is told, to be deducted from the sentence.
now='2026-05-13 10:00:00'
step de-ca 0 surrendered --role POL --at 2026-05-13T11:10:00+02:00
step de-ca 0 detention_notified --role EXE --note 'from 6 February to 13 May 2026, both included: 97 days'
pass de-ca fr-ca
step fr-ca 0 arrival_confirmed --role ISS
tell fr-ca request due "$request"
tell fr-ca request due --all "$request"

# Speciality: another offence needs consent, within thirty days; after the sentence there are forty-five days to leave.
now='2026-06-01 08:00:00'
step fr-ca 0 speciality_consent_requested --role ISS --document decision.pdf
pass fr-ca de-ca
now='2026-06-03 08:00:00'
step de-ca 0 speciality_consent_request_received --role EXE
tell de-ca request due "$request"
now='2026-06-26 08:00:00'
step de-ca 0 speciality_consent_given --role CRT --document decision.pdf
pass de-ca fr-ca
now='2028-05-30 10:00:00'
step fr-ca 0 final_discharge --role ISS --note 'the sentence is served, less the 97 days'
tell fr-ca request due "$request"
now='2028-06-20 10:00:00'
step fr-ca 0 person_left --role POL
step fr-ca 0 closed --role ISS
pass fr-ca de-ca
tell fr-ca request due "$request"
tell fr-ca request show "$request"
told request_eaw.txt
