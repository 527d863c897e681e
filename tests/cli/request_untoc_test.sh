#!/usr/bin/env bash
# Trafficking in persons, under UNTOC Art. 18: information asked for, conditions, a part executed and the rest later, a
# witness under safe conduct, and items that go back.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/request_lib.sh"
now='2026-03-02 09:00:00'
two_homes fr-ca FR Europe/Paris th-oag TH Asia/Bangkok
shared_case 'Operation Lotus' fr-ca th-oag
cat >draft.json <<'JSON'
{"format": "rogatory-draft/1", "instrument": "untoc-mla",
 "requesting": {"authority": "fr-ca", "state": "FR"}, "requested": {"authority": "th-oag", "state": "TH"},
 "measures": ["bank_records", "search"], "confidential": true, "language": "fr", "translations": ["th"],
 "by": "2026-04-30", "because": "the detention of two suspects ends on 15 May 2026",
 "fields": {
  "18(15)(a)": "Ministry of Justice, Paris, for the investigating judge at the court of Marseille.",
  "18(15)(b)": "Judicial investigation 26/118 into trafficking in human beings by an organised group, conducted by the investigating judge at the court of Marseille, who directs the investigation.",
  "18(15)(c)": "Between May and November 2025 nine women were recruited in Chiang Rai with the promise of work in hotels, held in two flats in Marseille and made to pay 18000 euros each; the money went to three accounts at banks in Bangkok.",
  "18(15)(d)": "Records of the three accounts from 1 May to 30 November 2025, certified by the banks; search of the rooms of the recruiting office and seizure of its ledgers, in original. The holders are not to be told.",
  "18(15)(e)": "Suspect A, of Thai nationality, holder of the accounts, believed to be in Chiang Rai; suspect B, nationality and whereabouts unknown.",
  "18(15)(f)": "To prove the flow of money at trial, to confiscate it and to find further victims."}, "documents": []}
JSON
complete fr-ca draft.json th
file_draft fr-ca draft.json 'Records of three accounts' --role ISS
# A second officer validates it, with a signature of his own.
expect 0 in_home fr-ca officer add judge-2 --no-passphrase --roles VAL
expect 0 in_home fr-ca card export -o newest.card
expect 0 in_home th-oag peer add newest.card --fingerprint "$(fingerprint fr-ca)"
export ROGATORY_OFFICER=registry-1
expect 30 in_home fr-ca --as judge-2 request advance "$request" sent --role CA-R
says 'does not let him act as CA-R'
step fr-ca 30 validated --role VAL
says 'is for another officer: registry-1 of fr-ca filed the request, in fr-ca:[0-9]+'
expect 0 in_home fr-ca request show "$request"
says 'validated \(practice\) by fr-ca as VAL, CRT, another officer than who filed it'
expect 0 in_home fr-ca --json request show "$request"
stdout_has '"by": "another_officer"'
stdout_keeps_to request-show
expect 0 in_home fr-ca --as judge-2 request advance "$request" validated
step fr-ca 0 sent --role CA-R
tell fr-ca request show "$request"
pass fr-ca th-oag

now='2026-03-09 03:00:00'
step th-oag 0 received --role CA-Q
step th-oag 0 acknowledged --role CA-Q
step th-oag 30 info_requested --role CA-Q
says 'needs reason'
step th-oag 0 info_requested --role CA-Q --reason 'which branch holds the accounts?'
pass th-oag fr-ca
expect 0 in_home fr-ca request list --turn ours
says "^$request "
now='2026-03-16 10:00:00'
step fr-ca 0 supplemented --role ISS --note 'Silom'
pass fr-ca th-oag

# Conditions bind once they are accepted.
now='2026-03-20 03:00:00'
step th-oag 0 conditions_proposed --role CA-Q --condition 'not for fiscal offences' --condition 'originals back by 31 December'
pass th-oag fr-ca
step fr-ca 0 conditions_accepted --role CA-R --condition 'not for fiscal offences' --condition 'originals back by 31 December'
tell fr-ca request show "$request"
pass fr-ca th-oag
now='2026-04-01 03:00:00'
step th-oag 0 execution_started --role EXE
step th-oag 0 partially_executed --role EXE --reason 'two of three accounts; the third bank has to be heard'
step th-oag 0 evidence_sealed --role EXE
step th-oag 0 transmitted --role CA-Q
pass th-oag fr-ca
now='2026-04-03 09:00:00'
step fr-ca 0 results_received --role CA-R
pass fr-ca th-oag
now='2026-05-04 03:00:00'
step th-oag 0 remainder_resumed --role CA-Q
step th-oag 0 executed --role EXE
step th-oag 0 transmitted --role CA-Q
pass th-oag fr-ca
now='2026-05-06 09:00:00'
step fr-ca 0 results_received --role CA-R
step fr-ca 0 delivered_to_issuer --role ISS
# A witness came from Chiang Rai to testify, is told that this is over, and leaves in time.
now='2026-12-10 11:00:00'
step fr-ca 0 presence_notice --role CRT --at 2026-12-10T11:30:00+01:00
tell fr-ca request due "$request"
now='2026-12-17 09:00:00'
step fr-ca 0 person_left --role POL --at 2026-12-16T21:40:00+01:00
# What Paris enters by mistake it withdraws; what Bangkok enters too early it disputes.
step fr-ca 0 items_returned --role ISS
mistaken=$(sed -n 's/^  entry    \(.*\), by .*/\1/p' stdout)
expect 30 in_home fr-ca request dispute "$request" "$mistaken" --reason 'x' --role ISS
expect 0 in_home fr-ca --json request correct "$request" "$mistaken" --withdraw --reason 'of another request' --role ISS
stdout_keeps_to request-correct
pass fr-ca th-oag
step th-oag 0 return_confirmed --role CA-Q --note 'all three'
early=$(sed -n 's/^  entry    \(.*\), by .*/\1/p' stdout)
pass th-oag fr-ca
expect 0 in_home fr-ca --json request dispute "$request" "$early" --reason 'nothing was sent back yet' --role CA-R
stdout_keeps_to request-dispute
now='2026-12-18 09:00:00'
step fr-ca 0 items_returned --role ISS
returned=$(sed -n 's/^  entry    \(.*\), by .*/\1/p' stdout)
pass fr-ca th-oag
expect 0 in_home th-oag --json request accept "$request" "$returned" --role CA-Q --note 'complete'
stdout_keeps_to request-accept
pass th-oag fr-ca
step fr-ca 0 closed --role CA-R
step fr-ca 30 withdrawn --role CA-R --reason 'too late'
pass fr-ca th-oag
tell th-oag request show "$request"
tell th-oag request due --all
expect 0 in_home fr-ca ledger verify "$case_id"
told request_untoc.txt
