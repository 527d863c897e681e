#!/usr/bin/env bash
# A State that has no software at all: Paris asks Abuja, and lives on what it is told; Abuja asks Paris by a note, and
# Paris keeps that too. An auditor reads both from a clone.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/request_lib.sh"
now='2026-06-01 08:00:00'
home_of fr-ca FR Europe/Paris
# draft FROM CC TO CC [PURPOSE]
draft() {
  cat <<JSON
{"format": "rogatory-draft/1", "instrument": "untoc-mla",
 "requesting": {"authority": "$1", "state": "$2"}, "requested": {"authority": "$3", "state": "$4"},
 "measures": ["service"], "language": "en",
 "fields": {
  "18(15)(a)": "The central authority, for the criminal court.",
  "18(15)(b)": "Trial 25/904 for trafficking in human beings, before the criminal court, which tries the case.",
  "18(15)(d)": "Service of the enclosed summons, in person and against a receipt, by 1 August 2026.",
  "18(15)(e)": "A witness of Nigerian nationality, last known in Benin City, Edo State.",
  "18(15)(f)": "${5:-}"}, "documents": []}
JSON
}
expect 0 in_home fr-ca --json case open 'Letters to Abuja'
case_id=$(json_value case)
draft fr-ca FR ng-moj NG 'That the witness is heard at the trial on 7 September 2026.' >draft.json
expect 10 in_home fr-ca request file "$case_id" draft.json
says 'authority add ng-moj'
expect 0 in_home fr-ca authority add ng-moj --country NG --role central-authority --source 'CNA directory'
complete fr-ca draft.json en
file_draft fr-ca draft.json 'Service on O.' --role CA-R
step fr-ca 0 sent --role DIP --note 'by the embassy'
now='2026-06-15 08:00:00'
step fr-ca 0 received --told-by 'the embassy in Abuja' --means diplomatic --ref 'NV 112' --role DIP --at 2026-06-11T09:00:00Z
step fr-ca 0 acknowledged --told-by 'Ministry of Justice, Abuja' --means post --role CA-R --at 2026-06-12T09:00:00Z
step fr-ca 0 info_requested --told-by 'Ministry of Justice, Abuja' --means post --role CA-R --at 2026-06-12T09:00:00Z
step fr-ca 0 supplemented --role CA-R
tell fr-ca request show "$request"
# What is told once more is the same step; a mistake in it is corrected.
step fr-ca 0 received --told-by 'NCB Abuja' --means interpol --role POL --at 2026-06-10T09:00:00Z
again=$(sed -n 's/^  entry    \(.*\), by .*/\1/p' stdout)
expect 0 in_home fr-ca request correct "$request" "$again" --at 2026-06-09T09:00:00Z --reason 'the 9th' --role POL
now='2026-07-20 08:00:00'
step fr-ca 0 accepted --told-by 'Ministry of Justice, Abuja' --means post --role CA-R
step fr-ca 0 execution_started --told-by 'Ministry of Justice, Abuja' --means post --role CA-R
step fr-ca 0 executed --told-by 'Ministry of Justice, Abuja' --means post --role CA-R
step fr-ca 0 transmitted --told-by 'the embassy in Abuja' --means diplomatic --role DIP
step fr-ca 0 results_received --role CA-R
step fr-ca 0 closed --role CA-R
tell fr-ca request show "$request"

# The other way: the request itself is a report, and came without saying what for.
draft ng-moj NG fr-ca FR >draft.json
file_draft fr-ca draft.json 'Service on P.' --role CA-Q --told-by 'the embassy of Nigeria' --means diplomatic --ref 'NN 7' \
  --incomplete --reason 'as it came: the note does not say what for'
step fr-ca 0 sent --told-by 'the embassy of Nigeria' --means diplomatic --role CA-Q
step fr-ca 0 received --role CA-Q
step fr-ca 0 acknowledged --role CA-Q
# Nobody said what for, nor when he was asked: refused, with the article that allows it and how its wording is known.
now='2026-09-21 08:00:00'
step fr-ca 30 refused --role CA-Q --reason 'it does not say what for' --consultation 'asked on 27 July and 1 September'
says 'refused .* needs ground'
step fr-ca 0 refused --role CA-Q --reason 'it does not say what for' --consultation 'asked on 27 July and 1 September' \
  --ground '18(21)(a)'
tell fr-ca request show "$request"
expect 0 in_home fr-ca --json request show "$request"
stdout_keeps_to request-show
[[ $(jq -r '[.steps[].ground // empty | .said, (.rules[] | .ref, .ground, .force, .verified)] | join(" ")' stdout) == \
  '18(21)(a) untoc-mla 18(21)(a) not_in_conformity may text' ]] || fail "the ground is not told with its article"
tell fr-ca request list

# Without a home.
expect 0 in_home fr-ca case key "$case_id" --for auditor --reason audit
cp stdout auditor.key
expect 0 in_home fr-ca ledger clone "$case_id" clone
echo "fr-ca $(fingerprint fr-ca)" >roots.txt
expect 0 rogatory request show "$request" --case ./clone --trust roots.txt --identity auditor.key
says 'State|state +acknowledged'
told request_paper.txt
