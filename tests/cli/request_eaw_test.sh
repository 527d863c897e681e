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
 "person": "accused", "measures": ["surrender"], "fields": {}, "documents": []}
JSON
printf 'Beschluss' >decision.pdf
file_draft fr-ca draft.json 'Surrender of A.' --role ISS --incomplete --reason 'the form is attached on paper'
consenting=$request
now='2026-02-02 08:01:00'
file_draft fr-ca draft.json 'Surrender of B.' --role ISS --incomplete --reason 'the form is attached on paper'
contesting=$request
for request in "$consenting" "$contesting"; do step fr-ca 0 sent --role ISS; done
pass fr-ca de-ca
now='2026-02-06 10:00:00'
for request in "$consenting" "$contesting"; do
  step de-ca 0 received --role EXE
  step de-ca 0 arrest --role POL --at 2026-02-06T10:30:00+01:00
done
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
told request_eaw.txt
