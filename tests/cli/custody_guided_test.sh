#!/usr/bin/env bash
# Who sits at a terminal is asked for what ISO/IEC 27037 and NIST want recorded and no option said, with the reason why,
# and signs what he was shown; nobody else is asked. Whoever stops on the way leaves the case as it was.
. "$(dirname "$0")/lib.sh"
. "$ROGATORY_SOURCE_DIR/tests/cli/home_lib.sh"
export TERM=dumb
make_peers
expect 0 fr --json case open 'Operation Hesperus' --with de-ca
case_id=$(json_value case)
in_fr="rogatory --home $work/fr"
entries() { fr --json ledger log "$case_id" | grep -c '"seq"'; }
# unchanged STATUS [PROMPT REPLY]... -- LINE: asked and answered like this, and nothing is written.
unchanged() {
  local before
  before=$(entries)
  on_terminal "$@"
  [[ $(entries) == "$before" ]] || fail "something was written"
}

# An exhibit, from its title on. A wrong answer is said and asked again; the text is that which was typed.
on_terminal 0 'What is it called?' '@Téléphone « Nokia »' 'Of which kind' 'paper' 'Of which kind' '' \
  'Make, model' '-' 'How did it come here' 'seized' 'Who did it' 'Lt. Martin' 'When?' 'yesterday' \
  'When?' '2026-01-02T11:00:00+01:00' 'Where' '北京, Lyon' 'Under which order' 'CR 17/26' 'put on?' '4471' \
  'packed in' '' 'state was it seen' '' 'Who watched' '' 'Sign and record' '' -- "$in_fr exhibit add $case_id"
says 'The forms in use want recorded: what it is, so that it is taken for no other'
says 'ISO/IEC 27037 and NIST SP 800-86 want recorded: who had access to it, when and where'
[[ $(grep -c 'who had access to it' stdout) == 1 ]] || fail "the reason was not said once"
says "--kind does not know 'paper'; one of: physical, digital, document"
says 'Of which kind .* \[physical\] '
says 'not a time: yesterday; write 2026-11-24T10:00:00\+01:00'
says 'When\? \[now\] '
says 'packed in\? \[not recorded\] '
says '^This will be signed by registry-2@fr-ca:'
says '^  seized by Lt. Martin'
says '^  on 2026-01-02T10:00:00Z \(observed\)'
says '^  not recorded: --container, --condition, --witness'
says 'recorded exhibit fr-ca:1: seized by Lt. Martin'
expect 25 fr --json exhibit show "$case_id" 1
stdout_keeps_to exhibit-show
stdout_has '"title": "@Téléphone « Nokia »"'
stdout_has '"description": "-"'
stdout_has '"place": "北京, Lyon"'
stdout_has '"after": "4471"'
stdout_lacks '"container"'

# What an option said is not asked; where nothing is left to ask, nothing is, and nothing is confirmed.
on_terminal 0 -- "$in_fr custody record $case_id 1 labelled --by 'Lt. Martin' --at 2026-01-02T12:00:00Z --place Lyon"
stdout_lacks 'want|Sign and record'
says 'recorded exhibit fr-ca:1: labelled by Lt. Martin'
on_terminal 0 'When?' noon 'When?' '' 'Sign and record' y -- "$in_fr custody record $case_id 1 labelled --by 'Lt. Martin' --place Lyon"
stdout_lacks 'Who did it|Where'

# Nobody is asked but who sits there: a script, a pipe and a program are not.
for line in "--no-input custody record $case_id 1 labelled" "--yes custody record $case_id 1 labelled" \
  "--json custody record $case_id 1 labelled" "custody record $case_id 1 labelled | cat" \
  "custody record $case_id 1 labelled </dev/null" "custody record $case_id 1 labelled 2>/dev/null"; do
  on_terminal 0 -- "rogatory --home $work/fr $line"
  stdout_lacks 'want recorded|Sign and record'
done

# No; Ctrl-C at any question and at the last; the end of the input; three wrong answers; nothing where there is nothing.
when='--at 2026-01-02T12:00:00Z'
sealing="$in_fr custody record $case_id 1 sealed $when --place Lyon --container bag --condition good"
unchanged 31 'Who did it' '' 'put on?' 4472 'Who watched' '' 'Sign and record' n -- "$sealing"
says 'nothing was done: the question was not answered with yes'
unchanged 130 'Who did it' $'\x03' -- "$sealing"
unchanged 130 'Who did it' '' 'put on?' $'\x03' -- "$sealing"
unchanged 130 'Who did it' '' 'put on?' 4472 'Who watched' '' 'Sign and record' $'\x03' -- "$sealing"
unchanged 2 'Who did it' $'\x04' -- "$sealing"
unchanged 2 'Who did it' '' 'put on?' '' 'put on?' '' 'put on?' '' -- "$sealing"
[[ $(grep -c 'this is needed' stdout) == 4 ]] || fail "not said three times, and once at the end"
unchanged 10 -- "$in_fr custody record $case_id 7 sealed"
unchanged 2 'What is it called' '' 'What is it called' '' 'What is it called' '' -- "$in_fr exhibit add $case_id"

# A file: its hash is computed, not asked for. What is done to it is asked as of what is digital.
printf 'not really an image\n' >phone.E01
on_terminal 0 'Make, model' '' 'Who did it' '' 'When' '' 'Where' '' 'Under which order' '' 'With which tool' Guymager \
  'Of which version' 0.8.13 'With which settings' 'write blocker on' 'Sign and record' Y -- \
  "$in_fr exhibit add $case_id 'Its image' --kind digital --file phone.E01 --event acquired"
says '^  with Guymager 0.8.13 \(write blocker on\)'
says "^  sha256 of the file $(sha256sum <phone.E01 | cut -c1-64)"
on_terminal 0 'Who did it' 'Dr. Moreau' 'When' '' 'Where' lab 'On which' original 'Why on the original' 'no copy opens' \
  'With which tool' '' 'What for' 'messages of May' 'Under which order' '' 'Sign and record' '' -- \
  "$in_fr custody record $case_id 2 examined"
says '^  on the original'
says '^  because no copy opens'
stdout_lacks 'Of which version'

# A hand-over: what is awaited is said to who leaves it open, and to who goes on without it.
on_terminal 0 'Who did it' 'Lt. Martin' 'When' '' 'Where' Lyon 'To whom' de-ca 'What for' 'as requested' 'that is on it' 4471 \
  'packed in' 'bag 7' 'state was it seen' good 'Sign and record' '' -- "$in_fr custody transfer $case_id 1"
says '^  other side: de-ca'
says '^  awaited    de-ca has to sign that it was received'
says "^  next       rogatory ledger give $case_id -o FILE, for de-ca"
says "^  then       rogatory custody receive $case_id fr-ca:1 --seal NUMBER --seal-intact yes\|no"
expect 0 fr custody record "$case_id" 1 photographed
stderr_has "warning: fr-ca:1 is still in transit: de-ca has not signed that it was received \(fr-ca:[0-9]+\); awaited is: rogatory custody receive $case_id fr-ca:1"
expect 0 fr ledger give "$case_id" -o passed.ledger
expect 0 fr case grant "$case_id" de-ca -o de-ca.grant
expect 0 de ledger take passed.ledger
expect 0 de case take de-ca.grant
on_terminal 0 'Who did it' '' 'When' '' 'Where' Bonn 'that is on it' 4471 'seal whole' maybe 'seal whole' yes 'state was it seen' '' \
  'Sign and record' '' -- "rogatory --home $work/de custody receive $case_id fr-ca:1"
says '^  other side: Lt. Martin of fr-ca'
stdout_lacks 'From whom|awaited'
expect 0 de custody record "$case_id" fr-ca:1 photographed
stderr_lacks 'in transit'

# The request under which it was done.
request=$(printf '%064d' 7 | tr 07 aB)
expect 0 fr custody record "$case_id" 2 verified --request "${request^^}"
expect 25 fr --json exhibit show "$case_id" 2
stdout_has "\"request\": \"${request,,}\""
expect 25 fr exhibit show "$case_id" 2
says "request ${request,,}"
unchanged 2 -- "rogatory --no-input --home $work/fr custody record $case_id 2 verified --request R-0123456789"
says 'R-… and D-… are short forms for people'
expect 2 fr custody record "$case_id" 2 verified --request 7

# From whom is an answer as good as to whom; both are one too many.
expect 0 fr exhibit add "$case_id" Bag
expect 0 fr custody record "$case_id" 3 received_from_third_party --from 'Nightclub Etoile'
says 'exhibit fr-ca:3: received from third party by registry-2, Nightclub Etoile'
expect 2 fr custody record "$case_id" 3 received_from_third_party --from 'Nightclub Etoile' --to de-ca

# What would be refused behind the answers is refused before the first question.
for line in "exhibit add $case_id Chip --parent 77" "exhibit add $case_id Chip --file none" \
  "custody record $case_id 1 labelled --compartment c-00000000"; do
  unchanged 10 -- "$in_fr $line"
  stdout_lacks 'recorded:'
done
unchanged 31 -- "$in_fr exhibit add $case_id Chip --number 1"
stdout_lacks 'recorded:'
expect 0 fr case close "$case_id"
for line in "custody record $case_id 1 labelled" "exhibit add $case_id Chip"; do
  unchanged 30 -- "$in_fr $line"
  stdout_lacks 'recorded:'
done
